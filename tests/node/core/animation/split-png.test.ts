import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPng } from '../../../../src/core/animation/split-png.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { be32, bytes, patched } from '../structure/byte-builder.ts';
import { acTL, apng, chunk, fcTL, fdAT, idat, ihdr, png, SIGNATURE } from '../structure/png-builder.ts';
import { refusalOf } from '../structure/refusal.ts';
import { tiff, turned } from '../structure/tiff-builder.ts';

const PART = [2, 3, 4, 5] as const;
const WHOLE = [0, 0, 40, 24] as const;
const OTHER = [0x78, 0x9c, 9, 9] as const;
const two = apng(2, fcTL(0), idat(), fcTL(1, PART), fdAT(2, OTHER));

describe('splitPng', () => {
  it('tells where each frame lies, how long it is shown and how it is drawn', () => {
    const file = png({
      before: [acTL(3, 4), fcTL(0, WHOLE, { disposal: 2 })],
      after: [
        fcTL(1, PART, { numerator: 1, denominator: 4, disposal: 1, blend: 1 }),
        fdAT(2),
        fcTL(3, [36, 19, 4, 5], { numerator: 7, denominator: 0 }),
        fdAT(4),
      ],
    });
    expect(splitPng(file).layout).toEqual({
      canvas: { width: 40, height: 24 },
      plays: 4,
      frames: [
        { area: { left: 0, top: 0, width: 40, height: 24 }, duration: 100, blend: 'replace', disposal: 'restore' },
        { area: { left: 2, top: 3, width: 4, height: 5 }, duration: 250, blend: 'over', disposal: 'clear' },
        { area: { left: 36, top: 19, width: 4, height: 5 }, duration: 70, blend: 'replace', disposal: 'keep' },
      ],
    });
  });

  it('makes each frame a file of its own', () => {
    const { stillFile } = splitPng(two);
    expect(stillFile(0)).toEqual(png());
    expect(stillFile(1)).toEqual(bytes(SIGNATURE, ihdr(4, 5), chunk('IDAT', OTHER), chunk('IEND')));
    expect(inspectImage(stillFile(1))).toMatchObject({ size: { width: 4, height: 5 }, metadata: [], sequence: { kind: 'still' } });
  });

  it('joins nothing and leaves nothing out of data in several chunks', () => {
    const file = apng(2, fcTL(0), idat(), chunk('IDAT'), chunk('IDAT', 'abc'), fcTL(1, PART), fdAT(2, OTHER), fdAT(3, 'de'));
    const { stillFile } = splitPng(file);
    expect(stillFile(0)).toEqual(png({ data: [idat(), chunk('IDAT', 'abc')] }));
    expect(stillFile(1)).toEqual(bytes(SIGNATURE, ihdr(4, 5), chunk('IDAT', OTHER), chunk('IDAT', 'de'), chunk('IEND')));
  });

  it('leaves out a still picture that is not part of the animation', () => {
    const { layout, stillFile } = splitPng(apng(1, idat(), fcTL(0, PART), fdAT(1, OTHER)));
    expect(layout.frames).toHaveLength(1);
    expect(stillFile(0)).toEqual(bytes(SIGNATURE, ihdr(4, 5), chunk('IDAT', OTHER), chunk('IEND')));
  });

  it('keeps what says how samples become colours, and nothing else', () => {
    const palette = [chunk('PLTE', [1, 2, 3]), chunk('tRNS', 5)];
    const colors = [chunk('gAMA', be32(45455)), chunk('cHRM', new Array<number>(32).fill(0)), chunk('sRGB', 0)];
    const profiles = [chunk('iCCP', 'p\0\0zzz'), chunk('cICP', [9, 16, 0, 1])];
    const carriers = [
      chunk('tEXt', 'a\0b'),
      chunk('eXIf', tiff([{ tag: 0x0110, text: 'Phone 9' }])),
      chunk('pHYs', 'x'),
      chunk('prVt', 'x'),
    ];
    const file = png({
      header: ihdr(40, 24, 3),
      before: [...colors, ...profiles, ...carriers, ...palette, chunk('gAMA', be32(1), 1), acTL(2), fcTL(0)],
      after: [chunk('sRGB', 1), chunk('tRNS', 6), fcTL(1, PART), fdAT(2)],
    });
    const kept = bytes(...colors, ...profiles, ...palette);
    expect(splitPng(file).stillFile(0)).toEqual(png({ header: ihdr(40, 24, 3), before: [kept] }));
    expect(splitPng(file).stillFile(1)).toEqual(png({ header: ihdr(4, 5, 3), before: [kept] }));
  });

  it('keeps depth and interlacing', () => {
    const header = chunk('IHDR', bytes(be32(40), be32(24), 16, 6, 0, 0, 1));
    const { stillFile } = splitPng(png({ header, before: [acTL(2), fcTL(0)], after: [fcTL(1, PART), fdAT(2)] }));
    expect(stillFile(1)).toEqual(png({ header: chunk('IHDR', bytes(be32(4), be32(5), 16, 6, 0, 0, 1)) }));
  });

  it.each([
    [3, { left: 34, top: 16, width: 4, height: 5 }, { width: 40, height: 24 }],
    [6, { left: 16, top: 2, width: 5, height: 4 }, { width: 24, height: 40 }],
  ])('turns areas and pieces where eXIf turns the picture: orientation %i', (orientation, area, canvas) => {
    const exif = chunk(
      'eXIf',
      tiff([
        { tag: 0x0112, short: orientation },
        { tag: 0x0110, text: 'Phone 9' },
      ]),
    );
    const { layout, stillFile } = splitPng(apng(2, exif, fcTL(0), idat(), fcTL(1, PART), fdAT(2)));
    expect(layout.canvas).toEqual(canvas);
    expect(layout.frames[1]?.area).toEqual(area);
    expect(inspectImage(stillFile(1))).toMatchObject({ orientation, size: { width: area.width, height: area.height } });
    expect(Buffer.from(stillFile(1)).includes('Phone')).toBe(false);
  });

  it('refuses what is not animated, and a frame that is not there', () => {
    expect(refusalOf(() => splitPng(png()))).toBe('input/corrupt');
    expect(refusalOf(() => splitPng(two.subarray(0, two.length - 1)))).toBe('input/truncated');
    expect(() => splitPng(two).stillFile(2)).toThrow(RangeError);
  });

  it('ends in pieces that can be walked or a typed refusal for any change', () => {
    const file = apng(2, chunk('eXIf', turned(6)), fcTL(0), idat(), fcTL(1, PART), fdAT(2, OTHER));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.nat(255), (at, value) => {
        const changed = patched(file, at, value);
        refusalOf(() => {
          const { layout, stillFile } = splitPng(changed);
          layout.frames.forEach(({ area: { width, height } }, index) => {
            expect(inspectImage(stillFile(index)).size).toEqual({ width, height });
          });
        });
      }),
      { numRuns: 300 },
    );
  });
});
