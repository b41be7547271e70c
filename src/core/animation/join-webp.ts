import type { Size } from '../geometry/box.ts';
import { u32le } from '../structure/binary-reads.ts';
import { u24leBytes } from '../structure/binary-writes.ts';
import { joinBytes } from '../structure/byte-join.ts';
import { FRAME_FLAG } from '../structure/webp-animation.ts';
import {
  readFrameHeader,
  readWebpChunk,
  RIFF_HEADER_BYTES,
  VP8X_FLAG,
  writtenCanvas,
  writtenWebp,
  writtenWebpChunk,
  type WebpChunk,
} from '../structure/webp-chunks.ts';
import type { AnimationPiece } from './animation.ts';
import { checkPieces, encodeFault, orEncodeFault } from './check-pieces.ts';

/** Most times that an animation can play. */
const MAX_PLAYS = 0xffff;
/** Longest duration of a frame, in milliseconds: 4.6 hours. */
const MAX_DURATION = 0xffffff;

interface StillParts extends Size {
  readonly hasAlpha: boolean;
  /** ALPH where there is one, and VP8 or VP8L. */
  readonly chunks: readonly Uint8Array[];
}

/**
 * Puts still WebPs together to an animated one that holds nothing but the picture: VP8X, ANIM and an ANMF each. Data are
 * copied as they are. Durations are rounded to milliseconds so that their sum stays what it was.
 * @param canvas - size of the animation in pixels
 * @param plays - times that it plays; 0 means for ever, and above 65,535 are stored as 65,535
 * @param pieces - at least one; offsets must be even
 * @throws AnonymizerError `export/encode` where pieces don't fit the canvas or their stills, begin at odd offsets, or
 *   have what can't be stored: `restore`
 */
export function joinWebp(canvas: Size, plays: number, pieces: readonly AnimationPiece[]): Uint8Array<ArrayBuffer> {
  checkPieces(canvas, pieces);
  if (pieces.length === 0) throw encodeFault();
  let hasAlpha = false;
  let end = 0;
  const frames = pieces.map((piece) => {
    const still = orEncodeFault(() => readStill(piece.still));
    if (still.width !== piece.area.width || still.height !== piece.area.height) throw encodeFault();
    hasAlpha ||= still.hasAlpha;
    const start = Math.round(end);
    end += piece.duration;
    return writtenWebpChunk('ANMF', joinBytes([frameHeader(piece, Math.round(end) - start), ...still.chunks]));
  });
  const loops = Math.min(plays, MAX_PLAYS);
  // Four bytes of background colour, which browsers don't use, and the number of plays.
  const animation = Uint8Array.of(0, 0, 0, 0, loops, loops >>> 8);
  const flags = VP8X_FLAG.animation | (hasAlpha ? VP8X_FLAG.alpha : 0);
  return writtenWebp([writtenCanvas(flags, canvas), writtenWebpChunk('ANIM', animation), ...frames]);
}

function frameHeader({ area, blend, disposal }: AnimationPiece, duration: number): Uint8Array {
  const isEven = area.left % 2 === 0 && area.top % 2 === 0;
  if (!isEven || disposal === 'restore') throw encodeFault();
  const numbers = [area.left / 2, area.top / 2, area.width - 1, area.height - 1, Math.min(duration, MAX_DURATION)].map(u24leBytes);
  return joinBytes([
    ...numbers,
    Uint8Array.of((blend === 'replace' ? FRAME_FLAG.replace : 0) | (disposal === 'clear' ? FRAME_FLAG.clear : 0)),
  ]);
}

function readStill(bytes: Uint8Array): StillParts {
  const riffEnd = Math.min(8 + u32le(bytes, 4), bytes.length);
  let alpha: WebpChunk | null = null;
  for (let at = RIFF_HEADER_BYTES; at < riffEnd;) {
    const chunk = readWebpChunk(bytes, at, riffEnd);
    if (chunk.type === 'ALPH') {
      alpha ??= chunk;
    } else if (chunk.type === 'VP8 ' || chunk.type === 'VP8L') {
      const { width, height, hasAlpha } = readFrameHeader(bytes, chunk);
      const plane = chunk.type === 'VP8 ' ? alpha : null;
      const chunks = (plane === null ? [chunk] : [plane, chunk]).map(({ type, dataStart, dataEnd }) =>
        writtenWebpChunk(type, bytes.subarray(dataStart, dataEnd)),
      );
      return { width, height, hasAlpha: hasAlpha || plane !== null, chunks };
    }
    at = chunk.end;
  }
  throw encodeFault();
}
