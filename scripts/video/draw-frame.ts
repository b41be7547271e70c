import type { Box, Size } from '../../src/core/geometry/box.ts';
import { Seeded } from '../evaluation/synthetic/seeded.ts';
import type { PlacedFace, PlannedFrame } from './clip-plan.ts';
import type { Cutout, RgbImage } from './face-cutouts.ts';
import { hairAt, headOf } from './seen-points.ts';

/** How far, in shares of its radius, a head fades into what is behind it. */
const FADE = 0.14;
const HAIR = [62, 46, 36] as const;

/**
 * A backdrop to move over: clouds of colour in three sizes, and panels.
 * @param seed - another one draws another backdrop
 * @param size - of the picture; the backdrop is larger
 */
export function drawBackdrop(seed: number, size: Size): RgbImage {
  const random = new Seeded(seed);
  const [width, height] = [size.width + 600, size.height + 300];
  const data = new Uint8Array(width * height * 3);
  const base = random.between(90, 140);
  const tones = [0, 1, 2].map(() => base + random.between(-12, 12));
  const layers = [{ side: 160, depth: 60 }, { side: 37, depth: 36 }, { side: 9, depth: 22 }].map(({ side, depth }) => {
    const columns = Math.ceil(width / side) + 2;
    // Three like values with a little of their own each: walls and streets are nearly grey.
    const values = Array.from({ length: columns * (Math.ceil(height / side) + 2) }, () => random.between(-0.5, 0.5)).flatMap((value) => [0, 1, 2].map(() => 0.8 * value + random.between(-0.1, 0.1)));
    return { side, depth, columns, values };
  });
  const panels = Array.from({ length: 14 }, () => ({ left: random.between(-50, width), top: random.between(-50, height), width: random.between(30, 300), height: random.between(30, 300), tone: random.between(-45, 45) }));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let panel = 0;
      for (const { left, top, width: wide, height: high, tone } of panels) if (x >= left && x < left + wide && y >= top && y < top + high) panel += tone;
      for (let channel = 0; channel < 3; channel += 1) {
        let value = (tones[channel] ?? 0) + panel;
        for (const { side, depth, columns, values } of layers) {
          const [column, row] = [Math.floor(x / side), Math.floor(y / side)];
          const [u, v] = [x / side - column, y / side - row];
          const at = (row * columns + column) * 3 + channel;
          const below = at + columns * 3;
          value += depth * (((values[at] ?? 0) * (1 - u) + (values[at + 3] ?? 0) * u) * (1 - v) + ((values[below] ?? 0) * (1 - u) + (values[below + 3] ?? 0) * u) * v);
        }
        data[(y * width + x) * 3 + channel] = Math.min(255, Math.max(0, value));
      }
    }
  }
  return { width, height, data };
}

/**
 * Draws one frame.
 * @param frame - its plan
 * @param backdrop - of its scene
 * @param cutouts - as many as the plan was made for
 * @param size - of the picture
 */
export function drawFrame(frame: PlannedFrame, backdrop: RgbImage, cutouts: readonly Cutout[], { width, height }: Size): RgbImage {
  const data = new Uint8Array(width * height * 3);
  const x = Math.round(Math.min(Math.max(frame.backdrop.x, 0), backdrop.width - width));
  const y = Math.round(Math.min(Math.max(frame.backdrop.y, 0), backdrop.height - height));
  for (let row = 0; row < height; row += 1) {
    const from = ((y + row) * backdrop.width + x) * 3;
    data.set(backdrop.data.subarray(from, from + width * 3), row * width * 3);
  }
  const picture = { width, height, data };
  for (const face of frame.faces) {
    const cutout = cutouts[face.cutout];
    if (cutout !== undefined) drawHead(picture, face, cutout);
  }
  for (const pillar of frame.pillars) drawPillar(picture, pillar);
  return picture;
}

function drawHead({ width, height, data }: RgbImage, { box, turned, blur }: PlacedFace, { levels, faceHeight }: Cutout): void {
  const head = headOf(box);
  const level = Math.min(levels.length - 1.001, Math.max(0, Math.log2(faceHeight / box.height) + blur));
  const [sharp, soft] = [levels[Math.floor(level)], levels[Math.floor(level) + 1]];
  if (sharp === undefined || soft === undefined) return;
  const share = level - Math.floor(level);
  const color = [0, 0, 0];
  const [firstRow, lastRow] = [Math.max(0, Math.ceil(head.y - head.ry)), Math.min(height - 1, Math.floor(head.y + head.ry))];
  const [firstColumn, lastColumn] = [Math.max(0, Math.ceil(head.x - head.rx)), Math.min(width - 1, Math.floor(head.x + head.rx))];
  for (let row = firstRow; row <= lastRow; row += 1) {
    for (let column = firstColumn; column <= lastColumn; column += 1) {
      const [u, v] = [(column + 0.5 - head.x) / head.rx, (row + 0.5 - head.y) / head.ry];
      const alpha = Math.min(1, (1 - Math.sqrt(u * u + v * v)) / FADE);
      if (alpha <= 0) continue;
      color.fill(0);
      addSample(color, sharp, (u + 1) / 2, (v + 1) / 2, 1 - share);
      addSample(color, soft, (u + 1) / 2, (v + 1) / 2, share);
      const hair = hairAt((u + 1) / 2, turned);
      const at = (row * width + column) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const shown = (color[channel] ?? 0) * (1 - hair) + ((HAIR[channel] ?? 0) + 14 * Math.sin(u * 40 + v * 7)) * hair;
        data[at + channel] = (data[at + channel] ?? 0) * (1 - alpha) + shown * alpha;
      }
    }
  }
}

/** Adds the colour of an image at a place, between its pixels, in a share. */
function addSample(color: number[], { width, height, data }: RgbImage, across: number, down: number, share: number): void {
  if (share === 0) return;
  const x = Math.min(width - 1.001, Math.max(0, across * width - 0.5));
  const y = Math.min(height - 1.001, Math.max(0, down * height - 0.5));
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - column, y - row];
  for (let channel = 0; channel < 3; channel += 1) {
    const at = (row * width + column) * 3 + channel;
    const below = at + width * 3;
    const value = ((data[at] ?? 0) * (1 - u) + (data[at + 3] ?? 0) * u) * (1 - v) + ((data[below] ?? 0) * (1 - u) + (data[below + 3] ?? 0) * u) * v;
    color[channel] = (color[channel] ?? 0) + share * value;
  }
}

function drawPillar({ width, height, data }: RgbImage, box: Box<'source'>): void {
  const [from, to] = [Math.max(0, Math.round(box.left)), Math.min(width, Math.round(box.left + box.width))];
  for (let row = 0; row < height; row += 1) {
    for (let column = from; column < to; column += 1) {
      const tone = 120 + 40 * Math.sin(((column - box.left) / box.width) * Math.PI) + 6 * Math.sin(row / 9);
      data.set([tone, tone * 0.95, tone * 0.88], (row * width + column) * 3);
    }
  }
}
