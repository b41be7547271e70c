import { describe, expect, it } from 'vitest';
import { countRfbPriors } from '../../../../src/core/detect/decode-rfb.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { lookCloser } from '../../../../src/engine/detect/closer-faces.ts';
import type { Session } from '../../../../src/engine/models/runtime.ts';

const INPUT = { width: 128, height: 128 };
const PRIORS = countRfbPriors(INPUT);
/** Priors of the finest map come first, three at each place, 16 places a row. */
const placeOfPrior = (column: number, row: number, side: number): number => (row * 16 + column) * 3 + side;

/** A network that sees one face of a score in each look, and remembers the inputs that it got. */
function fakeSession(scores: readonly number[], prior = 0): { readonly session: Session; readonly shapes: (readonly number[])[] } {
  const shapes: (readonly number[])[] = [];
  const run = (feeds: Readonly<Record<string, { readonly dims: readonly number[] }>>): Promise<unknown> => {
    const score = scores[shapes.length] ?? 0;
    shapes.push(feeds['input']!.dims);
    const all = new Float32Array(PRIORS * 2);
    for (let i = 0; i < PRIORS; i += 1) all[i * 2] = 1;
    all[prior * 2] = 1 - score;
    all[prior * 2 + 1] = score;
    return Promise.resolve({ scores: { data: all }, locations: { data: new Float32Array(PRIORS * 4) } });
  };
  return { session: { run } as unknown as Session, shapes };
}

const picture: Raster = { width: 400, height: 400, data: new Uint8ClampedArray(400 * 400 * 4).fill(200) };
/** In the look that is three times as large, its box becomes 28 pixels wide around pixel 42: the prior of 24 at 44. */
const find = { score: 0.8, box: sourceBox(172, 172, 56, 56) };
const AT_FIND = placeOfPrior(5, 5, 2);
const ELSEWHERE = placeOfPrior(0, 0, 2);

describe('lookCloser', () => {
  it('leaves a find as it is that the first look shows, and asks no further', async () => {
    const { session, shapes } = fakeSession([0.9, 0.9], AT_FIND);
    expect(await lookCloser(session, picture, find)).toEqual({ score: 0.8, inferences: 1 });
    expect(shapes).toEqual([[1, 3, 128, 128]]);
  });

  it('lowers a find that no look shows', async () => {
    const { session, shapes } = fakeSession([0.05, 0.05], AT_FIND);
    const look = await lookCloser(session, picture, find);
    expect(look.score).toBeCloseTo(0.25);
    expect(look.inferences).toBe(2);
    expect((await lookCloser(fakeSession([]).session, picture, { ...find, score: 0.3 })).score).toBeCloseTo(0.1);
    expect(shapes).toHaveLength(2);
  });

  it('does not take another face in sight for the find', async () => {
    const { session } = fakeSession([0.9, 0.9], ELSEWHERE);
    expect((await lookCloser(session, picture, find)).score).toBeCloseTo(0.25);
  });

  it('looks with one size of input at finds of any size, also at the edge and larger than the picture', async () => {
    for (const box of [sourceBox(0, 0, 9, 12), sourceBox(380, 390, 40, 30), sourceBox(-30, -30, 500, 480), sourceBox(10, 10, 300, 20)]) {
      const { session, shapes } = fakeSession([0, 0], AT_FIND);
      await lookCloser(session, picture, { score: 0.5, box });
      expect(shapes).toEqual([[1, 3, 128, 128], [1, 3, 128, 128]]);
    }
  });
});
