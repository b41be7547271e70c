import { srgbToLinear, type ColorProfile } from './color-profile.ts';

/** From XYZ under D50 to linear sRGB, rows red, green, blue. @see http://www.brucelindbloom.com/index.html?Eqn_RGB_XYZ_Matrix.html */
const FROM_XYZ = [3.1338561, -1.6168667, -0.4906146, -0.9787684, 1.9161415, 0.033454, 0.0719453, -0.2289914, 1.4052427] as const;
/** Steps of linear light for which the stored value is tabled; four thousand keep the darkest tones apart. */
const STEPS = 4096;

/**
 * Converts pixels to sRGB where they are; colours that sRGB can't show go to the nearest value of each channel.
 * @param data - RGBA, overwritten; alpha stays
 * @param profile - what the numbers mean now
 */
export function toSrgb(data: Uint8ClampedArray | Uint8Array, profile: ColorProfile): void {
  const [red, green, blue] = profile.curves;
  const m = combined(profile.primaries);
  const [rr = 0, rg = 0, rb = 0, gr = 0, gg = 0, gb = 0, br = 0, bg = 0, bb = 0] = m;
  if (isSrgb(m, profile)) return;
  const stored = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * linearToSrgb(step / STEPS)));
  const store = (light: number): number => stored[light <= 0 ? 0 : light >= 1 ? STEPS : (light * STEPS + 0.5) | 0] ?? 0;
  for (let at = 0; at + 3 < data.length; at += 4) {
    const r = red[data[at] ?? 0] ?? 0;
    const g = green[data[at + 1] ?? 0] ?? 0;
    const b = blue[data[at + 2] ?? 0] ?? 0;
    data[at] = store(rr * r + rg * g + rb * b);
    data[at + 1] = store(gr * r + gg * g + gb * b);
    data[at + 2] = store(br * r + bg * g + bb * b);
  }
}

/** Light of the profile's primaries as linear sRGB, rows red, green, blue. */
function combined(primaries: readonly number[]): number[] {
  return Array.from({ length: 9 }, (_, index) => {
    const row = Math.floor(index / 3) * 3;
    const column = (index % 3) * 3;
    return [0, 1, 2].reduce((sum, k) => sum + (FROM_XYZ[row + k] ?? 0) * (primaries[column + k] ?? 0), 0);
  });
}

/** Most profiles are sRGB's own: within the rounding of profile writers there is nothing to convert. */
function isSrgb(matrix: readonly number[], { curves }: ColorProfile): boolean {
  const isIdentity = matrix.every((value, index) => Math.abs(value - (index % 4 === 0 ? 1 : 0)) < 0.01);
  return isIdentity && curves.every((curve) => curve.every((light, byte) => Math.abs(light - srgbToLinear(byte / 255)) < 0.005));
}

function linearToSrgb(light: number): number {
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}
