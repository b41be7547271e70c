import { SourceReader, type ByteSource } from './byte-source.ts';
import { boxOf, readBoxAt, readBoxesIn, type FilmBox } from './iso-walk.ts';
import { AnonymizerError } from '../../errors.ts';
import { readTimedHeader } from './mp4-times.ts';

/** Bytes to be written over those at an offset. */
export interface Patch {
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Boxes at the top that are passed before the index. */
const MAX_TOP_BOXES = 1_000_000;

/**
 * Says where a finished MP4 tells when it was written, and what to write there: zeros. The writer puts the present time into the
 * header of the film, of each track and of each track's media. Nothing moves and no size changes.
 * @param source - the output
 * @returns in file order; empty where all times are 0 already
 * @throws AnonymizerError `input/truncated` or `input/corrupt` where the file can't be walked
 */
export async function zeroTimes(source: ByteSource): Promise<readonly Patch[]> {
  const reader = new SourceReader(source);
  const patches: Patch[] = [];
  const add = async (box: FilmBox | undefined): Promise<void> => {
    if (box === undefined) throw new AnonymizerError('input/corrupt');
    const { version, created, modified } = await readTimedHeader(reader, box);
    if (created !== 0 || modified !== 0) patches.push({ offset: box.dataStart + 4, bytes: new Uint8Array(version === 1 ? 16 : 8) });
  };
  for (let at = 0, count = 0; at < reader.sizeBytes; count += 1) {
    if (count === MAX_TOP_BOXES) throw new AnonymizerError('input/corrupt', { offset: at });
    const top = await readBoxAt(reader, at, reader.sizeBytes);
    at = top.end;
    if (top.type !== 'moov') continue;
    const boxes = await readBoxesIn(reader, top.dataStart, top.end);
    await add(boxOf(boxes, 'mvhd'));
    for (const trak of boxes.filter(({ type }) => type === 'trak')) {
      const parts = await readBoxesIn(reader, trak.dataStart, trak.end);
      await add(boxOf(parts, 'tkhd'));
      const mdia = boxOf(parts, 'mdia');
      await add(mdia === undefined ? undefined : boxOf(await readBoxesIn(reader, mdia.dataStart, mdia.end), 'mdhd'));
    }
  }
  return patches;
}

/** As the source, with patches laid over it. For checking before anything is written. */
export function patchedSource(source: ByteSource, patches: readonly Patch[]): ByteSource {
  return {
    sizeBytes: source.sizeBytes,
    read: async (offset, length) => {
      const bytes = Uint8Array.from(await source.read(offset, length));
      for (const patch of patches) {
        const start = Math.max(offset, patch.offset);
        const end = Math.min(offset + length, patch.offset + patch.bytes.length);
        if (start < end) bytes.set(patch.bytes.subarray(start - patch.offset, end - patch.offset), start - offset);
      }
      return bytes;
    },
  };
}
