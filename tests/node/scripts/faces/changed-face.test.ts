import { describe, expect, it } from 'vitest';
import { blurred, changeFace, drawChange, type FaceChange } from '../../../../scripts/faces/changed-face.ts';
import { seeded } from '../../../../scripts/leaks/seeded.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

/** Nothing but another size. */
const PLAIN: FaceChange = {
  height: 50, turn: 0, squeeze: 1, mirrored: false, gamma: 1, contrast: 1, brightness: 0, tint: [1, 1], light: 0, lightFrom: 0, blur: 0, quality: 0.8, shift: [0, 0], scale: [1, 1],
};
const FACE = sourceBox(100, 60, 80, 100);

/** Grey, with a red mark at the left of the face, a blue one at its right and a green one at its top. */
function photo() {
  const [width, height] = [300, 240];
  const data = new Uint8ClampedArray(4 * width * height).fill(128);
  const paint = (left: number, top: number, size: number, color: readonly number[]): void => {
    for (let y = top; y < top + size; y += 1) for (let x = left; x < left + size; x += 1) data.set([...color, 255], 4 * (y * width + x));
  };
  paint(100, 104, 12, [255, 0, 0]);
  paint(168, 104, 12, [0, 0, 255]);
  paint(134, 60, 12, [0, 255, 0]);
  return { width, height, data };
}

/** The colour at a place of the box, in shares of its sides. */
function at({ picture, box }: ReturnType<typeof changeFace>, x: number, y: number): readonly number[] {
  const from = 4 * (Math.round(box.top + y * box.height) * picture.width + Math.round(box.left + x * box.width));
  return [...picture.data.slice(from, from + 3)];
}
const changed = (change: Partial<FaceChange> = {}) => changeFace(photo(), FACE, { ...PLAIN, ...change });

describe('changeFace', () => {
  it('cuts the face out at the wanted size, where the box says', () => {
    const result = changed();
    expect([result.picture.width, result.picture.height]).toEqual([130, 130]);
    expect(result.box).toMatchObject({ width: 40, height: 50 });
    expect([at(result, 0.08, 0.5), at(result, 0.92, 0.5), at(result, 0.5, 0.06)]).toEqual([[255, 0, 0], [0, 0, 255], [0, 255, 0]]);
  });

  it('mirrors it', () => {
    const result = changed({ mirrored: true });
    expect([at(result, 0.08, 0.5), at(result, 0.92, 0.5)]).toEqual([[0, 0, 255], [255, 0, 0]]);
  });

  it('turns it clockwise, in a box that is wider for it', () => {
    const result = changed({ turn: 90 });
    // What was on top is on the right now: half a height from the middle, less half the mark.
    expect(result.box.width).toBeCloseTo(50);
    expect([...result.picture.data.slice(4 * (65 * 130 + 65 + 22), 4 * (65 * 130 + 65 + 22) + 3)]).toEqual([0, 255, 0]);
  });

  it('moves and scales the box alone', () => {
    const result = changed({ shift: [0.1, -0.1], scale: [2, 0.5] });
    expect(result.box).toMatchObject({ left: 65 + 5 - 40, top: 65 - 5 - 12.5, width: 80, height: 25 });
    expect(result.picture.data).toEqual(changed().picture.data);
  });

  it('changes tones, tint and light', () => {
    const grey = (change: Partial<FaceChange>) => at(changed(change), 0.5, 0.5);
    expect(grey({ brightness: 20 })).toEqual([148, 148, 148]);
    expect(grey({ tint: [1.1, 0.9] })).toEqual([141, 128, 115]);
    expect(grey({ gamma: 2 })[0]).toBe(64);
    const lit = changed({ light: 0.3 });
    expect(at(lit, -0.5, 0.3)[0]).toBeLessThan(at(lit, 1.4, 0.3)[0]!);
  });
});

describe('drawChange', () => {
  it('draws the same for the same seed, and never enlarges', () => {
    const [a, b] = [seeded(1), seeded(1)];
    for (let round = 0; round < 50; round += 1) {
      const change = drawChange(a, 60);
      expect(change).toEqual(drawChange(b, 60));
      expect(change.height).toBeLessThanOrEqual(60);
    }
  });

  it('draws as often where the height is given, so that the other changes stay', () => {
    const [a, b] = [seeded(3), seeded(3)];
    drawChange(a, 100);
    drawChange(b, 100, 32);
    expect(a()).toBe(b());
  });
});

describe('blurred', () => {
  it('keeps what has one colour and spreads what has not', () => {
    const flat = { width: 9, height: 9, data: new Uint8ClampedArray(324).fill(77) };
    expect(blurred(flat, 2).data).toEqual(flat.data);
    const dot = { width: 9, height: 9, data: new Uint8ClampedArray(324) };
    dot.data[4 * 40] = 255;
    const { data } = blurred(dot, 1);
    expect(data[4 * 40]).toBeGreaterThan(data[4 * 41]!);
    expect(data[4 * 41]).toBe(data[4 * 49]!);
    expect(data[4 * 41]).toBeGreaterThan(0);
    expect(blurred(dot, 0.2)).toBe(dot);
  });
});
