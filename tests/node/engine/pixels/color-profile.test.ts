import { describe, expect, it } from 'vitest';
import { codedProfile, readProfile, srgbToLinear } from '../../../../src/engine/pixels/color-profile.ts';
import { toSrgb } from '../../../../src/engine/pixels/to-srgb.ts';
import { be16, be32, bytes } from '../../core/structure/byte-builder.ts';

const SRGB_PRIMARIES = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.7141]] as const;
const P3_PRIMARIES = [[0.51512, 0.2412, -0.00105], [0.29198, 0.69225, 0.04189], [0.1571, 0.06657, 0.78407]] as const;
const SRGB_FORMULA = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];
const fixed = (value: number): number[] => be32(Math.round(value * 65_536) >>> 0);
const formula = (form: number, parameters: readonly number[]): Uint8Array => bytes('para', be32(0), be16(form), be16(0), parameters.flatMap(fixed));

/** A profile with a matrix and one curve for all three channels. */
function profile(primaries: readonly (readonly number[])[], curve: Uint8Array, space = 'RGB '): Uint8Array {
  const tags = ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  const blocks = [...primaries.map((mixture) => bytes('XYZ ', be32(0), mixture.flatMap(fixed))), curve];
  let at = 128 + 4 + tags.length * 12;
  const offsets = blocks.map(({ length }) => (at += length) - length);
  const table = tags.map((tag, index) => bytes(tag, be32(offsets[Math.min(index, 3)]!), be32(blocks[Math.min(index, 3)]!.length)));
  return bytes(new Array<number>(16).fill(0), space, new Array<number>(108).fill(0), be32(tags.length), ...table, ...blocks);
}

function converted(untrusted: Uint8Array, ...pixel: readonly number[]): number[] {
  const data = Uint8ClampedArray.of(...pixel, 77);
  const read = readProfile(untrusted);
  if (read !== null) toSrgb(data, read);
  return Array.from(data);
}

describe('colour profiles', () => {
  it('leave sRGB pixels exactly as they are', () => {
    for (const byte of [0, 1, 17, 128, 254, 255]) expect(converted(profile(SRGB_PRIMARIES, formula(3, SRGB_FORMULA)), byte, 200, 3)).toEqual([byte, 200, 3, 77]);
  });

  it('make Display P3 as vivid in sRGB as it is, and keep greys grey', () => {
    const p3 = profile(P3_PRIMARIES, formula(3, SRGB_FORMULA));
    // By the matrix of CSS Color 4, section 17, worked out by hand.
    expect(converted(p3, 200, 100, 50)).toEqual([215, 93, 31, 77]);
    expect(converted(p3, 0, 255, 0)).toEqual([0, 255, 0, 77]);
    for (const grey of [0, 64, 128, 255]) for (const value of converted(p3, grey, grey, grey).slice(0, 3)) expect(Math.abs(value - grey)).toBeLessThanOrEqual(1);
    const coded = codedProfile(12)!;
    const data = Uint8ClampedArray.of(200, 100, 50, 77);
    toSrgb(data, coded);
    expect(Array.from(data)).toEqual([215, 93, 31, 77]);
  });

  it('read every form of curve', () => {
    const linearOf = (curve: Uint8Array): number => readProfile(profile(P3_PRIMARIES, curve))!.curves[0][128]!;
    const half = 128 / 255;
    expect(linearOf(bytes('curv', be32(0), be32(0)))).toBeCloseTo(half, 5);
    expect(linearOf(bytes('curv', be32(0), be32(1), be16(563)))).toBeCloseTo(half ** (563 / 256), 4);
    expect(linearOf(bytes('curv', be32(0), be32(3), be16(0), be16(16_384), be16(65_535)))).toBeCloseTo(0.25 + 0.75 * (half * 2 - 1), 4);
    expect(linearOf(formula(0, [2.2]))).toBeCloseTo(half ** 2.2, 4);
    expect(linearOf(formula(1, [2, 1, -0.25]))).toBeCloseTo((half - 0.25) ** 2, 4);
    expect(linearOf(formula(2, [2, 1, 0, 0.1]))).toBeCloseTo(half ** 2 + 0.1, 4);
    expect(linearOf(formula(3, SRGB_FORMULA))).toBeCloseTo(srgbToLinear(half), 4);
    expect(linearOf(formula(4, [1, 1, 0, 1, 0, 0.125, 0]))).toBeCloseTo(half + 0.125, 4);
  });

  it('are left alone where they are of another kind, cut short, or damaged', () => {
    const whole = profile(P3_PRIMARIES, formula(3, SRGB_FORMULA));
    expect(readProfile(profile(P3_PRIMARIES, formula(3, SRGB_FORMULA), 'CMYK'))).toBeNull();
    expect(readProfile(profile(P3_PRIMARIES, formula(9, [])))).toBeNull();
    expect(readProfile(profile(P3_PRIMARIES, bytes('mft2', be32(0))))).toBeNull();
    for (let length = 0; length < whole.length; length += 7) expect(readProfile(whole.subarray(0, length))).toBeNull();
    expect(codedProfile(1)).toBeNull();
    expect(codedProfile(2)).toBeNull();
  });
});
