import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWebp } from '../../../../src/core/animation/split-webp.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { patched } from '../structure/byte-builder.ts';
import { refusalOf } from '../structure/refusal.ts';
import { turned } from '../structure/tiff-builder.ts';
import { alph, anim, animation, anmf, riff, riffChunk, sizedFrame, vp8, vp8l, vp8x } from '../structure/webp-builder.ts';

const PART = [2, 4, 8, 6] as const;
const two = animation(anmf(0, 0, vp8()), sizedFrame(PART, { duration: 40, flags: 3 }, alph(), vp8(8, 6)));

describe('splitWebp', () => {
  it('tells where each frame lies, how long it is shown and how it is drawn', () => {
    const file = riff(
      vp8x(0x02),
      anim(258),
      anmf(0, 0, vp8()),
      sizedFrame(PART, { duration: 0x123456, flags: 1 }, vp8(8, 6)),
      sizedFrame([32, 18, 8, 6], { duration: 0, flags: 2 }, vp8l(8, 6)),
    );
    expect(splitWebp(file).layout).toEqual({
      canvas: { width: 40, height: 24 },
      plays: 258,
      frames: [
        { area: { left: 0, top: 0, width: 40, height: 24 }, duration: 100, blend: 'over', disposal: 'keep' },
        { area: { left: 2, top: 4, width: 8, height: 6 }, duration: 0x123456, blend: 'over', disposal: 'clear' },
        { area: { left: 32, top: 18, width: 8, height: 6 }, duration: 0, blend: 'replace', disposal: 'keep' },
      ],
    });
  });

  it('makes each frame a file of its own, in the short form where that holds it', () => {
    const { stillFile } = splitWebp(two);
    expect(stillFile(0)).toEqual(riff(vp8()));
    expect(stillFile(1)).toEqual(riff(vp8x(0x10, 8, 6), alph(), vp8(8, 6)));
    expect(splitWebp(animation(anmf(0, 0, vp8()), anmf(0, 0, vp8l(40, 24, 1)))).stillFile(1)).toEqual(riff(vp8l(40, 24, 1)));
  });

  it('keeps the colour profile that the first chunk announces, and no metadata', () => {
    const profile = riffChunk('ICCP', 'profile');
    const exif = riffChunk('EXIF', turned(6));
    const frames = [anmf(0, 0, vp8(), riffChunk('ABCD', 'x')), sizedFrame(PART, {}, vp8l(8, 6, 1)), anmf(0, 0, alph(), vp8())];
    const { stillFile } = splitWebp(riff(vp8x(0x2a), profile, anim(), ...frames, exif));
    expect(stillFile(0)).toEqual(riff(vp8x(0x20), profile, vp8()));
    expect(stillFile(1)).toEqual(riff(vp8x(0x30, 8, 6), profile, vp8l(8, 6, 1)));
    expect(stillFile(2)).toEqual(riff(vp8x(0x30), profile, alph(), vp8()));
    expect(splitWebp(riff(vp8x(0x02), profile, anim(), ...frames)).stillFile(0)).toEqual(riff(vp8()));
  });

  it('refuses what is not animated, and a frame that is not there', () => {
    expect(refusalOf(() => splitWebp(riff(vp8())))).toBe('input/corrupt');
    expect(refusalOf(() => splitWebp(two.subarray(0, two.length - 2)))).toBe('input/truncated');
    expect(() => splitWebp(two).stillFile(2)).toThrow(RangeError);
  });

  it('ends in pieces that can be walked or a typed refusal for any change', () => {
    fc.assert(
      fc.property(fc.nat(two.length - 1), fc.nat(255), fc.nat(two.length - 1), fc.nat(255), (a, x, b, y) => {
        const changed = patched(patched(two, a, x), b, y);
        refusalOf(() => {
          const { layout, stillFile } = splitWebp(changed);
          layout.frames.forEach(({ area: { width, height } }, index) => {
            expect(inspectImage(stillFile(index)).size).toEqual({ width, height });
          });
        });
      }),
      { numRuns: 500 },
    );
  });
});
