import fc from 'fast-check';
import { sourceBox, type Size } from '../../src/core/geometry/box.ts';
import type { BlockGrid, MaskPlan, MaskRegion } from '../../src/core/mask/mask-plan.ts';
import { FILL_STYLES, SHAPES, type FillStyle } from '../../src/core/review/decision.ts';

/** Grids of real codecs and odd ones, with every origin that a flip can bring. */
export const grids: fc.Arbitrary<BlockGrid | null> = fc.option(
  fc
    .record({ cellWidth: fc.constantFrom(1, 3, 8, 16), cellHeight: fc.constantFrom(1, 5, 8, 16), margin: fc.integer({ min: 0, max: 3 }), x: fc.nat(), y: fc.nat() })
    .map(({ cellWidth, cellHeight, margin, x, y }) => ({ cellWidth, cellHeight, margin, originX: 0 - (x % cellWidth), originY: 0 - (y % cellHeight) })),
);

/** Small pictures: most hold several cells, some are one pixel. */
export const sizes: fc.Arbitrary<Size> = fc.record({ width: fc.integer({ min: 1, max: 48 }), height: fc.integer({ min: 1, max: 40 }) });

/** Regions of every shape inside, across and outside the edges of a small picture. */
export function regionOf(fill: fc.Arbitrary<FillStyle>): fc.Arbitrary<Omit<MaskRegion, 'id'>> {
  const place = fc.double({ min: -20, max: 50, noNaN: true });
  const side = fc.double({ min: 0.05, max: 40, noNaN: true });
  return fc
    .record({ shape: fc.constantFrom(...SHAPES), fill, left: place, top: place, width: side, height: side })
    .map(({ shape, fill: style, left, top, width, height }) => ({ kind: 'face', shape, fill: style, box: sourceBox(left, top, width, height) }));
}

/** Plans whose first regions have one style, mixed with others of any style. */
export function plansWith(fill: FillStyle): fc.Arbitrary<MaskPlan> {
  return fc
    .record({
      size: sizes,
      grid: grids,
      own: fc.array(regionOf(fc.constant(fill)), { minLength: 1, maxLength: 2 }),
      others: fc.array(regionOf(fc.constantFrom(...FILL_STYLES)), { maxLength: 3 }),
      ownFirst: fc.boolean(),
      softness: fc.double({ min: 0, max: 1, noNaN: true }),
      pixelateBlocks: fc.integer({ min: 2, max: 16 }),
    })
    .map(({ size, grid, own, others, ownFirst, softness, pixelateBlocks }) => ({
      size,
      grid,
      regions: (ownFirst ? [...own, ...others] : [...others, ...own]).map((region, index) => ({ ...region, id: `r${index}` })),
      settings: { solidColor: { r: 24, g: 26, b: 28 }, softness, pixelateBlocks },
    }));
}

/** Deterministic noise, alpha included, so that failures repeat; every fourth pixel or so is fully transparent. */
export function noise(size: Size, seed: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(size.width * size.height * 4);
  let state = seed >>> 0;
  for (let i = 0; i < pixels.length; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    pixels[i] = state >>> 24;
    if (i % 4 === 3 && (state >>> 16) % 4 === 0) pixels[i] = 0;
  }
  return pixels;
}
