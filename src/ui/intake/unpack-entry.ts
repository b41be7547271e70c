import type { ZipEntry } from '../../core/archive/zip-directory.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { crc32 } from '../../core/structure/crc32.ts';
import { sniffFormat } from '../../core/structure/sniff.ts';
import { sniffVideo } from '../../core/structure/video/sniff-video.ts';

/** Bytes that may still be unpacked into memory; counted down. */
export interface UnpackBudget {
  left: number;
}

/** What an entry says of its unpacked bytes. */
type Promised = Pick<ZipEntry, 'crc' | 'plainBytes'>;

/** Unpacked bytes are handed over to the browser in pieces of this size, so that they don't pile up in the page. */
const PIECE_BYTES = 8 * 1024 * 1024;
/** First bytes by which a picture or a video is told. */
const SNIFF_BYTES = 512;

/**
 * Whether an entry is a video, by its first bytes and never by its name: of those, any size is taken.
 * @param packed - its bytes, a part of the archive
 * @param method - how they are packed
 */
export async function isVideoEntry(packed: Blob, method: 'stored' | 'deflated'): Promise<boolean> {
  const stream = method === 'stored' ? packed.slice(0, SNIFF_BYTES).stream() : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for await (const chunk of chunksOf(stream)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= SNIFF_BYTES) break;
    }
  } catch (error) {
    if (error instanceof DOMException) throw error;
    return false;
  }
  return sniffVideo(joined(chunks)) !== null;
}

/**
 * Checks an entry that is packed as it is.
 * @param packed - its bytes, a part of the archive
 * @param promised - size and checksum from the archive's list
 * @returns the same part of the archive; nothing is copied
 * @throws AnonymizerError `input/archive-entry` when size or checksum are wrong
 */
export async function readStored(packed: Blob, promised: Promised): Promise<Blob> {
  if (packed.size !== promised.plainBytes) throw new AnonymizerError('input/archive-entry');
  let crc = 0;
  for await (const chunk of chunksOf(packed.stream())) crc = crc32(chunk, 0, chunk.length, crc);
  if (crc !== promised.crc) throw new AnonymizerError('input/archive-entry');
  return packed;
}

/**
 * Unpacks a deflated entry, as far as its list entry promises and no byte further.
 * @param packed - its bytes, a part of the archive
 * @param promised - size and checksum from the archive's list
 * @param budget - bytes that may still be unpacked; those of this entry are taken off when it is whole
 * @throws AnonymizerError `input/archive-full` beyond the budget, `input/unsupported` as soon as the first bytes are neither
 *   a picture's nor a video's, `input/archive-entry` when the data is damaged or its size or checksum are wrong
 */
export async function inflateEntry(packed: Blob, promised: Promised, budget: UnpackBudget): Promise<Blob> {
  if (promised.plainBytes > budget.left) throw new AnonymizerError('input/archive-full');
  const pieces: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [size, piece, crc] = [0, 0, 0];
  let told = false;
  try {
    for await (const chunk of chunksOf(packed.stream().pipeThrough(new DecompressionStream('deflate-raw')))) {
      size += chunk.length;
      piece += chunk.length;
      if (size > promised.plainBytes) throw new AnonymizerError('input/archive-entry');
      crc = crc32(chunk, 0, chunk.length, crc);
      chunks.push(chunk);
      if (!told && (size >= SNIFF_BYTES || size === promised.plainBytes)) {
        requireKnown(chunks);
        told = true;
      }
      if (piece >= PIECE_BYTES) {
        pieces.push(new Blob(chunks));
        [chunks, piece] = [[], 0];
      }
    }
  } catch (error) {
    // A file that is gone is a DOMException; of damaged data the browser says only that it is, by a TypeError.
    if (error instanceof AnonymizerError || error instanceof DOMException) throw error;
    throw new AnonymizerError('input/archive-entry');
  }
  if (size !== promised.plainBytes || crc !== promised.crc) throw new AnonymizerError('input/archive-entry');
  budget.left -= size;
  return new Blob([...pieces, ...chunks]);
}

function requireKnown(chunks: readonly Uint8Array<ArrayBuffer>[]): void {
  const first = joined(chunks);
  if (sniffFormat(first) === null && sniffVideo(first) === null) throw new AnonymizerError('input/unsupported');
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  chunks.reduce((at, chunk) => {
    all.set(chunk, at);
    return at + chunk.length;
  }, 0);
  return all;
}

/** Not every browser lets a stream be iterated. Leaving the loop early stops the stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
