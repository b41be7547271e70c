import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox, type Point } from '../../../../src/core/geometry/box.ts';
import { MAX_OUTLINE_POINTS } from '../../../../src/core/geometry/outline.ts';
import type { PlacedShape } from '../../../../src/core/mask/mask-plan.ts';
import { SPAN_LENGTH, shapeSpans, type ShapedRegion } from '../../../../src/core/mask/shape-spans.ts';
import { placedShapes } from '../../../contracts/plan-arbitraries.ts';

const SIZE = { width: 40, height: 36 };
/** Samples across and down a pixel, a little off the places where edges of round numbers run. */
const SAMPLES = [0.0123, 0.26, 0.51, 0.77, 0.9871] as const;
/** From a pixel's middle to its corner, and room for rounding. */
const CORNER = Math.SQRT1_2 + 1e-4;

function covered(region: ShapedRegion, size = SIZE): Uint8Array {
  const spans = shapeSpans(region, size);
  const pixels = new Uint8Array(size.width * size.height);
  for (let at = 0; at < spans.length; at += SPAN_LENGTH) pixels.fill(1, spans[at]! * size.width + spans[at + 1]!, spans[at]! * size.width + spans[at + 2]!);
  return pixels;
}

/** A shape's own lines, in pixels, before the turn: what the tests below measure by. */
interface Measure {
  isInside(point: Point): boolean;
  /** How far the outline is from a point; less is told where it can't be told exactly. */
  reach(point: Point): number;
}

function turnedBack({ box, angle = 0 }: PlacedShape, { x, y }: Point): Point {
  const radians = (-angle * Math.PI) / 180;
  const [dx, dy] = [x - box.left - box.width / 2, y - box.top - box.height / 2];
  return { x: dx * Math.cos(radians) - dy * Math.sin(radians) + box.width / 2, y: dx * Math.sin(radians) + dy * Math.cos(radians) + box.height / 2 };
}

function toLine(point: Point, a: Point, b: Point): number {
  const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((point.x - a.x) * (b.x - a.x) + (point.y - a.y) * (b.y - a.y)) / length));
  return Math.hypot(point.x - a.x - along * (b.x - a.x), point.y - a.y - along * (b.y - a.y));
}

function polygonMeasure(points: readonly Point[]): Measure {
  const edges = points.map((point, index) => [point, points[(index + 1) % points.length]!] as const);
  return {
    isInside: ({ x, y }) => edges.filter(([a, b]) => a.y <= y !== b.y <= y && a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y) > x).length % 2 === 1,
    reach: (point) => Math.min(...edges.map(([a, b]) => toLine(point, a, b))),
  };
}

function brushMeasure(strokes: readonly (readonly Point[])[], radiusX: number, radiusY: number): Measure {
  const scaled = ({ x, y }: Point): Point => ({ x: x / radiusX, y: y / radiusY });
  const pieces = strokes.flatMap((points) => points.slice(Math.min(1, points.length - 1)).map((b, index) => [scaled(points[index]!), scaled(b)] as const));
  const distance = (point: Point): number => Math.min(...pieces.map(([a, b]) => toLine(scaled(point), a, b)));
  return { isInside: (point) => distance(point) <= 1, reach: (point) => Math.abs(distance(point) - 1) * Math.min(radiusX, radiusY) };
}

function measure({ shape, box, outline }: PlacedShape): Measure {
  const { width, height } = box;
  const pixels = (point: Point): Point => ({ x: point.x * width, y: point.y * height });
  if (outline?.type === 'polygon') return polygonMeasure(outline.points.map(pixels));
  if (outline?.type === 'brush') return brushMeasure(outline.strokes.map((points) => points.map(pixels)), outline.radiusX * width, outline.radiusY * height);
  if (shape === 'ellipse') return brushMeasure([[{ x: width / 2, y: height / 2 }]], width / 2, height / 2);
  return polygonMeasure([{ x: 0, y: 0 }, { x: width, y: 0 }, { x: width, y: height }, { x: 0, y: height }]);
}

/** Asks about every pixel: its points, and its middle. */
function eachPixel(shape: PlacedShape, ask: (index: number, points: readonly Point[], middle: Point) => void): void {
  for (let y = 0; y < SIZE.height; y += 1) {
    for (let x = 0; x < SIZE.width; x += 1) {
      const points = SAMPLES.flatMap((dy) => SAMPLES.map((dx) => turnedBack(shape, { x: x + dx, y: y + dy })));
      ask(y * SIZE.width + x, points, turnedBack(shape, { x: x + 0.5, y: y + 0.5 }));
    }
  }
}

/** Without a search for the smallest example, which would ask about every pixel for minutes. */
const RUNS = { numRuns: 80, endOnFailure: true };

describe('shapeSpans', () => {
  it('covers every pixel that a point of the shape lies in, of every shape, turned or not', () => {
    fc.assert(
      fc.property(placedShapes, (shape) => {
        const pixels = covered(shape);
        const { isInside, reach } = measure(shape);
        eachPixel(shape, (index, points) => {
          if (pixels[index] !== 1) expect(points.filter((point) => isInside(point) && reach(point) > 1e-9)).toEqual([]);
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('covers no pixel that lies clear of the shape', () => {
    fc.assert(
      fc.property(placedShapes, (shape) => {
        const pixels = covered(shape);
        const { isInside, reach } = measure(shape);
        eachPixel(shape, (index, _, middle) => {
          if (pixels[index] === 1 && !isInside(middle)) expect(reach(middle)).toBeLessThan(CORNER);
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('leaves clear only pixels that lie wholly inside an inverse shape or another of its shapes', () => {
    fc.assert(
      fc.property(placedShapes, fc.array(placedShapes, { maxLength: 2 }), (first, alsoClear) => {
        const shapes = [first, ...alsoClear].map((shape) => ({ shape, ...measure(shape) }));
        const masked = covered({ ...first, inverse: true, alsoClear });
        for (let y = 0; y < SIZE.height; y += 1) {
          for (let x = 0; x < SIZE.width; x += 1) {
            if (masked[y * SIZE.width + x] === 1) continue;
            const missed = SAMPLES.flatMap((dy) => SAMPLES.map((dx) => ({ x: x + dx, y: y + dy }))).filter(
              (point) => !shapes.some(({ shape, isInside, reach }) => isInside(turnedBack(shape, point)) || reach(turnedBack(shape, point)) < 1e-9),
            );
            expect(missed).toEqual([]);
          }
        }
      }),
      RUNS,
    );
  }, 60_000);

  it('leaves every pixel clear that lies well inside an inverse shape', () => {
    fc.assert(
      fc.property(placedShapes, (shape) => {
        const masked = covered({ ...shape, inverse: true });
        const { isInside, reach } = measure(shape);
        eachPixel(shape, (index, _, middle) => {
          if (masked[index] === 1 && isInside(middle)) expect(reach(middle)).toBeLessThan(CORNER);
        });
      }),
      RUNS,
    );
  }, 60_000);

  it('tells runs in order, apart from each other and inside the picture', () => {
    fc.assert(
      fc.property(placedShapes, fc.boolean(), (shape, inverse) => {
        const spans = shapeSpans({ ...shape, inverse }, SIZE);
        let [row, end] = [-1, -1];
        for (let at = 0; at < spans.length; at += SPAN_LENGTH) {
          const [y, from, to] = [spans[at]!, spans[at + 1]!, spans[at + 2]!];
          expect(y > row || (y === row && from > end)).toBe(true);
          expect(from >= 0 && from < to && to <= SIZE.width && y < SIZE.height).toBe(true);
          [row, end] = [y, to];
        }
      }),
    );
  });

  it('fills by the even-odd rule: the middle of a five-pointed star stays open', () => {
    const points = [0, 2, 4, 1, 3].map((step) => ({ x: 0.5 + 0.5 * Math.sin((step * 2 * Math.PI) / 5), y: 0.5 - 0.5 * Math.cos((step * 2 * Math.PI) / 5) }));
    const pixels = covered({ shape: 'polygon', box: sourceBox(0, 0, 36, 36), outline: { type: 'polygon', points } });
    expect([pixels[18 * 40 + 18], pixels[3 * 40 + 18], pixels[1 * 40 + 1]]).toEqual([0, 1, 0]);
  });

  it('keeps the edges of a polygon and a rectangle that lie on borders of pixels', () => {
    const points = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }];
    expect([...shapeSpans({ shape: 'polygon', box: sourceBox(2, 3, 4, 1), outline: { type: 'polygon', points } }, SIZE)]).toEqual([3, 2, 6]);
    expect([...shapeSpans({ shape: 'rectangle', box: sourceBox(2, 3, 4, 1), angle: 0 }, SIZE)]).toEqual([3, 2, 6]);
  });

  it('covers the row that begins at corners of a polygon', () => {
    const points = [{ x: 0.5, y: 0 }, { x: 1, y: 0.5 }, { x: 0.5, y: 1 }, { x: 0, y: 0.5 }];
    const spans = shapeSpans({ shape: 'polygon', box: sourceBox(0, 0, 8, 8), outline: { type: 'polygon', points } }, SIZE);
    expect([...spans]).toEqual([0, 3, 5, 1, 2, 6, 2, 1, 7, 3, 0, 8, 4, 0, 8, 5, 1, 7, 6, 2, 6, 7, 3, 5]);
  });

  it('covers a dab and a line of the same length in both directions', () => {
    const brush = (strokes: readonly (readonly Point[])[]) => covered({ shape: 'brush', box: sourceBox(4, 4, 24, 24), outline: { type: 'brush', radiusX: 0.125, radiusY: 0.25, strokes } });
    const dab = brush([[{ x: 0.5, y: 0.5 }]]);
    expect([dab[15 * 40 + 13], dab[15 * 40 + 12], dab[10 * 40 + 15], dab[9 * 40 + 15]]).toEqual([1, 0, 1, 0]);
    const there = [{ x: 0.2, y: 0.3 }, { x: 0.8, y: 0.6 }];
    expect(brush([there])).toEqual(brush([there.toReversed()]));
    expect(brush([[there[0]!], [there[1]!]]).reduce((sum, pixel) => sum + pixel, 0)).toBeLessThan(brush([there]).reduce((sum, pixel) => sum + pixel, 0));
  });

  it('does not take a whole row where a turned ellipse only just touches it', () => {
    const pixels = covered({ shape: 'ellipse', box: sourceBox(0, 0, 11, 11), angle: -89 });
    for (let x = 0; x < 11; x += 1) expect(pixels[11 * 40 + x] === 1 && x !== 5).toBe(false);
    expect(pixels[5]).toBe(1);
  });

  it('is empty for a shape outside the picture', () => {
    expect(shapeSpans({ shape: 'rectangle', box: sourceBox(100, 100, 9, 4), angle: 30 }, SIZE)).toHaveLength(0);
    expect(shapeSpans({ shape: 'rectangle', box: sourceBox(100, 10, 9, 4) }, SIZE)).toHaveLength(0);
  });

  it('takes the box where an outline is missing, and never less', () => {
    expect(covered({ shape: 'polygon', box: sourceBox(3, 3, 8, 8) })).toEqual(covered({ shape: 'rectangle', box: sourceBox(3, 3, 8, 8) }));
  });

  it('covers the picture with as many points as an outline may have', () => {
    const size = { width: 500, height: 400 };
    const points = Array.from({ length: MAX_OUTLINE_POINTS }, (_, i) => ({ x: (i % 2) * 1, y: i / MAX_OUTLINE_POINTS }));
    const pixels = covered({ shape: 'brush', box: sourceBox(0, 0, 500, 400), outline: { type: 'brush', radiusX: 0.01, radiusY: 0.01, strokes: [points] } }, size);
    expect(pixels.every((pixel) => pixel === 1)).toBe(true);
  });
});
