import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitGif } from '../../../../src/core/animation/split-gif.ts';
import { AnonymizerError } from '../../../../src/core/errors.ts';
import { inspectGif } from '../../../../src/core/structure/gif.ts';
import { bytes } from '../structure/byte-builder.ts';
import { gifApplication, gifComment } from '../structure/gif-builder.ts';
import { refusalOf } from '../structure/refusal.ts';
import { decodeGif, plainGif } from './gif-codec.ts';

const COMMON = [
  [0, 0, 0],
  [255, 0, 0],
  [0, 255, 0],
  [0, 0, 255],
];
const OWN = [
  [9, 9, 9],
  [200, 100, 50],
];
const pattern = (pixels: number, colors: number): number[] => Array.from({ length: pixels }, (_, i) => (i * i + (i >> 2)) % colors);

const animation = plainGif({
  width: 12,
  height: 9,
  palette: COMMON,
  repeats: 4,
  frames: [
    { width: 12, height: 9, indices: pattern(108, 4), delay: 7, disposal: 1 },
    { left: 2, top: 1, width: 10, height: 8, indices: pattern(80, 2), delay: 0, disposal: 2, palette: OWN, isInterlaced: true },
    { left: 5, top: 5, width: 3, height: 4, indices: pattern(12, 4), delay: 300, disposal: 3, transparentIndex: 2 },
    { left: 0, top: 0, width: 1, height: 1, indices: [3], delay: 1, disposal: 4 },
  ],
});

describe('an animated GIF that is taken apart', () => {
  it('says how its frames lie, how long they show, and what becomes of them', () => {
    expect(splitGif(animation).layout).toEqual({
      canvas: { width: 12, height: 9 },
      plays: 5,
      frames: [
        { area: { left: 0, top: 0, width: 12, height: 9 }, duration: 70, blend: 'over', disposal: 'keep' },
        { area: { left: 2, top: 1, width: 10, height: 8 }, duration: 0, blend: 'over', disposal: 'clear' },
        { area: { left: 5, top: 5, width: 3, height: 4 }, duration: 3000, blend: 'over', disposal: 'restore' },
        { area: { left: 0, top: 0, width: 1, height: 1 }, duration: 10, blend: 'over', disposal: 'restore' },
      ],
    });
  });

  it('gives each piece as a file of its own with the same pixels', () => {
    const split = splitGif(animation);
    const whole = decodeGif(animation);
    expect(whole.frames).toHaveLength(4);
    whole.frames.forEach((frame, index) => {
      const still = decodeGif(split.stillFile(index));
      expect(still).toMatchObject({ width: frame.width, height: frame.height, repeats: null });
      expect(still.frames).toHaveLength(1);
      expect(still.frames[0]).toMatchObject({ left: 0, top: 0, delay: 0, disposal: 0 });
      expect(still.frames[0]?.data).toEqual(frame.data);
    });
  });

  it('leaves everything else behind', () => {
    const file = bytes(
      animation.subarray(0, 25),
      gifComment('made by Jane'),
      gifApplication('PRIVATE 1.0', 'data'),
      animation.subarray(25),
      'rest',
    );
    const split = splitGif(file);
    expect(split.layout.frames).toHaveLength(4);
    expect(decodeGif(split.stillFile(0)).extensions).toEqual([]);
    expect(decodeGif(split.stillFile(2)).extensions).toEqual([0xf9]);
    expect(split.stillFile(0)).toEqual(splitGif(animation).stillFile(0));
    expect(inspectGif(split.stillFile(0))).toMatchObject({ sequence: { kind: 'still' }, metadata: [] });
  });

  it('gives a piece without any colour table none', () => {
    const file = plainGif({ width: 2, height: 1, palette: OWN, frames: [{ width: 2, height: 1, indices: [0, 1] }] });
    const bare = bytes(file.subarray(0, 10), 0x70, 0, 0, file.subarray(19));
    expect(splitGif(bare).stillFile(0)[10]).toBe(0x70);
  });

  it('has no frame before the first or after the last', () => {
    const split = splitGif(animation);
    expect(() => split.stillFile(4)).toThrow(RangeError);
    expect(() => split.stillFile(-1)).toThrow(RangeError);
  });

  it('gives a later piece that reaches outside the canvas whole', () => {
    const frames = [
      { width: 2, height: 2, indices: [0, 1, 2, 3] },
      { left: 1, top: 0, width: 2, height: 2, indices: [3, 2, 1, 0] },
    ];
    const file = plainGif({ width: 2, height: 2, palette: COMMON, frames });
    const split = splitGif(file);
    expect(split.layout).toMatchObject({
      canvas: { width: 2, height: 2 },
      frames: [{}, { area: { left: 1, top: 0, width: 2, height: 2 } }],
    });
    expect(decodeGif(split.stillFile(1)).frames[0]?.data).toEqual(decodeGif(file).frames[1]?.data);
  });

  it('is refused where a frame has no pixels', () => {
    const frames = [{ width: 0, height: 2, indices: [] }];
    expect(refusalOf(() => splitGif(plainGif({ width: 2, height: 2, palette: COMMON, frames })))).toBe('input/no-pixels');
  });

  it('is split or refused with a known code, whatever is done to its bytes', () => {
    const change = fc.record({ at: fc.nat(animation.length - 1), value: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), fc.nat(animation.length), (changes, cut) => {
        const file = Uint8Array.from(animation);
        for (const { at, value } of changes) file[at] = value;
        for (const candidate of [file, file.subarray(0, cut)]) {
          try {
            const split = splitGif(candidate);
            const { canvas, frames } = split.layout;
            frames.forEach(({ area }, index) => {
              expect(index > 0 || (area.left + area.width <= canvas.width && area.top + area.height <= canvas.height)).toBe(true);
              // A piece is itself a GIF that is read, of the area's size.
              expect(inspectGif(split.stillFile(index))).toMatchObject({ size: { width: area.width, height: area.height }, metadata: [] });
            });
            const { sequence, size } = inspectGif(candidate);
            expect(size).toEqual(canvas);
            expect(sequence.kind === 'animation' ? sequence.durations : [frames[0]?.duration]).toEqual(
              frames.map(({ duration }) => duration),
            );
          } catch (thrown) {
            if (!(thrown instanceof AnonymizerError)) throw thrown;
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
