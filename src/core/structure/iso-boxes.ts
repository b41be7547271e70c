import { AnonymizerError } from '../errors.ts';
import { fourCharacters, u32be, u64be } from './binary-reads.ts';

/** One box of an ISO base media file. */
export interface IsoBox {
  /** Four characters, as stored. */
  readonly type: string;
  readonly start: number;
  /** First byte behind the size and type. */
  readonly dataStart: number;
  readonly end: number;
}

/** Boxes read inside one parent; real pictures have fewer than a hundred. */
const MAX_BOXES = 10_000;

/**
 * Reads the box at an offset.
 * @param bytes - the file
 * @param start - offset of its size
 * @param limit - end of the container it lies in
 * @throws AnonymizerError `input/truncated` when it does not fit, `input/corrupt` for an impossible size
 * @see ISO/IEC 14496-12, 4.2
 */
export function readBox(bytes: Uint8Array, start: number, limit: number): IsoBox {
  if (start + 8 > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  const size32 = u32be(bytes, start);
  const isLarge = size32 === 1;
  if (isLarge && start + 16 > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  const headerBytes = isLarge ? 16 : 8;
  // 0: up to the end of the container.
  const size = isLarge ? u64be(bytes, start + 8) : size32 === 0 ? limit - start : size32;
  if (size < headerBytes) {
    throw new AnonymizerError('input/corrupt', { offset: start });
  }
  if (start + size > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  return { type: fourCharacters(bytes, start + 4), start, dataStart: start + headerBytes, end: start + size };
}

/**
 * Reads the boxes that fill a range.
 * @param bytes - the file
 * @throws AnonymizerError `input/truncated` or `input/corrupt` when they don't
 */
export function readBoxes(bytes: Uint8Array, start: number, end: number): readonly IsoBox[] {
  const boxes: IsoBox[] = [];
  for (let at = start; at < end;) {
    const box = readBox(bytes, at, end);
    boxes.push(box);
    if (boxes.length > MAX_BOXES) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    at = box.end;
  }
  return boxes;
}

/** The first box of a type, or `undefined`. */
export function findBox(boxes: readonly IsoBox[], type: string): IsoBox | undefined {
  return boxes.find((box) => box.type === type);
}
