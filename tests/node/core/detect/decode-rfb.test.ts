import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countRfbPriors, decodeRfb } from '../../../../src/core/detect/decode-rfb.ts';

const input = { width: 128, height: 64 };
const count = countRfbPriors(input);

/** Output of a network that sees one face, at one prior. */
function outputs(prior: number, score: number, offsets: readonly [number, number, number, number] = [0, 0, 0, 0]) {
  const scores = new Float32Array(count * 2).map((_, i) => (i % 2 === 0 ? 1 : 0));
  const locations = new Float32Array(count * 4).fill(9);
  scores[prior * 2] = 1 - score;
  scores[prior * 2 + 1] = score;
  locations.set(offsets, prior * 4);
  return { scores, locations };
}

function decodeOne(prior: number, offsets?: readonly [number, number, number, number]) {
  const { scores, locations } = outputs(prior, 0.75, offsets);
  return decodeRfb(scores, locations, input, 0.5);
}

describe('countRfbPriors', () => {
  it('gives the network of 320 x 240 its 4420 priors at a size that pads to 320 x 256', () => {
    // 40 x 32 x 3 + 20 x 16 x 2 + 10 x 8 x 2 + 5 x 4 x 3
    expect(countRfbPriors({ width: 320, height: 256 })).toBe(3840 + 640 + 160 + 60);
  });

  it('counts as many priors as the decoder reads', () => {
    const scores = new Float32Array(count * 2).fill(1);
    expect(decodeRfb(scores, new Float32Array(count * 4), input, 0.5)).toHaveLength(count);
  });
});

describe('decodeRfb', () => {
  it.each([
    ['the first side of the first cell', 0, { left: -1, top: -1, width: 10, height: 10 }],
    ['the last side of the first cell', 2, { left: -8, top: -8, width: 24, height: 24 }],
    ['the second cell of the first row', 3, { left: 7, top: -1, width: 10, height: 10 }],
    ['the first cell of the second row', 16 * 3, { left: -1, top: 7, width: 10, height: 10 }],
    ['the first prior of the second stride', 16 * 8 * 3, { left: -8, top: -8, width: 32, height: 32 }],
    ['the first prior of the third stride', 16 * 8 * 3 + 8 * 4 * 2, { left: -16, top: -16, width: 64, height: 64 }],
    ['the last prior of all', count - 1, { left: 96 - 128, top: 32 - 128, width: 256, height: 256 }],
  ])('decodes a prior without offsets to itself: %s', (_, prior, box) => {
    expect(decodeOne(prior)).toEqual([{ score: 0.75, box }]);
  });

  it('moves by a tenth of the side and grows by the fifth power of e', () => {
    const [find] = decodeOne(0, [1, -2, 5, -5]);
    expect(find?.box.width).toBeCloseTo(10 * Math.E, 5);
    expect(find?.box.height).toBeCloseTo(10 / Math.E, 5);
    expect(find!.box.left + find!.box.width / 2).toBeCloseTo(4 + 1, 5);
    expect(find!.box.top + find!.box.height / 2).toBeCloseTo(4 - 2, 5);
  });

  it('reads the face column, not the background', () => {
    const { scores, locations } = outputs(5, 0.1);
    expect(decodeRfb(scores, locations, input, 0.5)).toEqual([]);
  });

  it('keeps exactly the finds at or above the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 16 }), { minLength: count, maxLength: count }), (sixteenths) => {
        const scores = Float32Array.from(sixteenths.flatMap((s) => [1 - s / 16, s / 16]));
        const finds = decodeRfb(scores, new Float32Array(count * 4), input, 0.5);
        expect(finds.map(({ score }) => score)).toEqual(sixteenths.filter((s) => s >= 8).map((s) => s / 16));
      }),
      { numRuns: 20 },
    );
  });
});
