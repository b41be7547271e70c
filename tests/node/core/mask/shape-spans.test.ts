import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { SPAN_LENGTH, shapeSpans } from '../../../../src/core/mask/shape-spans.ts';
import { SHAPES, type Shape } from '../../../../src/core/review/decision.ts';

const SIZE = { width: 60, height: 50 };

interface Turned {
  readonly shape: Shape;
  readonly box: ReturnType<typeof sourceBox>;
  readonly angle: number;
}

function covered(region: Turned): Set<string> {
  const spans = shapeSpans(region, SIZE);
  const pixels = new Set<string>();
  for (let at = 0; at < spans.length; at += SPAN_LENGTH) {
    for (let x = spans[at + 1]!; x < spans[at + 2]!; x += 1) pixels.add(`${String(x)},${String(spans[at]!)}`);
  }
  return pixels;
}

/** How far a point lies outside the shape, in its own units: at most 1 is inside. */
function distance({ shape, box, angle }: Turned, x: number, y: number): number {
  const radians = (-angle * Math.PI) / 180;
  const dx = x - box.left - box.width / 2;
  const dy = y - box.top - box.height / 2;
  const u = (dx * Math.cos(radians) - dy * Math.sin(radians)) / (box.width / 2);
  const v = (dx * Math.sin(radians) + dy * Math.cos(radians)) / (box.height / 2);
  return shape === 'ellipse' ? Math.hypot(u, v) : Math.max(Math.abs(u), Math.abs(v));
}

const region = fc.record({
  shape: fc.constantFrom(...SHAPES),
  box: fc.record({ left: fc.integer({ min: -5, max: 50 }), top: fc.integer({ min: -5, max: 40 }), width: fc.integer({ min: 3, max: 30 }), height: fc.integer({ min: 3, max: 20 }) }),
  angle: fc.oneof(fc.constantFrom(0, 90, 45, -45, 1, -89), fc.integer({ min: -89, max: 90 })),
});

describe('shapeSpans', () => {
  it('covers every pixel that a point of the turned shape lies in', () => {
    fc.assert(
      fc.property(region, (turned) => {
        const pixels = covered(turned);
        for (let y = 0.05; y < SIZE.height; y += 0.3) {
          for (let x = 0.05; x < SIZE.width; x += 0.3) {
            if (distance(turned, x, y) < 0.999) expect(pixels.has(`${String(Math.floor(x))},${String(Math.floor(y))}`)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('covers no pixel that lies clear of the turned shape', () => {
    fc.assert(
      fc.property(region, (turned) => {
        for (const pixel of covered(turned)) {
          const [x, y] = pixel.split(',').map(Number) as [number, number];
          // The pixel's centre is at most .71 px from its corner, and .05 px more is left for rounding.
          const slack = 1 + 1.52 / Math.min(turned.box.width, turned.box.height);
          expect(distance(turned, x + 0.5, y + 0.5)).toBeLessThan(slack * 1.02 + 0.02);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('does not take a whole row where a turned ellipse only just touches it', () => {
    const pixels = covered({ shape: 'ellipse', box: sourceBox(0, 0, 11, 11), angle: -89 });
    for (let x = 0; x < 11; x += 1) expect(pixels.has(`${String(x)},11`)).toBe(x === 5 && pixels.has('5,11'));
    expect(pixels.has('5,0')).toBe(true);
  });

  it('keeps a rectangle’s own edges where it is not turned', () => {
    expect([...shapeSpans({ shape: 'rectangle', box: sourceBox(2, 3, 4, 1), angle: 0 }, SIZE)]).toEqual([3, 2, 6]);
  });

  it('is empty for a shape outside the picture', () => {
    expect(shapeSpans({ shape: 'rectangle', box: sourceBox(100, 100, 9, 4), angle: 30 }, SIZE)).toHaveLength(0);
  });
});
