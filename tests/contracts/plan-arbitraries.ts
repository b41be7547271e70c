import fc from 'fast-check';
import { sourceBox, type Size } from '../../src/core/geometry/box.ts';
import type { BlockGrid, MaskPlan, MaskRegion, PlacedShape } from '../../src/core/mask/mask-plan.ts';
import type { Outline } from '../../src/core/geometry/outline.ts';
import { BOX_SHAPES, FILL_STYLES, type FillStyle } from '../../src/core/review/decision.ts';

/** Grids of real codecs and odd ones, with every origin that a flip can bring. */
export const grids: fc.Arbitrary<BlockGrid | null> = fc.option(
  fc
    .record({ cellWidth: fc.constantFrom(1, 3, 8, 16), cellHeight: fc.constantFrom(1, 5, 8, 16), margin: fc.integer({ min: 0, max: 3 }), x: fc.nat(), y: fc.nat() })
    .map(({ cellWidth, cellHeight, margin, x, y }) => ({ cellWidth, cellHeight, margin, originX: 0 - (x % cellWidth), originY: 0 - (y % cellHeight) })),
);

/** Small pictures: most hold several cells, some are one pixel. */
export const sizes: fc.Arbitrary<Size> = fc.record({ width: fc.integer({ min: 1, max: 48 }), height: fc.integer({ min: 1, max: 40 }) });

const place = fc.double({ min: -20, max: 50, noNaN: true });
const side = fc.double({ min: 0.05, max: 40, noNaN: true });
const boxes = fc.record({ left: place, top: place, width: side, height: side }).map(({ left, top, width, height }) => sourceBox(left, top, width, height));

/** Regions that a box alone describes, upright, inside, across and outside the edges of a small picture. */
export function boxRegionOf(fill: fc.Arbitrary<FillStyle>): fc.Arbitrary<Omit<MaskRegion, 'id'>> {
  return fc.record({ shape: fc.constantFrom(...BOX_SHAPES), fill, box: boxes }).map((region) => ({ ...region, kind: 'face' }));
}

/** In and a little beside a box; quarters make corners that meet, level edges and lines that lie on each other. */
const share = fc.oneof(fc.double({ min: -0.2, max: 1.2, noNaN: true }), fc.integer({ min: 0, max: 4 }).map((quarters) => quarters / 4));
const point = fc.record({ x: share, y: share });
const radius = fc.double({ min: 0.01, max: 0.6, noNaN: true });

/** Closed lines with up to nine corners, mostly crossing themselves. */
export const polygons: fc.Arbitrary<Outline> = fc.array(point, { minLength: 3, maxLength: 9 }).map((points) => ({ type: 'polygon', points }));

/** Up to three strokes, some of them dabs. */
export const brushes: fc.Arbitrary<Outline> = fc
  .record({ radiusX: radius, radiusY: radius, strokes: fc.array(fc.array(point, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }) })
  .map((brush) => ({ type: 'brush', ...brush }));

/** Shapes of every sort, upright and turned. */
export const placedShapes: fc.Arbitrary<PlacedShape> = fc
  .record({ shape: fc.oneof(fc.constantFrom(...BOX_SHAPES), polygons, brushes), box: boxes, angle: fc.oneof(fc.constant(0), fc.constantFrom(45, 90, -30), fc.double({ min: -89, max: 90, noNaN: true })) })
  .map(({ shape, box, angle }) => {
    const turned = { box, ...(angle === 0 ? {} : { angle }) };
    return typeof shape === 'string' ? { shape, ...turned } : { shape: shape.type, outline: shape, ...turned };
  });

/** Regions of every shape, of which some cover what is outside, inside, across and outside the edges of a small picture. */
export function regionOf(fill: fc.Arbitrary<FillStyle>): fc.Arbitrary<Omit<MaskRegion, 'id'>> {
  const sides = fc.option(fc.array(placedShapes, { maxLength: 2 }), { freq: 3 });
  return fc.record({ placed: placedShapes, fill, alsoClear: sides }).map(({ placed, fill: style, alsoClear }) => {
    const region = { ...placed, kind: 'face', fill: style } as const;
    if (alsoClear === null) return region;
    return { ...region, inverse: true, ...(alsoClear.length === 0 ? {} : { alsoClear }) };
  });
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
