import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPicture, coveredShare, emptyTally, type MaskedFind, type Tally, type TruthImage } from '../../../../scripts/evaluation/metrics.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

type Corner = readonly [left: number, top: number, width: number, height: number];
const truth = (boxes: readonly Corner[], more: { readonly label?: string; readonly ignore?: boolean } = {}): TruthImage['objects'] =>
  boxes.map((box) => ({ label: 'face', box, ...more }));
const find = (...box: Corner): MaskedFind => ({ box: sourceBox(...box), maskBox: sourceBox(...box) });

function tallyOf(objects: TruthImage['objects'], finds: readonly MaskedFind[]): Tally {
  const tally = emptyTally();
  addPicture(tally, { file: 'a.jpg', width: 1000, height: 1000, objects }, 'face', finds, 0.5);
  return tally;
}

describe('coveredShare', () => {
  it('counts the union of masks once', () => {
    const box = sourceBox(0, 0, 64, 64);
    expect(coveredShare(box, [])).toBe(0);
    expect(coveredShare(box, [sourceBox(0, 0, 32, 64)])).toBe(0.5);
    expect(coveredShare(box, [sourceBox(0, 0, 32, 64), sourceBox(0, 0, 32, 32), sourceBox(32, 0, 32, 32)])).toBe(0.75);
    expect(coveredShare(box, [sourceBox(-10, -10, 100, 100), sourceBox(200, 0, 5, 5)])).toBe(1);
  });
});

describe('addPicture', () => {
  it('counts a face that was found and covered', () => {
    expect(tallyOf(truth([[10, 10, 40, 40]]), [find(10, 10, 40, 40)])).toMatchObject({ pictures: 1, truths: 1, found: 1, covered: 1, finds: 1, falseFinds: 0 });
  });

  it('counts a face as covered at 80 per cent of its area, even where the find itself does not match', () => {
    expect(tallyOf(truth([[0, 0, 40, 40]]), [find(-100, 0, 135, 40)])).toMatchObject({ found: 0, covered: 1, falseFinds: 1 });
    expect(tallyOf(truth([[0, 0, 40, 40]]), [find(0, 0, 31, 40)])).toMatchObject({ found: 1, covered: 0, falseFinds: 0 });
  });

  it('covers by the masks, not by the finds', () => {
    const shrunk = { ...find(0, 0, 40, 40), maskBox: sourceBox(0, 0, 20, 20) };
    expect(tallyOf(truth([[0, 0, 40, 40]]), [shrunk])).toMatchObject({ found: 1, covered: 0 });
  });

  it('uses each find and each face once: a second find of one face is false', () => {
    expect(tallyOf(truth([[0, 0, 40, 40]]), [find(0, 0, 40, 38), find(0, 0, 40, 40)])).toMatchObject({ found: 1, finds: 2, falseFinds: 1 });
    expect(tallyOf(truth([[0, 0, 40, 40], [2, 0, 40, 40]]), [find(1, 0, 40, 40)])).toMatchObject({ truths: 2, found: 1, covered: 2, falseFinds: 0 });
  });

  it('matches by falling overlap, so that a near find does not take another face’s place', () => {
    // The wide find overlaps both faces; the exact one only the first.
    expect(tallyOf(truth([[0, 0, 40, 40], [14, 0, 40, 40]]), [find(7, 0, 40, 40), find(0, 0, 40, 40)])).toMatchObject({ found: 2, falseFinds: 0 });
  });

  it('neither wants nor blames what lies on an ignored face', () => {
    expect(tallyOf(truth([[0, 0, 40, 40]], { ignore: true }), [find(0, 0, 40, 40)])).toMatchObject({ truths: 0, finds: 1, falseFinds: 0 });
    expect(tallyOf(truth([[0, 0, 40, 40]], { ignore: true }), [find(30, 0, 40, 40)])).toMatchObject({ falseFinds: 1 });
  });

  it('looks at one label only', () => {
    expect(tallyOf(truth([[0, 0, 40, 40]], { label: 'plate' }), [find(0, 0, 40, 40)])).toMatchObject({ truths: 0, falseFinds: 1 });
  });

  it('sorts faces into bands by height', () => {
    const heights = [15, 16, 31, 32, 64, 65];
    const boxes = heights.map((height, i): Corner => [i * 100, 0, 50, height]);
    const { bands } = tallyOf(truth(boxes), boxes.slice(0, 2).map((box) => find(...box)));
    expect(bands).toEqual({
      '< 16': { truths: 1, found: 1, covered: 1 },
      '16-32': { truths: 2, found: 1, covered: 1 },
      '32-64': { truths: 2, found: 0, covered: 0 },
      '> 64': { truths: 1, found: 0, covered: 0 },
    });
  });

  it('keeps its sums: bands add up, and every find is right, false or on an ignored face', () => {
    const corner = fc.tuple(fc.nat(90), fc.nat(90), fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }));
    fc.assert(
      fc.property(fc.array(corner, { maxLength: 8 }), fc.array(corner, { maxLength: 8 }), (truths, finds) => {
        const tally = tallyOf(truth(truths), finds.map((box) => find(...box)));
        const bands = Object.values(tally.bands);
        for (const key of ['truths', 'found', 'covered'] as const) expect(bands.reduce((sum, band) => sum + band[key], 0)).toBe(tally[key]);
        expect(tally.found + tally.falseFinds).toBe(finds.length);
        expect(tally.truths).toBe(truths.length);
      }),
    );
  });
});
