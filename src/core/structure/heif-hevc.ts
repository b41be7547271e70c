import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, u16be } from './binary-reads.ts';
import type { IsoBox } from './iso-boxes.ts';

/** Bytes of the decoder configuration before its lists of parameter sets. @see ISO/IEC 14496-15, 8.3.3 */
const CONFIGURATION_BYTES = 22;
const NAL_SEQUENCE_PARAMETERS = 33;
/** Bytes of a parameter set that are read: sizes stand in its first tens of bytes. */
const MAX_SET_BYTES = 200;

/** Reads single bits and Exp-Golomb numbers. */
class BitReader {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  /** The next bits as a number; up to 32. @throws AnonymizerError `input/corrupt` past the end */
  next(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      const byte = this.#bytes[this.#at >> 3];
      if (byte === undefined) {
        throw new AnonymizerError('input/corrupt');
      }
      value = value * 2 + ((byte >> (7 - (this.#at & 7))) & 1);
      this.#at += 1;
    }
    return value;
  }

  /** @see ITU-T H.265, 9.2 */
  nextGolomb(): number {
    let zeros = 0;
    while (this.next(1) === 0) {
      zeros += 1;
      if (zeros > 31) {
        throw new AnonymizerError('input/corrupt');
      }
    }
    return 2 ** zeros - 1 + this.next(zeros);
  }

  skip(count: number): void {
    this.#at += count;
  }
}

/**
 * Sizes that the HEVC decoder will allocate for an item: what its parameter sets say, whatever the container says.
 * @param bytes - the file
 * @param configuration - the item's `hvcC` box
 * @returns one size for each sequence parameter set, in pixels, not checked against limits
 * @throws AnonymizerError `input/corrupt`, `input/truncated` when a set can't be read
 * @see ITU-T H.265, 7.3.2.2
 */
export function hevcSizes(bytes: Uint8Array, configuration: IsoBox): readonly Size[] {
  const sizes: Size[] = [];
  let at = configuration.dataStart + CONFIGURATION_BYTES;
  for (let lists = byteAt(bytes, at++); lists > 0; lists -= 1) {
    const type = byteAt(bytes, at) & 0x3f;
    const count = u16be(bytes, at + 1);
    at += 3;
    for (let left = count; left > 0; left -= 1) {
      const length = u16be(bytes, at);
      at += 2 + length;
      if (at > configuration.end) {
        throw new AnonymizerError('input/corrupt', { offset: configuration.start });
      }
      if (type === NAL_SEQUENCE_PARAMETERS) {
        sizes.push(codedSize(withoutEmulation(bytes, at - length, Math.min(at, at - length + MAX_SET_BYTES))));
      }
    }
  }
  return sizes;
}

/** Drops the 3 that stands behind two zero bytes so that no start code appears by chance. */
function withoutEmulation(bytes: Uint8Array, start: number, end: number): number[] {
  const plain: number[] = [];
  for (let at = start; at < end; at += 1) {
    const isInserted = bytes[at] === 3 && at - start >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0;
    if (!isInserted) {
      plain.push(byteAt(bytes, at));
    }
  }
  return plain;
}

function codedSize(set: readonly number[]): Size {
  const bits = new BitReader(set);
  bits.skip(16 + 4); // header, video parameter set
  const subLayers = bits.next(3);
  bits.skip(1 + 96); // nesting, general profile and level
  const presence = Array.from({ length: subLayers }, () => ({ profile: bits.next(1), level: bits.next(1) }));
  if (subLayers > 0) {
    bits.skip(2 * (8 - subLayers));
  }
  for (const { profile, level } of presence) {
    bits.skip(88 * profile + 8 * level);
  }
  bits.nextGolomb(); // number of the set
  const chroma = bits.nextGolomb();
  if (chroma === 3) {
    bits.skip(1);
  }
  return { width: bits.nextGolomb(), height: bits.nextGolomb() };
}
