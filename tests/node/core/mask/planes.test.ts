import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedToSource } from '../../../../src/core/geometry/orientation.ts';
import { storedBox } from '../../../../src/core/geometry/box.ts';
import { PLANE_FORMATS, paintPlanes, planeBytes, planeColor, type PlanePicture } from '../../../../src/core/mask/planes.ts';
import type { Orientation } from '../../../../src/core/structure/inspection.ts';

const COLORS = { matrix: 'bt709', fullRange: false } as const;
const MASK = { y: 1, u: 2, v: 3 };

function picture(format: PlanePicture['format'], width: number, height: number, fill = 200): PlanePicture {
  return { format, width, height, colors: COLORS, data: new Uint8Array(planeBytes({ format, width, height })).fill(fill) };
}

/** Brightness and colour of one stored pixel. */
function at({ format, width, height, data }: PlanePicture, x: number, y: number) {
  const stepX = format === 'I444' ? 1 : 2;
  const stepY = format === 'I420' || format === 'NV12' ? 2 : 1;
  const across = Math.ceil(width / stepX);
  const cell = Math.floor(y / stepY) * across + Math.floor(x / stepX);
  const start = width * height;
  const [u, v] = format === 'NV12' ? [data[start + 2 * cell], data[start + 2 * cell + 1]] : [data[start + cell], data[start + across * Math.ceil(height / stepY) + cell]];
  return { y: data[y * width + x], u, v };
}

describe('masks in planes', () => {
  it('know the colours of the standards', () => {
    expect(planeColor(255, 255, 255, COLORS)).toEqual({ y: 235, u: 128, v: 128 });
    expect(planeColor(0, 0, 0, COLORS)).toEqual({ y: 16, u: 128, v: 128 });
    expect(planeColor(255, 0, 0, { matrix: 'bt601', fullRange: false })).toEqual({ y: 81, u: 90, v: 240 });
    expect(planeColor(0, 0, 255, { matrix: 'bt709', fullRange: true })).toEqual({ y: 18, u: 255, v: 116 });
  });

  it('cover every pixel of a mask in brightness and colour, in every layout and turn, and change nothing that shares no colour with one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLANE_FORMATS), fc.integer({ min: 1, max: 13 }), fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 8 }), fc.infiniteStream(fc.boolean()),
        (format, width, height, turn, covered) => {
          const orientation = turn as Orientation;
          const stored = { width, height };
          const seen = orientation > 4 ? { width: height, height: width } : stored;
          const coverage = Uint8Array.from({ length: width * height }, () => (covered.next().value === true ? 1 : 0));
          const painted = picture(format, width, height);
          paintPlanes(painted, orientation, [{ left: 0, top: 0, ...seen, coverage }], () => MASK);
          const isCovered = (x: number, y: number): boolean => {
            const { left, top } = storedToSource(storedBox(x, y, 1, 1), stored, orientation);
            return coverage[top * seen.width + left] === 1;
          };
          const stepX = format === 'I444' ? 1 : 2;
          const stepY = format === 'I420' || format === 'NV12' ? 2 : 1;
          for (let y = 0; y < height; y += 1) {
            for (let x = 0; x < width; x += 1) {
              const own = at(painted, x, y);
              expect(own.y).toBe(isCovered(x, y) ? MASK.y : 200);
              let shares = false;
              for (let dy = y - (y % stepY); dy < Math.min(height, y - (y % stepY) + stepY); dy += 1) for (let dx = x - (x % stepX); dx < Math.min(width, x - (x % stepX) + stepX); dx += 1) shares ||= isCovered(dx, dy);
              expect([own.u, own.v]).toEqual(shares ? [MASK.u, MASK.v] : [200, 200]);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('ask for the colour of each pixel where it is shown', () => {
    const painted = picture('I444', 3, 2);
    paintPlanes(painted, 6, [{ left: 0, top: 0, width: 2, height: 3, coverage: new Uint8Array(6).fill(1) }], (x, y) => ({ y: 10 * y + x, u: 0, v: 0 }));
    // A quarter turn clockwise: the first stored row is the right column of what is shown.
    expect([...painted.data.subarray(0, 6)]).toEqual([1, 11, 21, 0, 10, 20]);
  });
});
