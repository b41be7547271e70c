import { describe, expect, it } from 'vitest';
import { decodeDbnet } from '../../../../../src/core/detect/text/decode-dbnet.ts';
import { toFrame, type RotatedRectangle } from '../../../../../src/core/detect/text/rotated-rectangle.ts';

const size = { width: 160, height: 96 };
const settings = { cellThreshold: 0.3, lineThreshold: 0.4 };

/** A map with one probability inside a rectangle. */
function mapOf(rectangle: RotatedRectangle, probability: number): Uint8Array {
  return Uint8Array.from({ length: size.width * size.height }, (_, index) => {
    const { x, y } = toFrame(rectangle, { x: (index % size.width) + 0.5, y: Math.floor(index / size.width) + 0.5 });
    return Math.abs(x) <= rectangle.width / 2 && Math.abs(y) <= rectangle.height / 2 ? probability * 255 : 0;
  });
}

describe('decodeDbnet', () => {
  it('gives back a line, grown by its area over its outline times 1.5', () => {
    const [line, ...others] = decodeDbnet(mapOf({ centreX: 80, centreY: 48, width: 60, height: 8, angle: 0 }, 0.8), size, settings);
    expect(others).toEqual([]);
    const grown = (60 * 8 * 1.5) / (60 + 8);
    expect(line!.score).toBeCloseTo(0.8, 2);
    expect(line!.rectangle).toMatchObject({ centreX: 80, centreY: 48 });
    expect(line!.rectangle.width).toBeCloseTo(60 + grown, 4);
    expect(line!.rectangle.height).toBeCloseTo(8 + grown, 4);
  });

  it('follows the direction of a tilted line', () => {
    const [line] = decodeDbnet(mapOf({ centreX: 80, centreY: 48, width: 90, height: 10, angle: 20 }, 0.9), size, settings);
    expect(line!.rectangle.angle).toBeGreaterThan(16);
    expect(line!.rectangle.angle).toBeLessThan(24);
  });

  it('leaves out what is too faint and what is too small', () => {
    const large = { centreX: 80, centreY: 48, width: 60, height: 8, angle: 0 };
    expect(decodeDbnet(mapOf(large, 0.29), size, settings)).toEqual([]);
    expect(decodeDbnet(mapOf(large, 0.35), size, settings)).toEqual([]);
    expect(decodeDbnet(mapOf(large, 0.35), size, { ...settings, lineThreshold: 0.3 })).toHaveLength(1);
    expect(decodeDbnet(mapOf({ ...large, height: 2 }, 0.9), size, settings)).toEqual([]);
  });

  it('scores a ring by what it encloses, too', () => {
    const ring = mapOf({ centreX: 80, centreY: 48, width: 60, height: 40, angle: 0 }, 0.9);
    const hole = mapOf({ centreX: 80, centreY: 48, width: 52, height: 32, angle: 0 }, 1);
    const [line] = decodeDbnet(ring.map((value, index) => (hole[index] === 0 ? value : 0)), size, { ...settings, lineThreshold: 0.1 });
    expect(line!.score).toBeCloseTo(0.9 * (1 - (52 * 32) / (60 * 40)), 2);
  });

  it('finds lines at the map’s edges', () => {
    expect(decodeDbnet(mapOf({ centreX: 20, centreY: 4, width: 40, height: 8, angle: 0 }, 0.9), size, settings)).toHaveLength(1);
  });
});
