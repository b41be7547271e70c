import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnimationPiece } from '../../../../src/core/animation/animation.ts';
import { joinPng } from '../../../../src/core/animation/join-png.ts';
import { splitPng } from '../../../../src/core/animation/split-png.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { verifySequence } from '../../../../src/core/structure/verify.ts';
import { acTL, chunk, fcTL, fdAT, idat, ihdr, png } from '../structure/png-builder.ts';
import { refusalOf } from '../structure/refusal.ts';

const CANVAS = { width: 40, height: 24 };
const still = (width = 40, height = 24, data: readonly Uint8Array[] = [idat()], before: readonly Uint8Array[] = []): Uint8Array =>
  png({ header: ihdr(width, height, 6), data, before });
const piece = (changes: Partial<AnimationPiece> = {}): AnimationPiece => ({
  area: sourceBox(0, 0, 40, 24),
  duration: 100,
  blend: 'replace',
  disposal: 'keep',
  still: still(),
  ...changes,
});
const part = (changes: Partial<AnimationPiece> = {}): AnimationPiece =>
  piece({ area: sourceBox(2, 3, 4, 5), still: still(4, 5), ...changes });

const anyPiece = fc
  .record({ left: fc.nat(20), top: fc.nat(10), width: fc.integer({ min: 1, max: 20 }), height: fc.integer({ min: 1, max: 14 }) })
  .chain(({ left, top, width, height }) =>
    fc.record({
      area: fc.constant(sourceBox(left, top, width, height)),
      duration: fc.oneof(fc.nat(65535), fc.constantFrom(1000 / 30, 1000 / 60, 1000 / 24, 1001 / 30, 65_536, 600_000)),
      blend: fc.constantFrom('over', 'replace'),
      disposal: fc.constantFrom('keep', 'clear', 'restore'),
      still: fc
        .array(fc.uint8Array({ minLength: 1, maxLength: 9 }), { maxLength: 3 })
        .map((rest) => still(width, height, [idat(), ...rest.map((data) => chunk('IDAT', data))])),
    }),
  );

describe('joinPng', () => {
  it('writes the chunks of an animation and nothing else', () => {
    const file = joinPng(CANVAS, 3, [
      piece({ still: still(40, 24, [idat(), chunk('IDAT', 'ab')]), disposal: 'clear' }),
      part({ still: still(4, 5, [idat(), chunk('IDAT', 'cd')]), duration: 1, blend: 'over', disposal: 'restore' }),
    ]);
    const one = { numerator: 1, denominator: 1000, disposal: 2, blend: 1 };
    expect(file).toEqual(
      png({
        header: ihdr(40, 24, 6),
        before: [acTL(2, 3), fcTL(0, [0, 0, 40, 24], { numerator: 100, denominator: 1000, disposal: 1 })],
        data: [idat(), chunk('IDAT', 'ab')],
        after: [fcTL(1, [2, 3, 4, 5], one), fdAT(2), fdAT(3, 'cd')],
      }),
    );
  });

  it('gives back what was put together', () => {
    fc.assert(
      fc.property(fc.array(anyPiece, { maxLength: 5 }), fc.nat(0x7fffffff), (rest, plays) => {
        const pieces = [piece(), ...rest];
        const file = joinPng(CANVAS, plays, pieces);
        // One frame is a still picture for the inspection, and can be taken apart all the same.
        expect(inspectImage(file).sequence.kind).toBe(pieces.length === 1 ? 'still' : 'animation');
        const { layout, stillFile } = splitPng(file);
        expect(layout).toMatchObject({ canvas: CANVAS, plays });
        pieces.forEach(({ still: expected, duration, ...placement }, index) => {
          expect(layout.frames[index]).toMatchObject(placement);
          expect(layout.frames[index]?.duration).toBeCloseTo(duration, 9);
          expect(stillFile(index)).toEqual(expected);
        });
        expect(
          verifySequence(
            file,
            'png',
            pieces.map(() => CANVAS),
          ).findings,
        ).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('stores the nearest duration that can be stored', () => {
    const durationOf = (duration: number): number | undefined =>
      splitPng(joinPng(CANVAS, 0, [piece({ duration }), part()])).layout.frames[0]?.duration;
    expect(durationOf(1e12)).toBe(65_535_000);
    expect(durationOf(0)).toBe(0);
    expect(durationOf(Math.PI * 10)).toBeCloseTo(Math.PI * 10, 3);
    expect(durationOf(1e-7)).toBe(0);
  });

  it('stores as many plays as can be stored', () => {
    expect(splitPng(joinPng(CANVAS, 0x80000000, [piece(), part()])).layout.plays).toBe(0x7fffffff);
  });

  it('takes palettes and transparency that all pieces share', () => {
    const before = [chunk('sRGB', 0), chunk('PLTE', [1, 2, 3]), chunk('tRNS', 5)];
    const stillOf = (width: number, height: number): Uint8Array => png({ header: ihdr(width, height, 3), before });
    const file = joinPng(CANVAS, 0, [piece({ still: stillOf(40, 24) }), part({ still: stillOf(4, 5) })]);
    expect(splitPng(file).stillFile(1)).toEqual(stillOf(4, 5));
    expect(verifySequence(file, 'png', [CANVAS, CANVAS]).findings).toEqual([]);
  });

  it('leaves metadata of the pieces behind', () => {
    const file = joinPng(CANVAS, 0, [piece({ still: still(40, 24, [idat()], [chunk('tEXt', 'a\0SECRET')]) }), part()]);
    expect(inspectImage(file).metadata).toEqual([]);
    expect(Buffer.from(file).includes('SECRET')).toBe(false);
  });

  it.each([
    ['no pieces', []],
    ['a first piece that does not cover the canvas', [part()]],
    ['a first piece beside the canvas', [piece({ area: sourceBox(1, 0, 40, 24) })]],
    ['a piece past the edge', [piece(), part({ area: sourceBox(37, 3, 4, 5) })]],
    ['a piece before the edge', [piece(), part({ area: sourceBox(-1, 3, 4, 5) })]],
    ['a piece between pixels', [piece(), part({ area: sourceBox(0.5, 3, 4, 5) })]],
    ['an empty piece', [piece(), part({ area: sourceBox(0, 0, 0, 5) })]],
    ['a duration below 0', [piece({ duration: -1 })]],
    ['a duration that is no number', [piece({ duration: NaN })]],
    ['a still of another size', [piece(), part({ still: still(5, 4) })]],
    ['a still of another colour type', [piece(), part({ still: png({ header: ihdr(4, 5, 2) }) })]],
    ['a still of another depth', [piece(), part({ still: png({ header: ihdr(4, 5, 6, 16) }) })]],
    ['a still with another palette', [piece(), part({ still: still(4, 5, [idat()], [chunk('PLTE', [1, 2, 3])]) })]],
    ['a still without data', [piece(), part({ still: still(4, 5, [chunk('IDAT')]) })]],
    ['a cut still', [piece(), part({ still: still(4, 5).subarray(0, 50) })]],
    ['a still that is no PNG', [piece({ still: new Uint8Array(60) })]],
  ])('refuses %s', (_, pieces) => {
    expect(refusalOf(() => joinPng(CANVAS, 0, pieces))).toBe('export/encode');
  });
});
