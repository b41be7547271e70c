import type { EngineSession } from './engine-session.ts';
import { encodeJpeg, orientationSegment, SAMPLINGS, type SamplingName } from './jpeg-encoder.ts';
import { storeTurned, type Picture } from './picture.ts';
import { encodePng } from './png-file.ts';

/**
 * The kinds of source that keep what a pixel changes near to where it is. Lossy WebP is none: its blocks are predicted from
 * their neighbours, so whoever wrote the file has spread traces of every pixel over all that follows, out of any mask's reach.
 */
export const SOURCE_KINDS = ['4:2:0', '4:2:2', '4:4:0', '4:1:1', '4:4:4', 'grey', 'png', 'webp'] as const;
/** A kind of source file. */
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Whether a kind is a JPEG, and so can be stored turned. */
export function isJpeg(kind: SourceKind): kind is SamplingName {
  return kind in SAMPLINGS;
}

/**
 * Makes a source file of a picture.
 * @param displayed - as a viewer shows it
 * @param orientation - EXIF orientation 1..8; the others than JPEG are stored upright
 */
export async function makeSource(session: EngineSession, kind: SourceKind, displayed: Picture, orientation = 1, quality = 85): Promise<Buffer> {
  if (isJpeg(kind)) {
    const segments = orientation === 1 ? [] : [orientationSegment(orientation)];
    return encodeJpeg(storeTurned(displayed, orientation), SAMPLINGS[kind], quality, segments);
  }
  const png = encodePng(displayed);
  return kind === 'png' ? png : losslessWebp(session, png);
}

/** The browser writes WebP without loss at quality 1. */
export async function losslessWebp(session: EngineSession, png: Buffer): Promise<Buffer> {
  const { bytes } = await session.export(png, { regions: [], format: 'webp', quality: 1 });
  if (bytes.toString('latin1', 12, 16) !== 'VP8L') throw new Error('the browser wrote no lossless WebP');
  return bytes;
}
