import { Inflate, Unzlib } from 'fflate';
import { AnonymizerError } from '../../../core/errors.ts';

/** Bytes given to the inflater at once: what comes out of them is at most a thousand times as much. */
const PIECE_BYTES = 16 * 1024;

const LZW_CLEAR = 256;
const LZW_END = 257;
const LZW_CODES = 4096;

/**
 * Undoes PackBits. Fills `target` and stops there, whatever more the data say.
 * @throws AnonymizerError `input/corrupt` when the data end before the target is full
 * @see TIFF 6.0, section 9
 */
export function unpackPackBits(packed: Uint8Array, target: Uint8Array): void {
  let to = 0;
  for (let at = 0; to < target.length;) {
    const code = packed[at];
    if (code === undefined) throw new AnonymizerError('input/corrupt');
    at += 1;
    if (code < 128) {
      const run = packed.subarray(at, at + Math.min(code + 1, target.length - to));
      target.set(run, to);
      // A run that was cut short is found when the next code is missing.
      to += run.length;
      at += code + 1;
    } else if (code > 128) {
      const value = packed[at];
      if (value === undefined) throw new AnonymizerError('input/corrupt');
      target.fill(value, to, to + 257 - code);
      to += 257 - code;
      at += 1;
    }
  }
}

/**
 * Undoes TIFF's LZW. Fills `target` and stops there, whatever more the data say.
 * @throws AnonymizerError `input/corrupt` for an impossible code or data that end early, `input/undecodable` for the
 *   order of bits that very old writers used
 * @see TIFF 6.0, section 13
 */
export function unpackLzw(packed: Uint8Array, target: Uint8Array): void {
  // Those begin with the clear code from the low end of the first two bytes.
  if (packed[0] === 0 && ((packed[1] ?? 0) & 1) === 1) throw new AnonymizerError('input/undecodable');
  const prefix = new Uint16Array(LZW_CODES);
  const last = new Uint8Array(LZW_CODES);
  const length = new Uint32Array(LZW_CODES);
  for (let code = 0; code < 256; code += 1) {
    last[code] = code;
    length[code] = 1;
  }
  let next = LZW_END + 1;
  let width = 9;
  let previous = -1;
  let bits = 0;
  let held = 0;
  let at = 0;
  let to = 0;
  while (to < target.length) {
    while (held < width) {
      const byte = packed[at];
      if (byte === undefined) throw new AnonymizerError('input/corrupt');
      bits = ((bits << 8) | byte) & 0xff_ffff;
      held += 8;
      at += 1;
    }
    held -= width;
    const code = (bits >>> held) & ((1 << width) - 1);
    if (code === LZW_END) throw new AnonymizerError('input/corrupt');
    if (code === LZW_CLEAR) {
      next = LZW_END + 1;
      width = 9;
      previous = -1;
      continue;
    }
    const isNew = code === next && previous !== -1;
    if (code > next || (code >= next && !isNew) || (previous === -1 && code > 255)) throw new AnonymizerError('input/corrupt');
    // The code that is being made ends with the first byte of the one before it.
    const known = isNew ? previous : code;
    const size = length[known] ?? 0;
    let walk = known;
    let first = 0;
    for (let place = to + size - 1; place >= to; place -= 1) {
      first = last[walk] ?? 0;
      if (place < target.length) target[place] = first;
      walk = prefix[walk] ?? 0;
    }
    to += size;
    if (isNew) {
      if (to < target.length) target[to] = first;
      to += 1;
    }
    if (previous !== -1 && next < LZW_CODES) {
      prefix[next] = previous;
      last[next] = first;
      length[next] = (length[previous] ?? 0) + 1;
      next += 1;
      // One code earlier than needed, as the standard has it.
      if (next === (1 << width) - 1 && width < 12) width += 1;
    }
    previous = code;
  }
}

/**
 * Undoes Deflate in a zlib wrapper. Fills `target` and stops there: data that would grow without end are cut off.
 * @throws AnonymizerError `input/corrupt` for damaged data and data that end early
 */
export function unpackDeflate(packed: Uint8Array, target: Uint8Array): void {
  let to = 0;
  const take = (chunk: Uint8Array): void => {
    target.set(chunk.subarray(0, target.length - to), to);
    to += Math.min(chunk.length, target.length - to);
  };
  // Some writers leave the wrapper out.
  const isWrapped = ((packed[0] ?? 0) & 15) === 8 && ((packed[0] ?? 0) * 256 + (packed[1] ?? 0)) % 31 === 0;
  const inflater = isWrapped ? new Unzlib(take) : new Inflate(take);
  try {
    for (let at = 0; at < packed.length && to < target.length; at += PIECE_BYTES) inflater.push(packed.subarray(at, at + PIECE_BYTES));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new AnonymizerError('input/corrupt');
  }
  if (to < target.length) throw new AnonymizerError('input/corrupt');
}
