import { AnonymizerError } from '../../errors.ts';

/** One unit inside a frame that carries something besides the picture. */
export interface UserDataUnit {
  /** Fixed technical name. */
  readonly name: 'SEI user data' | 'SEI' | 'AUD or filler' | 'AV1 metadata' | 'AV1 padding';
  /** Offset in the sample. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** Kinds of SEI message that hold free bytes: of a registered maker (ITU-T T.35) and of anybody. @see ITU-T H.264, D.1.6 and D.1.7 */
const USER_DATA_MESSAGES: readonly number[] = [4, 5];
/** Units of H.264 that hold no picture: SEI 6, delimiter 9, filler 12. @see ITU-T H.264, table 7-1 */
const AVC_SIDE = { sei: [6], idle: [9, 12] } as const;
/** Units of HEVC that hold no picture: SEI 39 and 40, delimiter 35, filler 38. @see ITU-T H.265, table 7-1 */
const HEVC_SIDE = { sei: [39, 40], idle: [35, 38] } as const;
/** Units of AV1 that hold no picture. @see AV1 bitstream specification, 6.2.2 */
const AV1_SIDE: ReadonlyMap<number, UserDataUnit['name']> = new Map([
  [5, 'AV1 metadata'],
  [15, 'AV1 padding'],
]);

/**
 * Lists the units of one encoded frame that hold no picture. Encoders put their name and settings into some.
 * VP8 and VP9 have none.
 * @param sample - one frame as it lies in the file: H.264 and HEVC with lengths before their units, AV1 as it is
 * @param codec - its codec
 * @param lengthBytes - bytes of each length, 1..4; only for H.264 and HEVC
 * @returns in file order
 * @throws AnonymizerError `input/corrupt` where the frame is not made of units
 */
export function listUserData(sample: Uint8Array, codec: 'avc' | 'hevc' | 'vp8' | 'vp9' | 'av1', lengthBytes = 4): readonly UserDataUnit[] {
  if (codec === 'vp8' || codec === 'vp9') return [];
  if (codec === 'av1') return av1Units(sample);
  const units: UserDataUnit[] = [];
  for (const unit of lengthUnits(sample, lengthBytes)) {
    const name = sideName(sample, unit, codec);
    if (name !== null) units.push({ name, offset: unit.start, sizeBytes: unit.end - unit.start });
  }
  return units;
}

/**
 * A frame of H.264 or HEVC without the SEI units that hold user data. The picture does not change.
 * @param sample - as {@link listUserData}; not written to
 * @returns the same bytes where there is nothing to leave out
 * @throws AnonymizerError `input/corrupt` where the frame is not made of units
 */
export function withoutUserData(sample: Uint8Array, codec: 'avc' | 'hevc', lengthBytes = 4): Uint8Array {
  const kept = lengthUnits(sample, lengthBytes).filter((unit) => sideName(sample, unit, codec) !== 'SEI user data');
  const size = kept.reduce((sum, { start, end }) => sum + end - start, 0);
  if (size === sample.length) return sample;
  const result = new Uint8Array(size);
  let at = 0;
  for (const { start, end } of kept) {
    result.set(sample.subarray(start, end), at);
    at += end - start;
  }
  return result;
}

/** One unit with its length before it. */
interface LengthUnit {
  readonly start: number;
  readonly data: number;
  readonly end: number;
}

function lengthUnits(sample: Uint8Array, lengthBytes: number): readonly LengthUnit[] {
  const units: LengthUnit[] = [];
  for (let at = 0; at < sample.length; ) {
    let length = 0;
    for (let index = 0; index < lengthBytes; index += 1) {
      length = length * 256 + (sample[at + index] ?? 0);
    }
    const data = at + lengthBytes;
    if (length === 0 || data + length > sample.length) throw new AnonymizerError('input/corrupt', { offset: at });
    units.push({ start: at, data, end: data + length });
    at = data + length;
  }
  return units;
}

function sideName(sample: Uint8Array, unit: LengthUnit, codec: 'avc' | 'hevc'): UserDataUnit['name'] | null {
  const first = sample[unit.data] ?? 0;
  const type = codec === 'avc' ? first & 31 : (first >> 1) & 63;
  const side: { readonly sei: readonly number[]; readonly idle: readonly number[] } = codec === 'avc' ? AVC_SIDE : HEVC_SIDE;
  if (side.idle.includes(type)) return 'AUD or filler';
  if (!side.sei.includes(type)) return null;
  return holdsUserData(sample.subarray(unit.data + (codec === 'avc' ? 1 : 2), unit.end)) ? 'SEI user data' : 'SEI';
}

/** Goes through the messages of one SEI unit: each has a type and a size, both as a run of 255s and a rest. */
function holdsUserData(payload: Uint8Array): boolean {
  const bytes = withoutEmulation(payload);
  for (let at = 0; at + 2 < bytes.length; ) {
    const numbers = [0, 0];
    for (let which = 0; which < 2 && at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      numbers[which] = (numbers[which] ?? 0) + byte;
      if (byte < 255) which += 1;
    }
    if (USER_DATA_MESSAGES.includes(numbers[0] ?? 0)) return true;
    at += numbers[1] ?? 0;
  }
  return false;
}

/** Takes out the 3s that keep start codes from coming up by chance. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, index) => !(byte === 3 && index >= 2 && bytes[index - 1] === 0 && bytes[index - 2] === 0));
}

function av1Units(sample: Uint8Array): readonly UserDataUnit[] {
  const units: UserDataUnit[] = [];
  for (let at = 0; at < sample.length; ) {
    const head = sample[at] ?? 0;
    let data = at + ((head & 4) === 0 ? 1 : 2);
    let length = sample.length - data;
    if ((head & 2) !== 0) {
      length = 0;
      for (let index = 0, isLast = false; !isLast; index += 1, data += 1) {
        const byte = sample[data] ?? 0;
        length += (byte & 127) * 2 ** (7 * index);
        isLast = byte < 128 || index === 7;
      }
    }
    if ((head & 0x80) !== 0 || length < 0 || data + length > sample.length) throw new AnonymizerError('input/corrupt', { offset: at });
    const name = AV1_SIDE.get((head >> 3) & 15);
    if (name !== undefined) units.push({ name, offset: at, sizeBytes: data + length - at });
    at = data + length;
  }
  return units;
}
