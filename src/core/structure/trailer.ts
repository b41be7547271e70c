import { findText, spells } from './binary-reads.ts';
import type { MetadataList } from './metadata-list.ts';

/** How far behind the structural end a video's header is looked for: phones put a short tag of their own before it. */
const MAX_VIDEO_DISTANCE = 64 * 1024;

/**
 * Lists bytes after a file's structural end: second pictures, videos of motion photos, archives, the rest of a picture
 * that was cropped in place.
 * @param bytes - the file
 * @param start - structural end of the picture
 * @param place - fixed name of the place, such as `after EOI`
 */
export function listTrailer(bytes: Uint8Array, start: number, place: string, list: MetadataList): void {
  const sizeBytes = bytes.length - start;
  if (sizeBytes <= 0) {
    return;
  }
  if (spells(bytes, start, '\xff\xd8\xff')) {
    list.add('second-image', `JPEG ${place}`, sizeBytes);
  } else if (spells(bytes, start, '\x89PNG')) {
    list.add('second-image', `PNG ${place}`, sizeBytes);
  } else if (spells(bytes, start, 'PK\x03\x04')) {
    list.add('trailer', `ZIP ${place}`, sizeBytes);
  } else if (findText(bytes, 'ftyp', start, Math.min(bytes.length, start + MAX_VIDEO_DISTANCE)) !== -1) {
    list.add('trailer', `video ${place}`, sizeBytes);
  } else {
    list.add('trailer', place, sizeBytes);
  }
}
