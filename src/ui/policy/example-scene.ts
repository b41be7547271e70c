import type { Detection } from '../../core/detect/detection.ts';
import { sourceBox, type Size } from '../../core/geometry/box.ts';

/** Size of the example picture. */
export const SCENE: Size = { width: 480, height: 300 };

const FINDS: readonly Pick<Detection, 'kind' | 'score' | 'box'>[] = [
  { kind: 'face', score: 0.94, box: sourceBox(92, 74, 44, 54) },
  { kind: 'face', score: 0.41, box: sourceBox(212, 96, 30, 37) },
  { kind: 'face', score: 0.12, box: sourceBox(300, 118, 13, 16) },
  { kind: 'head', score: 0.5, box: sourceBox(352, 104, 26, 32) },
  { kind: 'person', score: 0.9, box: sourceBox(70, 62, 92, 212) },
  { kind: 'person', score: 0.7, box: sourceBox(194, 88, 66, 170) },
  { kind: 'vehicle', score: 0.88, box: sourceBox(290, 176, 170, 84) },
  { kind: 'licence-plate', score: 0.83, box: sourceBox(344, 226, 64, 18) },
  { kind: 'personal-text', score: 0.77, box: sourceBox(24, 22, 120, 14) },
  { kind: 'text', score: 0.92, box: sourceBox(24, 22, 120, 14) },
  { kind: 'text', score: 0.9, box: sourceBox(24, 40, 84, 12) },
  { kind: 'qr-code', score: 0.96, box: sourceBox(420, 24, 36, 36) },
];

/** What a search would find in the example: sure, doubtful and doubted finds of each kind, so that thresholds can be seen at work. */
export const SCENE_FINDS: readonly Detection[] = FINDS.map((find) => ({ ...find, detector: 'example' }));

/** Draws a street that never was: two people, one turned away, a car, a sign and a code. Nothing is loaded for it. */
export function drawScene(context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D): void {
  const { width, height } = SCENE;
  const fill = (color: string, left: number, top: number, wide: number, high: number): void => {
    context.fillStyle = color;
    context.fillRect(left, top, wide, high);
  };
  const oval = (color: string, x: number, y: number, rx: number, ry: number): void => {
    context.fillStyle = color;
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    context.fill();
  };
  fill('#c9cfd2', 0, 0, width, height);
  fill('#8f989c', 0, 230, width, height - 230);
  for (let x = 170; x < width; x += 74) fill('#aab3b7', x, 30, 46, 60);
  fill('#f2efe6', 14, 12, 146, 50);
  context.fillStyle = '#2f3437';
  // Fonts differ in width: each text keeps to its sign.
  context.font = '600 13px sans-serif';
  context.fillText('A. Example, 1st fl.', 24, 33, 126);
  context.font = '11px sans-serif';
  context.fillText('Please ring twice', 24, 50, 126);
  person(oval, fill, 114, 101, 1, '#e0b394', '#3c5a78', true);
  person(oval, fill, 227, 115, 0.68, '#8d5b3f', '#7a3f3c', true);
  person(oval, fill, 306.5, 126, 0.3, '#d9a888', '#4c6b4c', true);
  person(oval, fill, 365, 120, 0.6, '#4a382c', '#555c3e', false);
  fill('#5a2f2f', 296, 196, 160, 50);
  fill('#6e3a3a', 322, 176, 108, 26);
  fill('#b9c7cd', 332, 181, 40, 19);
  fill('#b9c7cd', 378, 181, 42, 19);
  oval('#26282a', 326, 248, 15, 15);
  oval('#26282a', 426, 248, 15, 15);
  fill('#f5f5f0', 344, 226, 64, 18);
  context.fillStyle = '#1d1f21';
  context.font = '700 13px monospace';
  context.fillText('AB 12 CD', 348, 240, 56);
  fill('#ffffff', 416, 20, 44, 44);
  for (let row = 0; row < 9; row += 1) {
    for (let column = 0; column < 9; column += 1) {
      if ((row * 7 + column * 5 + row * column) % 3 !== 0) fill('#16181a', 420 + column * 4, 24 + row * 4, 4, 4);
    }
  }
}

type Fill = (color: string, left: number, top: number, wide: number, high: number) => void;
type Oval = (color: string, x: number, y: number, rx: number, ry: number) => void;

function person(oval: Oval, fill: Fill, x: number, y: number, scale: number, skin: string, coat: string, hasFace: boolean): void {
  const s = (value: number): number => value * scale;
  fill('#33383c', x - s(20), y + s(112), s(16), s(60));
  fill('#33383c', x + s(4), y + s(112), s(16), s(60));
  oval(coat, x, y + s(84), s(42), s(58));
  oval(hasFace ? '#2c2320' : skin, x, y - s(4), s(24), s(29));
  if (!hasFace) return;
  oval(skin, x, y + s(1), s(20), s(25));
  oval('#23272a', x - s(8), y - s(3), s(2.6), s(2.6));
  oval('#23272a', x + s(8), y - s(3), s(2.6), s(2.6));
  oval('#a8574f', x, y + s(13), s(7), s(2));
}
