import { AnonymizerError } from '../../errors.ts';
import { fourCharacters, u32be, u64be } from '../binary-reads.ts';
import type { IsoBox } from '../iso-boxes.ts';
import type { SourceReader } from './byte-source.ts';

/** One box of a film, by its place in the file. */
export interface FilmBox extends IsoBox {
  /** Its stored size is 0: it goes up to the end of what it lies in. */
  readonly isOpenEnded: boolean;
}

/** Boxes read inside one parent, unless more are allowed. */
const MAX_CHILDREN = 20_000;

/**
 * Reads the head of the box at an offset.
 * @param start - offset of its size
 * @param limit - end of the container it lies in
 * @throws AnonymizerError `input/truncated` when it does not fit, `input/corrupt` for an impossible size or too many boxes
 * @see ISO/IEC 14496-12, 4.2
 */
export async function readBoxAt(reader: SourceReader, start: number, limit: number): Promise<FilmBox> {
  reader.step();
  if (start + 8 > limit) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  const head = await reader.bytes(start, Math.min(16, limit - start));
  const size32 = u32be(head, 0);
  const headBytes = size32 === 1 ? 16 : 8;
  // 0: up to the end of the container.
  const size = size32 === 1 ? u64be(head, 8) : size32 === 0 ? limit - start : size32;
  if (size < headBytes) {
    throw new AnonymizerError('input/corrupt', { offset: start });
  }
  if (size > limit - start) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  return { type: fourCharacters(head, 4), start, dataStart: start + headBytes, end: start + size, isOpenEnded: size32 === 0 };
}

/**
 * Reads the heads of the boxes that fill a range. Fewer than eight bytes behind the last are not a box: QuickTime ends some lists with four zero bytes.
 * @throws AnonymizerError `input/truncated` or `input/corrupt` when the range is not filled by boxes
 */
export async function readBoxesIn(reader: SourceReader, start: number, end: number): Promise<readonly FilmBox[]> {
  const boxes: FilmBox[] = [];
  for (let at = start; at + 8 <= end; ) {
    const box = await readBoxAt(reader, at, end);
    boxes.push(box);
    if (boxes.length > MAX_CHILDREN) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    at = box.end;
  }
  return boxes;
}

/** As {@link readBoxesIn}, but ends at the first box that can't be read. For lists of metadata, which the film does not need. */
export async function readableBoxesIn(reader: SourceReader, start: number, end: number): Promise<readonly FilmBox[]> {
  const boxes: FilmBox[] = [];
  for (let at = start; at + 8 <= end && boxes.length < MAX_CHILDREN; ) {
    const box = await readBoxAt(reader, at, end).catch((thrown: unknown) => {
      if (thrown instanceof AnonymizerError && thrown.facts['steps'] === undefined) return null;
      throw thrown;
    });
    if (box === null) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The first box of a type, or `undefined`. */
export function boxOf(boxes: readonly FilmBox[], type: string): FilmBox | undefined {
  return boxes.find((box) => box.type === type);
}
