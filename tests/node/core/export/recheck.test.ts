import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { coveringMask, isMaskIntact, plannedMasks, sortSecondLook, type CoveringMask } from '../../../../src/core/export/recheck.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';

const policy = { ...DEFAULT_POLICY, kinds: { ...DEFAULT_POLICY.kinds, face: { ...DEFAULT_POLICY.kinds.face, maskThreshold: 0.5, reviewThreshold: 0.25 } } };
const find = (score: number, left = 100): Detection => ({ kind: 'face', score, box: sourceBox(left, 100, 40, 40), detector: 'test' });
const decision = (state: Decision['state'], decidedBy: Decision['decidedBy'], left = 100): Decision => ({
  id: 'r1', kind: 'face', origin: 'detector', score: 0.4, box: sourceBox(left, 100, 40, 40), shape: 'ellipse', state, decidedBy, fill: null,
});
const mask = sourceBox(90, 90, 60, 60);
const sorted = (finds: Detection[], boxes = [mask], decisions: Decision[] = []): [number, number] => sortedUnder(finds, boxes.map((box) => ({ box })), decisions);
const sortedUnder = (finds: Detection[], masks: readonly CoveringMask[], decisions: Decision[] = []): [number, number] => {
  const { survivors, explained } = sortSecondLook(finds, masks, decisions, policy);
  return [survivors.length, explained];
};

describe('sortSecondLook', () => {
  it('explains a find under a mask', () => {
    expect(sorted([find(0.9)])).toEqual([0, 1]);
  });

  it('reports a find that nothing explains, as it was found', () => {
    expect(sortSecondLook([find(0.9, 300)], [{ box: mask }], [], policy)).toEqual({ survivors: [find(0.9, 300)], explained: 0 });
  });

  it('reports a find that is covered by less than four fifths', () => {
    expect(sorted([find(0.9, 118)])).toEqual([0, 1]);
    expect(sorted([find(0.9, 119)])).toEqual([1, 0]);
  });

  it('does not add masks up: half under each of two is under neither', () => {
    expect(sorted([find(0.9, 200)], [sourceBox(200, 90, 20, 60), sourceBox(220, 90, 20, 60)])).toEqual([1, 0]);
  });

  it('ignores finds below the mask threshold, and counts those at it', () => {
    expect(sorted([find(0.4999, 300), find(0.4999)])).toEqual([0, 0]);
    expect(sorted([find(0.5, 300)])).toEqual([1, 0]);
  });

  it('explains a find on a region that a person kept clear, but not elsewhere', () => {
    expect(sorted([find(0.99)], [], [decision('rejected', 'person')])).toEqual([0, 1]);
    expect(sorted([find(0.99, 200)], [], [decision('rejected', 'person')])).toEqual([1, 0]);
  });

  it('takes no rejection for a person’s that is not one', () => {
    expect(sorted([find(0.99)], [], [decision('rejected', 'policy')])).toEqual([1, 0]);
  });

  it('does not take an accepted region for a mask: only what was drawn explains', () => {
    expect(sorted([find(0.99)], [], [decision('accepted', 'person')])).toEqual([1, 0]);
  });

  it('explains a waiting candidate that the encoder lifted a little, and reports it where it rose clearly', () => {
    expect(sorted([find(0.6)], [], [decision('pending', 'policy')])).toEqual([0, 1]);
    expect(sorted([find(0.66)], [], [decision('pending', 'policy')])).toEqual([1, 0]);
    expect(sorted([find(0.6, 200)], [], [decision('pending', 'policy')])).toEqual([1, 0]);
  });
});

describe('a find where the zones have a say', () => {
  const zone = (effect: Decision['zone'], left: number, width: number): Decision => ({ ...decision('accepted', 'policy'), ...(effect === undefined ? {} : { zone: effect }), id: 'z1', shape: 'rectangle', box: sourceBox(left, 0, width, 400) });

  it('is explained where they leave it alone, and survives elsewhere', () => {
    expect(sorted([find(0.9), find(0.9, 300)], [], [zone('ignore', 250, 200)])).toEqual([1, 1]);
    expect(sorted([find(0.9), find(0.9, 300)], [], [zone('search', 250, 200)])).toEqual([1, 1]);
    expect(sorted([find(0.9)], [], [zone('ignore', 125, 200)])).toEqual([1, 0]);
  });

  it('is not explained by a zone as if it were a region', () => {
    expect(sorted([find(0.9)], [], [{ ...zone('mask-outside', 90, 100), state: 'rejected', decidedBy: 'person' }])).toEqual([1, 0]);
    expect(sorted([find(0.6)], [], [{ ...zone('mask-outside', 90, 100), state: 'pending' }])).toEqual([1, 0]);
  });
});

describe('coveringMask', () => {
  const hull = sourceBox(0, 0, 400, 300);
  const coverage = (isCovered: (x: number, y: number) => boolean) => Uint8Array.from({ length: 400 * 300 }, (_, at) => (isCovered(at % 400, Math.floor(at / 400)) ? 1 : 0));
  const region = { id: 'a', kind: 'face', shape: 'rectangle', box: hull, fill: 'solid' } as const;
  const leftOf = (end: number) => ({ box: hull, coverage: coverage((x) => x < end) });

  it('explains nothing in the clear part of an inverse mask, whose hull is the whole picture', () => {
    const inverse = { ...region, inverse: true };
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(100), inverse)])).toEqual([1, 0]);
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(140), inverse)])).toEqual([0, 1]);
    // 32 of its 40 columns are four fifths.
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(132), inverse)])).toEqual([0, 1]);
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(131), inverse)])).toEqual([1, 0]);
  });

  it('explains what a drawn outline covers as far as an ellipse would, and nothing in its open part', () => {
    const drawn = { ...region, shape: 'brush' } as const;
    // .8 x pi / 4 of 40 columns are 25.1.
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(126), drawn)])).toEqual([0, 1]);
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(125), drawn)])).toEqual([1, 0]);
    expect(sortedUnder([find(0.9)], [coveringMask({ box: hull, coverage: coverage((x, y) => x < 90 || y < 90) }, drawn)])).toEqual([1, 0]);
  });

  it('lets the hull speak for ellipses and rectangles, and coverage for a mask that is not known', () => {
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(0), region)])).toEqual([0, 1]);
    expect(sortedUnder([find(0.9)], [coveringMask(leftOf(0), undefined)])).toEqual([1, 0]);
  });
});

describe('isMaskIntact', () => {
  const size = { width: 20, height: 16 };
  const box = sourceBox(4, 3, 10, 8);
  const everywhere = { box, coverage: new Uint8Array(80).fill(1) };
  const gray = (value: (x: number, y: number) => number): Raster => ({
    ...size,
    data: Uint8ClampedArray.from({ length: size.width * size.height * 4 }, (_, i) => (i % 4 === 3 ? 255 : value((i >> 2) % size.width, Math.floor((i >> 2) / size.width)))),
  });
  const planned = gray(() => 24);
  /** As it was handed to the encoder in one picture, and as it comes back in another. */
  const isIntact = (sent: Raster, decoded: Raster, covers: { readonly box: Box<'source'>; readonly coverage: Uint8Array }, lossless: boolean): boolean =>
    plannedMasks(sent, [covers]).every((mask) => isMaskIntact(mask, decoded, lossless));
  const inBox = (x: number, y: number): boolean => x >= 4 && x < 14 && y >= 3 && y < 11;

  it('finds a mask that was not drawn', () => {
    expect(isIntact(planned, gray((x, y) => (inBox(x, y) ? 150 : 24)), everywhere, false)).toBe(false);
  });

  it('finds a mask that lies one corner of its region off', () => {
    expect(isIntact(planned, gray((x, y) => (inBox(x, y) && x < 6 && y < 6 ? 150 : 24)), everywhere, false)).toBe(false);
  });

  it('finds a mask of another picture: a pattern with the same mean', () => {
    expect(isIntact(gray(() => 120), gray((x) => (x % 2 === 0 ? 60 : 180)), everywhere, false)).toBe(false);
  });

  it('tolerates the noise of a lossy encoder, but no noise in a lossless file', () => {
    const noisy = gray((x, y) => 24 + ((x * 7 + y * 13) % 17) - 8);
    expect(isIntact(planned, noisy, everywhere, false)).toBe(true);
    expect(isIntact(planned, noisy, everywhere, true)).toBe(false);
    expect(isIntact(planned, planned, everywhere, true)).toBe(true);
  });

  it('demands equal colours of a lossless file, not only equal brightness', () => {
    const at = (5 * size.width + 8) * 4;
    const red = { ...planned, data: planned.data.slice() };
    red.data.set([114, 24, 24], at);
    const green = { ...planned, data: planned.data.slice() };
    green.data.set([2, 76, 50], at);
    expect(isIntact(red, green, everywhere, true)).toBe(false);
    expect(isIntact(red, green, everywhere, false)).toBe(true);
  });

  it('keeps one pixel of a mask in one colour, and all of any other', () => {
    const [plain] = plannedMasks(planned, [everywhere]);
    expect([...plain!.pixels]).toEqual([24, 24, 24, 255]);
    const coverage = new Uint8Array(80);
    coverage[79] = 1;
    expect([...plannedMasks(gray((x, y) => x * 10 + y), [{ box, coverage }])[0]!.pixels]).toEqual([140, 140, 140, 255]);
    expect(plannedMasks(gray((x, y) => (x === 13 && y === 10 ? 25 : 24)), [everywhere])[0]!.pixels).toHaveLength(320);
    expect(isIntact(gray((x) => 24 + (x % 2)), gray((x) => 24 + (x % 2)), everywhere, true)).toBe(true);
    expect(isIntact(gray((x) => 24 + (x % 2)), gray((x) => 25 - (x % 2)), everywhere, true)).toBe(false);
    expect(isIntact(planned, gray((x, y) => (x === 13 && y === 10 ? 25 : 24)), everywhere, true)).toBe(false);
  });

  it('looks only at covered pixels', () => {
    const coverage = new Uint8Array(80);
    coverage[0] = 1;
    const far = gray((x, y) => (x === 4 && y === 3 ? 24 : 200));
    expect(isIntact(planned, far, { box, coverage }, true)).toBe(true);
    coverage[1] = 1;
    expect(isIntact(planned, far, { box, coverage }, true)).toBe(false);
  });

  it('finds a hole: a covered pixel that is not opaque', () => {
    const hole = { ...planned, data: planned.data.slice() };
    hole.data[(3 * size.width + 4) * 4 + 3] = 254;
    expect(isIntact(planned, hole, everywhere, false)).toBe(false);
  });

  it('has nothing to find fault with in a mask outside of the picture', () => {
    expect(isIntact(planned, planned, { box: sourceBox(0, 0, 0, 0), coverage: new Uint8Array(0) }, true)).toBe(true);
  });
});
