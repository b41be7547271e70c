import { AnonymizerError } from '../../errors.ts';

/** A file that is read in parts, because it may be larger than memory. */
export interface ByteSource {
  /** Size of the whole file, 0..2^53-1. */
  readonly sizeBytes: number;
  /**
   * Reads a part that lies in the file.
   * @param offset - first byte
   * @param length - bytes
   * @returns exactly that many bytes, which the caller only reads
   */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Bytes in memory as a source. They are not copied. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  };
}

/** Bytes read at once where a walk goes on close behind the last one: enough for hundreds of headers. */
const NEAR_WINDOW_BYTES = 64 * 1024;
/** Bytes read at once after a jump, where only a header may be wanted. */
const FAR_WINDOW_BYTES = 4 * 1024;
/** Most bytes asked for at once. Tables are read in parts below it. */
export const MAX_READ_BYTES = 1024 * 1024;
/** Boxes, elements and samples' headers of one file. Ten hours at 60 frames a second with sound have some four million. */
const MAX_STEPS = 20_000_000;

/** Reads small parts of a source through one window, and bounds the work on it. */
export class SourceReader {
  readonly sizeBytes: number;
  readonly #source: ByteSource;
  readonly #maxSteps: number;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;
  #steps = 0;

  /**
   * @param source - the file
   * @param maxSteps - calls of {@link step} before the file is refused
   * @throws AnonymizerError `input/corrupt` for a size that is no exact number
   */
  constructor(source: ByteSource, maxSteps: number = MAX_STEPS) {
    if (!Number.isSafeInteger(source.sizeBytes) || source.sizeBytes < 0) {
      throw new AnonymizerError('input/corrupt');
    }
    this.#source = source;
    this.#maxSteps = maxSteps;
    this.sizeBytes = source.sizeBytes;
  }

  /**
   * Counts one box, element or sample.
   * @throws AnonymizerError `input/corrupt` when there are more than any real file has
   */
  step(): void {
    this.#steps += 1;
    if (this.#steps > this.#maxSteps) {
      throw new AnonymizerError('input/corrupt', { steps: this.#steps });
    }
  }

  /**
   * Reads a part of the file.
   * @param offset - first byte
   * @param length - bytes, at most {@link MAX_READ_BYTES}
   * @returns exactly that many bytes; a view, good until the next call
   * @throws AnonymizerError `input/truncated` when they reach outside the file, `input/corrupt` when they are too many
   */
  async bytes(offset: number, length: number): Promise<Uint8Array> {
    if (!Number.isSafeInteger(offset) || offset < 0 || length > this.sizeBytes - offset) {
      throw new AnonymizerError('input/truncated', { sizeBytes: this.sizeBytes });
    }
    if (length > MAX_READ_BYTES) {
      throw new AnonymizerError('input/corrupt', { length });
    }
    const windowEnd = this.#windowStart + this.#window.length;
    if (offset < this.#windowStart || offset + length > windowEnd) {
      const isNear = offset >= this.#windowStart && offset < windowEnd + NEAR_WINDOW_BYTES;
      const wanted = Math.max(length, isNear ? NEAR_WINDOW_BYTES : FAR_WINDOW_BYTES);
      const size = Math.min(wanted, this.sizeBytes - offset);
      const read = await this.#source.read(offset, size);
      // A file that shrank while it was open.
      if (read.length < length) {
        throw new AnonymizerError('input/truncated', { sizeBytes: this.sizeBytes });
      }
      this.#window = read;
      this.#windowStart = offset;
    }
    const start = offset - this.#windowStart;
    return this.#window.subarray(start, start + length);
  }

  /** Reads what a range has, up to a number of bytes. A copy. @throws as {@link bytes} */
  async head(start: number, end: number, mostBytes: number): Promise<Uint8Array> {
    return (await this.bytes(start, Math.max(0, Math.min(end - start, mostBytes)))).slice();
  }
}

/** Most bytes of padding that are looked at. */
const MAX_PADDING_BYTES = 16 * 1024 * 1024;

/**
 * Whether a range holds anything but zero bytes. Of a very long one only the first 16 MB are looked at, and it counts as holding something.
 * @throws AnonymizerError as {@link SourceReader.bytes}
 */
export async function holdsContent(reader: SourceReader, start: number, end: number): Promise<boolean> {
  if (end - start > MAX_PADDING_BYTES) {
    return true;
  }
  for (let at = start; at < end; at += NEAR_WINDOW_BYTES) {
    const part = await reader.bytes(at, Math.min(NEAR_WINDOW_BYTES, end - at));
    if (part.some((byte) => byte !== 0)) {
      return true;
    }
  }
  return false;
}
