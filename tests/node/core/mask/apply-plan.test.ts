import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { MAX_OUTLINE_POINTS, type OutlinePoint } from '../../../../src/core/geometry/outline.ts';
import { applyPlan, previewPatches } from '../../../../src/core/mask/apply-plan.ts';
import type { MaskPlan, MaskRegion } from '../../../../src/core/mask/mask-plan.ts';
import { noise } from '../../../contracts/plan-arbitraries.ts';

const SIZE = { width: 20, height: 16 };
const REGION: MaskRegion = { id: 'a', kind: 'face', shape: 'rectangle', box: sourceBox(2.5, 3, 4, 4), fill: 'solid' };
const PLAN: MaskPlan = {
  size: SIZE,
  grid: { cellWidth: 8, cellHeight: 8, originX: 0, originY: 0, margin: 1 },
  regions: [REGION],
  settings: { solidColor: { r: 1, g: 2, b: 3 }, pixelateBlocks: 6, softness: 0.5 },
};

const withBox = (left: number, top: number, width: number, height: number): MaskPlan => ({ ...PLAN, regions: [{ ...REGION, box: sourceBox(left, top, width, height) }] });
const withGrid = (part: object): MaskPlan => ({ ...PLAN, grid: { cellWidth: 8, cellHeight: 8, originX: 0, originY: 0, margin: 1, ...part } });
const withSettings = (part: object): MaskPlan => ({ ...PLAN, settings: { ...PLAN.settings, ...part } });
const withRegion = (part: object): MaskPlan => ({ ...PLAN, regions: [{ ...REGION, ...part }] });
const TRIANGLE = { type: 'polygon', points: [{ x: -1, y: 0 }, { x: 2, y: 0.5 }, { x: 0, y: 1 }] } as const;
const withPoints = (points: readonly OutlinePoint[]): MaskPlan => withRegion({ shape: 'polygon', outline: { type: 'polygon', points } });
const withBrush = (part: object): MaskPlan => withRegion({ shape: 'brush', outline: { type: 'brush', radiusX: 0.1, radiusY: 0.2, strokes: [[{ x: 0.5, y: 0.5 }]], ...part } });

const WRONG: readonly (readonly [string, MaskPlan])[] = [
  ['a box at NaN', withBox(Number.NaN, 0, 4, 4)],
  ['a box of NaN size', withBox(0, 0, 4, Number.NaN)],
  ['a box without width', withBox(0, 0, 0, 4)],
  ['a box of negative height', withBox(0, 0, 4, -4)],
  ['a box without end', withBox(0, 0, Infinity, 4)],
  ['a box far larger than any picture', withBox(0, 0, 1e9, 4)],
  ['a box far away', withBox(-1e9, 0, 4, 4)],
  ['an unknown fill', withRegion({ fill: 'none' })],
  ['an unknown shape', withRegion({ shape: 'star' })],
  ['a polygon without an outline', withRegion({ shape: 'polygon' })],
  ['a rectangle with an outline', withRegion({ outline: TRIANGLE })],
  ['a brush with a polygon’s outline', withRegion({ shape: 'brush', outline: TRIANGLE })],
  ['an outline of null', withRegion({ shape: 'polygon', outline: null })],
  ['a polygon of two corners', withPoints(TRIANGLE.points.slice(1))],
  ['a polygon of too many corners', withPoints(Array.from({ length: MAX_OUTLINE_POINTS + 1 }, () => ({ x: 0, y: 0 })))],
  ['a corner at NaN', withPoints([...TRIANGLE.points, { x: Number.NaN, y: 0 }])],
  ['a corner far from its box', withPoints([...TRIANGLE.points, { x: 0, y: 2.01 }])],
  ['a corner far before its box', withPoints([...TRIANGLE.points, { x: -1.01, y: 0 }])],
  ['a tip of no width', withBrush({ radiusX: 0 })],
  ['a tip wider than its box', withBrush({ radiusY: 1.01 })],
  ['a tip of NaN', withBrush({ radiusX: Number.NaN })],
  ['a brush without strokes', withBrush({ strokes: [] })],
  ['a stroke without points', withBrush({ strokes: [[{ x: 0, y: 0 }], []] })],
  ['a stroke through infinity', withBrush({ strokes: [[{ x: 0, y: Infinity }]] })],
  ['strokes of too many points', withBrush({ strokes: Array.from({ length: MAX_OUTLINE_POINTS + 1 }, () => [{ x: 0, y: 0 }]) })],
  ['an inverse that is neither', withRegion({ inverse: 1 })],
  ['more clear shapes of a mask that is not inverse', withRegion({ alsoClear: [] })],
  ['another clear shape that is none', withRegion({ inverse: true, alsoClear: [{ shape: 'polygon', box: REGION.box }] })],
  ['another clear box without width', withRegion({ inverse: true, alsoClear: [{ shape: 'ellipse', box: sourceBox(1, 1, 0, 4) }] })],
  ['two regions of one id', { ...PLAN, regions: [REGION, REGION] }],
  ['another size', { ...PLAN, size: { width: 16, height: 19 } }],
  ['a size that only has the right product of bytes', { ...PLAN, size: { width: 0.5, height: 640 } }],
  ['an empty size', { ...PLAN, size: { width: 0, height: 16 } }],
  ['cells of no width', withGrid({ cellWidth: 0 })],
  ['huge cells', withGrid({ cellHeight: 100_000 })],
  ['a grid that begins inside', withGrid({ originX: 1 })],
  ['a grid that begins a cell too early', withGrid({ originY: -8 })],
  ['a negative margin', withGrid({ margin: -1 })],
  ['half a pixel of margin', withGrid({ margin: 0.5 })],
  ['too many blocks', withSettings({ pixelateBlocks: 17 })],
  ['softness NaN', withSettings({ softness: Number.NaN })],
  ['softness above 1', withSettings({ softness: 1.01 })],
  ['a colour out of range', withSettings({ solidColor: { r: 256, g: 0, b: 0 } })],
];

describe('applyPlan', () => {
  it('tells what each region covers, in the order of the plan, also for one outside the picture', () => {
    const outside = { ...REGION, id: 'b', box: sourceBox(30, 0, 5, 5) };
    const masks = applyPlan(noise(SIZE, 1), { ...PLAN, regions: [outside, REGION] });
    expect(masks.map(({ id, box, coveredPixels }) => ({ id, box, coveredPixels }))).toEqual([
      { id: 'b', box: sourceBox(0, 0, 0, 0), coveredPixels: 0 },
      { id: 'a', box: sourceBox(0, 0, 9, 9), coveredPixels: 81 },
    ]);
    expect(masks[1]?.coverage).toEqual(new Uint8Array(81).fill(1));
  });

  it('writes the fill to every byte under the mask', () => {
    const pixels = noise(SIZE, 2);
    applyPlan(pixels, PLAN);
    for (let y = 0; y < 9; y += 1) for (let x = 0; x < 9; x += 1) expect([...pixels.subarray((y * 20 + x) * 4, (y * 20 + x) * 4 + 4)]).toEqual([1, 2, 3, 255]);
  });

  it.each(WRONG)('refuses %s with plan/invalid and changes nothing', (_, plan) => {
    const pixels = noise(SIZE, 3);
    const before = pixels.slice();
    const refusal = expect.objectContaining({ code: 'plan/invalid' });
    expect(() => applyPlan(pixels, plan)).toThrow(refusal);
    expect(() => previewPatches(pixels, plan)).toThrow(refusal);
    expect(pixels).toEqual(before);
  });

  it('takes outlines at their limits, and inverse masks with several clear shapes', () => {
    const ends = Array.from({ length: MAX_OUTLINE_POINTS }, (_, i) => ({ x: i % 2 === 0 ? -1 : 2, y: i % 3 === 0 ? -1 : 2 }));
    const plans = [
      withPoints(TRIANGLE.points), withPoints(ends), withBrush({ radiusX: 1, strokes: [ends] }), withRegion({ inverse: false }),
      withRegion({ inverse: true, alsoClear: [{ shape: 'polygon', box: REGION.box, angle: 10, outline: TRIANGLE }] }),
    ];
    for (const plan of plans) expect(applyPlan(noise(SIZE, 4), plan)).toHaveLength(1);
  });

  it('lets the later of two irreversible regions lie on top', () => {
    const soft = { ...REGION, id: 'b', fill: 'soft' as const };
    const center = (regions: readonly MaskRegion[]) => {
      const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4).fill(255);
      applyPlan(pixels, { ...PLAN, regions });
      return pixels[(4 * SIZE.width + 4) * 4];
    };
    expect([center([REGION, soft]), center([soft, REGION])]).toEqual([255, 1]);
  });

  it('masks a picture that lies inside a larger buffer', () => {
    const buffer = new Uint8ClampedArray(SIZE.width * SIZE.height * 4 + 7);
    applyPlan(buffer.subarray(3, 3 + SIZE.width * SIZE.height * 4), PLAN);
    expect([...buffer.subarray(0, 7)]).toEqual([0, 0, 0, 1, 2, 3, 255]);
  });
});
