import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnimationPiece } from '../../../../src/core/animation/animation.ts';
import { joinWebp } from '../../../../src/core/animation/join-webp.ts';
import { splitWebp } from '../../../../src/core/animation/split-webp.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { verifySequence } from '../../../../src/core/structure/verify.ts';
import { refusalOf } from '../structure/refusal.ts';
import { alph, anim, anmf, riff, riffChunk, sizedFrame, vp8, vp8l, vp8x } from '../structure/webp-builder.ts';

const CANVAS = { width: 40, height: 24 };
const piece = (changes: Partial<AnimationPiece> = {}): AnimationPiece => ({
  area: sourceBox(0, 0, 40, 24),
  duration: 100,
  blend: 'over',
  disposal: 'keep',
  still: riff(vp8()),
  ...changes,
});
const part = (changes: Partial<AnimationPiece> = {}): AnimationPiece =>
  piece({ area: sourceBox(2, 4, 8, 6), still: riff(vp8(8, 6)), ...changes });
const durationsOf = (...durations: readonly number[]): readonly number[] =>
  splitWebp(
    joinWebp(
      CANVAS,
      0,
      durations.map((duration) => piece({ duration })),
    ),
  ).layout.frames.map(({ duration }) => duration);

const anyPiece = fc
  .record({ left: fc.nat(10), top: fc.nat(5), width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ left, top, width, height }) =>
    fc.record({
      area: fc.constant(sourceBox(left * 2, top * 2, width, height)),
      duration: fc.nat(0xffffff),
      blend: fc.constantFrom('over', 'replace'),
      disposal: fc.constantFrom('keep', 'clear'),
      still: fc.constantFrom(
        riff(vp8(width, height)),
        riff(vp8l(width, height, 1)),
        riff(vp8l(width, height)),
        riff(vp8x(0x10, width, height), alph(), vp8(width, height)),
      ),
    }),
  );

describe('joinWebp', () => {
  it('writes the chunks of an animation and nothing else', () => {
    const still = riff(vp8x(0x3c, 8, 6), riffChunk('ICCP', 'p'), alph(), vp8(8, 6), riffChunk('EXIF', 'SECRET'));
    expect(joinWebp(CANVAS, 258, [piece(), part({ still, duration: 40, blend: 'replace', disposal: 'clear' })])).toEqual(
      riff(vp8x(0x12), anim(258), anmf(0, 0, vp8()), sizedFrame([2, 4, 8, 6], { duration: 40, flags: 3 }, alph(), vp8(8, 6))),
    );
    expect(joinWebp(CANVAS, 0, [piece()])).toEqual(riff(vp8x(0x02), anim(), anmf(0, 0, vp8())));
    expect(joinWebp(CANVAS, 0, [piece({ still: riff(vp8l(40, 24, 1)) })])).toEqual(riff(vp8x(0x12), anim(), anmf(0, 0, vp8l(40, 24, 1))));
  });

  it('gives back what was put together', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { minLength: 1, maxLength: 5 }), fc.nat(65535), (rest, plays) => {
        const pieces = [piece(), ...rest];
        const file = joinWebp(CANVAS, plays, pieces);
        expect(inspectImage(file).sequence.kind).toBe('animation');
        const { layout, stillFile } = splitWebp(file);
        expect(layout).toEqual({ canvas: CANVAS, plays, frames: pieces.map(({ still: _still, ...placement }) => placement) });
        pieces.forEach(({ still }, index) => {
          expect(stillFile(index)).toEqual(still);
        });
        expect(
          verifySequence(
            file,
            'webp',
            pieces.map(() => CANVAS),
          ).findings,
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('rounds durations so that they add up', () => {
    expect(durationsOf(1000 / 30, 1000 / 30, 1000 / 30)).toEqual([33, 34, 33]);
    expect(durationsOf(40, 0, 20)).toEqual([40, 0, 20]);
    expect(durationsOf(1e9, 10)).toEqual([0xffffff, 10]);
  });

  it('stores as many plays as can be stored', () => {
    expect(splitWebp(joinWebp(CANVAS, 70_000, [piece(), piece()])).layout.plays).toBe(65_535);
  });

  it.each([
    ['no pieces', []],
    ['an odd offset to the side', [piece(), part({ area: sourceBox(3, 4, 8, 6) })]],
    ['an odd offset downwards', [piece(), part({ area: sourceBox(2, 5, 8, 6) })]],
    ['a piece past the edge', [piece(), part({ area: sourceBox(34, 4, 8, 6) })]],
    ['a piece that is put back', [piece(), part({ disposal: 'restore' })]],
    ['a still of another size', [piece(), part({ still: riff(vp8(6, 8)) })]],
    ['a still without a picture', [piece({ still: riff(vp8x(0)) })]],
    ['a cut still', [piece({ still: riff(vp8()).subarray(0, 24) })]],
    ['a still that is no WebP', [piece({ still: new Uint8Array(4) })]],
  ])('refuses %s', (_, pieces) => {
    expect(refusalOf(() => joinWebp(CANVAS, 0, pieces))).toBe('export/encode');
  });
});
