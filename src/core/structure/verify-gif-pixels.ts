import { byteAt } from './binary-reads.ts';
import type { FindingList } from './finding-list.ts';

const MAX_CODES = 4096;
/** A dictionary may be cleared when it is as good as full: encoders differ by one or two codes in when they do it. */
const FULL_ENOUGH = MAX_CODES - 2;
/** Shortest sub-block that another may follow; encoders fill them to 254 or 255 bytes. */
const MIN_FULL_BLOCK = 254;

/** Colour table of an image, as far as its pixels are concerned. */
export interface PaletteUse {
  /** Base-2 logarithm of its number of entries: 1..8. */
  readonly bits: number;
  /** 1 for each index that a pixel has; added to here. */
  readonly used: Uint8Array;
}

/**
 * Walks an image's LZW data. Pixels are counted, not stored. What is let through is the one stream that the pixels
 * have: the longest known string each time, a cleared dictionary only at the start and when it is full, full sub-blocks,
 * the end code where the last pixel is, and zero bits up to the end of its byte. Whatever else could be chosen freely
 * could carry a message.
 */
export class GifPixelCheck {
  readonly #findings: FindingList;
  readonly #lengths = new Uint32Array(MAX_CODES);
  readonly #firsts = new Uint8Array(MAX_CODES);
  /** For each string and each index behind it, the last dictionary that had both joined. As large as an image needed. */
  #known = new Uint32Array();
  #dictionary = 0;

  /** @param findings - receives what does not fit */
  constructor(findings: FindingList) {
    this.#findings = findings;
  }

  /**
   * Checks one image.
   * @param bytes - the file
   * @param start - offset of the minimum code size
   * @param pixels - how many the image has
   * @returns one past the terminator of its sub-blocks
   * @throws AnonymizerError `input/truncated`
   */
  check(bytes: Uint8Array, start: number, pixels: number, palette: PaletteUse): number {
    const codeSize = byteAt(bytes, start);
    const end = this.#checkSubBlocks(bytes, start + 1);
    if (codeSize !== Math.max(2, palette.bits)) {
      this.#findings.add('malformed', 'LZW minimum code size', start, 1);
    } else {
      const problem = this.#decode(new CodeReader(bytes, start + 1), codeSize, pixels, palette);
      if (problem !== null) this.#findings.add('malformed', problem, start, end - start);
    }
    return end;
  }

  #checkSubBlocks(bytes: Uint8Array, start: number): number {
    const full = byteAt(bytes, start);
    let at = start;
    for (let length = full; length > 0; length = byteAt(bytes, at)) {
      const next = at + 1 + length;
      const isLast = byteAt(bytes, next) === 0;
      this.#findings.expect(
        length <= full && (isLast || (length === full && full >= MIN_FULL_BLOCK)),
        'malformed',
        'LZW sub-block',
        at,
        length + 1,
      );
      at = next;
    }
    return at + 1;
  }

  /** @returns what is wrong, or `null` */
  #decode(reader: CodeReader, codeSize: number, pixels: number, { bits, used }: PaletteUse): string | null {
    const clear = 1 << codeSize;
    const colors = 1 << bits;
    if (this.#known.length < MAX_CODES * clear) this.#known = new Uint32Array(MAX_CODES * clear);
    for (let index = 0; index < clear; index += 1) {
      this.#lengths[index] = 1;
      this.#firsts[index] = index;
    }
    let width = codeSize + 1;
    let next = clear + 2;
    let last = -1;
    let count = 0;
    if (reader.read(width) !== clear) return 'LZW start';
    this.#dictionary += 1;
    for (;;) {
      const code = reader.read(width);
      if (code === -1) return 'LZW end';
      if (code === clear + 1) {
        // A clear with no pixel behind it would be one more thing to choose.
        if (count !== pixels || last === -1) return 'LZW pixels';
        return reader.isSpent() ? null : 'after LZW end';
      }
      if (code === clear) {
        if (next < FULL_ENOUGH || last === -1) return 'LZW clear';
        this.#dictionary += 1;
        width = codeSize + 1;
        next = clear + 2;
        last = -1;
        continue;
      }
      // The first code after a clear must be a pixel; later ones may be the string that is just being joined.
      const isJoining = code === next && next < MAX_CODES && last !== -1;
      if (code >= next && !isJoining) return 'LZW code';
      const first = this.#firsts[isJoining ? last : code] ?? 0;
      if (last !== -1) {
        const joined = last * clear + first;
        if (this.#known[joined] === this.#dictionary) return 'LZW string';
        if (next < MAX_CODES) {
          this.#known[joined] = this.#dictionary;
          this.#lengths[next] = (this.#lengths[last] ?? 0) + 1;
          this.#firsts[next] = this.#firsts[last] ?? 0;
          next += 1;
          if (next === 1 << width && width < 12) width += 1;
        }
      }
      if (code < clear) {
        if (code >= colors) return 'pixel outside the colour table';
        // Longer strings are joined from pixels that were there before.
        used[code] = 1;
      }
      count += this.#lengths[code] ?? 0;
      if (count > pixels) return 'LZW pixels';
      last = code;
    }
  }
}

/** Reads codes, least significant bits first, across sub-blocks whose chain is known to end inside the file. */
class CodeReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #left: number;
  #bits = 0;
  #bitCount = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#left = bytes[start] ?? 0;
    this.#at = start + 1;
  }

  /** @returns -1 at the end of the data */
  read(width: number): number {
    while (this.#bitCount < width) {
      if (this.#left === 0) return -1;
      this.#bits |= (this.#bytes[this.#at] ?? 0) << this.#bitCount;
      this.#bitCount += 8;
      this.#at += 1;
      this.#left -= 1;
      if (this.#left === 0) {
        this.#left = this.#bytes[this.#at] ?? 0;
        this.#at += 1;
      }
    }
    const code = this.#bits & ((1 << width) - 1);
    this.#bits >>>= width;
    this.#bitCount -= width;
    return code;
  }

  /** Whether nothing but zero bits of the byte begun is left. */
  isSpent(): boolean {
    return this.#left === 0 && this.#bits === 0 && this.#bitCount < 8;
  }
}
