/** How a picture's numbers become light: one curve per channel, and the light's mixture in CIE XYZ under D50. */
export interface ColorProfile {
  /** Linear light 0..1 of each byte 0..255, for red, green, blue. */
  readonly curves: readonly [Float32Array, Float32Array, Float32Array];
  /** XYZ of full red, green and blue, one after the other. */
  readonly primaries: readonly number[];
}

/** XYZ (D50) of Display P3's and of BT.2020's red, green and blue. @see https://www.color.org/chardata/rgb/DisplayP3.xalter */
const CODED_PRIMARIES: ReadonlyMap<number, readonly number[]> = new Map([
  [9, [0.67348, 0.27904, -0.00194, 0.16567, 0.67534, 0.02998, 0.12505, 0.04561, 0.79686]],
  [12, [0.51512, 0.2412, -0.00105, 0.29198, 0.69225, 0.04189, 0.1571, 0.06657, 0.78407]],
]);
/** Most entries of a profile's tag table that are looked at. */
const MAX_TAGS = 100;
const HEADER_BYTES = 128;

/** sRGB's curve from stored value to light, 0..1. @see IEC 61966-2-1 */
export function srgbToLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/**
 * Profile of pictures that name their primaries by number instead of carrying a profile. High dynamic range curves
 * are read as sRGB's: such a picture comes out paler, with everything in it.
 * @param primaries - colour primaries as of ITU-T H.273
 * @returns `null` where the numbers mean sRGB already, or nothing
 */
export function codedProfile(primaries: number): ColorProfile | null {
  const mixture = CODED_PRIMARIES.get(primaries);
  if (mixture === undefined) return null;
  const curve = sampled(srgbToLinear);
  return { curves: [curve, curve, curve], primaries: mixture };
}

/**
 * Reads an ICC profile made of curves and a matrix.
 * @param untrustedProfile - the profile's bytes
 * @returns `null` for profiles built from tables, for other colour spaces, and for damaged ones: their numbers are taken as sRGB
 * @see ICC.1:2022, 8.3
 */
export function readProfile(untrustedProfile: Uint8Array): ColorProfile | null {
  const view = new DataView(untrustedProfile.buffer, untrustedProfile.byteOffset, untrustedProfile.byteLength);
  try {
    if (text(view, 16) !== 'RGB ') return null;
    const tags = readTags(view);
    const [red, green, blue] = ['r', 'g', 'b'].map((channel) => ({
      mixture: readMixture(view, tags.get(`${channel}XYZ`)),
      curve: readCurve(view, tags.get(`${channel}TRC`)),
    }));
    if (red?.mixture == null || green?.mixture == null || blue?.mixture == null) return null;
    if (red.curve === null || green.curve === null || blue.curve === null) return null;
    return { curves: [red.curve, green.curve, blue.curve], primaries: [...red.mixture, ...green.mixture, ...blue.mixture] };
  } catch (error) {
    // A read past the profile's end.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function sampled(curve: (value: number) => number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, byte) => curve(byte / 255));
}

function text(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}

/** Offsets of a profile's tags by name. */
function readTags(view: DataView): Map<string, number> {
  const tags = new Map<string, number>();
  const count = Math.min(view.getUint32(HEADER_BYTES), MAX_TAGS);
  for (let index = 0; index < count; index += 1) {
    const entry = HEADER_BYTES + 4 + index * 12;
    tags.set(text(view, entry), view.getUint32(entry + 4));
  }
  return tags;
}

function fixed(view: DataView, at: number): number {
  return view.getInt32(at) / 65_536;
}

function readMixture(view: DataView, at: number | undefined): readonly number[] | null {
  if (at === undefined || text(view, at) !== 'XYZ ') return null;
  return [fixed(view, at + 8), fixed(view, at + 12), fixed(view, at + 16)];
}

function readCurve(view: DataView, at: number | undefined): Float32Array | null {
  if (at === undefined) return null;
  const type = text(view, at);
  if (type === 'curv') return readSampledCurve(view, at);
  return type === 'para' ? readFormula(view, at) : null;
}

function readSampledCurve(view: DataView, at: number): Float32Array {
  const count = view.getUint32(at + 8);
  if (count === 0) return sampled((value) => value);
  if (count === 1) {
    const gamma = view.getUint16(at + 12) / 256;
    return sampled((value) => value ** gamma);
  }
  return sampled((value) => {
    const position = value * (count - 1);
    const low = Math.min(Math.floor(position), count - 2);
    const from = view.getUint16(at + 12 + low * 2);
    const to = view.getUint16(at + 14 + low * 2);
    return (from + (to - from) * (position - low)) / 65_535;
  });
}

/** @see ICC.1:2022, 10.18, table 68 */
function readFormula(view: DataView, at: number): Float32Array | null {
  const form = view.getUint16(at + 8);
  const needed = [1, 3, 4, 5, 7][form];
  if (needed === undefined) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from({ length: needed }, (_, index) => fixed(view, at + 12 + index * 4));
  switch (form) {
    case 0:
      return sampled((value) => value ** g);
    case 1:
      return sampled((value) => (value >= -b / a ? (a * value + b) ** g : 0));
    case 2:
      return sampled((value) => (value >= -b / a ? (a * value + b) ** g + c : c));
    default:
      return sampled((value) => (value >= d ? (a * value + b) ** g + e : c * value + f));
  }
}
