import { AnonymizerError } from '../../core/errors.ts';
import { MAX_PIXELS, MAX_SIDE } from '../../core/limits.ts';
import type { SourceInspection, VideoFormat } from '../../core/structure/inspection.ts';
import { inspectMatroska } from '../../core/structure/video/inspect-matroska.ts';
import { inspectMp4 } from '../../core/structure/video/inspect-mp4.ts';
import { blobSource } from './blob-source.ts';
import { openVideo } from './open-video.ts';

/** Macroblocks of the older codecs; the newer ones predict over more, and filter as far. */
const BLOCKS = { width: 16, height: 16, margin: 8 } as const;

/**
 * Reads what a video is and lists its frames, without decoding one.
 * @param file - read in slices
 * @param format - as its first bytes say
 * @throws AnonymizerError as `openVideo`, and `input/too-large`, or `input/video-edits` where players would show parts twice, in another order or at another speed
 */
export async function inspectVideo(file: Blob, format: VideoFormat): Promise<SourceInspection> {
  const structure = format === 'mp4' || format === 'mov' ? await inspectMp4(blobSource(file)) : await inspectMatroska(blobSource(file));
  const { input, video, audio, size, storedSize, orientation, frames } = await openVideo(file);
  try {
    const used = [video.id, audio?.track.id];
    if (structure.tracks.some(({ id, isRearranged }) => isRearranged && used.includes(id))) throw new AnonymizerError('input/video-edits');
    if (size.width * size.height > MAX_PIXELS || Math.max(size.width, size.height) > MAX_SIDE) throw new AnonymizerError('input/too-large', { width: size.width, height: size.height });
    if (size.width < 1 || size.height < 1) throw new AnonymizerError('input/no-pixels');
    const start = frames[0]?.timestamp ?? 0;
    const sound = audio === null ? null : { codec: (await audio.track.getCodec()) ?? 'unknown', channels: await audio.track.getNumberOfChannels(), sampleRate: await audio.track.getSampleRate() };
    return {
      format,
      storedSize,
      size,
      orientation,
      hasAlpha: false,
      blocks: BLOCKS,
      sequence: { kind: 'video', durations: shownFor(frames), ...(start > 0 ? { startSeconds: start } : {}), codec: (await video.getCodec()) ?? 'unknown', sound },
      metadata: structure.metadata,
    };
  } finally {
    input.dispose();
  }
}

/** Milliseconds from each frame to the next, and of the last its own. */
function shownFor(frames: readonly { readonly timestamp: number; readonly duration: number }[]): number[] {
  return frames.map(({ timestamp, duration }, index) => 1000 * ((frames[index + 1]?.timestamp ?? timestamp + duration) - timestamp));
}
