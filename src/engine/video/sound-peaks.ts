import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';
import { PeakList } from '../../core/audio/peak-list.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { asInputError } from './open-video.ts';
import type { SoundPeaks } from '../../protocol/engine-api.ts';
import { soundBlocks } from './sound-blocks.ts';
import { readParts, soundSeconds } from './read-parts.ts';

/**
 * Decodes the sound of a video part by part and finds the peaks of equal parts of its time.
 * @param file - only ever read
 * @param buckets - how many parts, 1..100,000
 * @param signal - gives up
 * @returns `null` where the video has no sound
 * @throws AnonymizerError `input/sound-codec`, `input/corrupt`, `input/unreadable`, `engine/cancelled`; RangeError for another number of parts
 */
export async function soundPeaks(file: Blob, buckets: number, signal?: AbortSignal): Promise<SoundPeaks | null> {
  if (!(Number.isInteger(buckets) && buckets >= 1 && buckets <= 100_000)) throw new RangeError('number of parts');
  const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
  try {
    const sound = await (await readParts(input, file)).sound();
    if (sound === null) return null;
    const seconds = await soundSeconds(sound);
    let list: PeakList | null = null;
    for await (const { start, planes, rate } of soundBlocks(sound)) {
      if (signal?.aborted === true) throw new AnonymizerError('engine/cancelled');
      list ??= new PeakList(buckets, Math.max(1, seconds * rate));
      list.add(planes, start);
    }
    return { seconds, peaks: list?.peaks() ?? new Float32Array(buckets) };
  } catch (error) {
    throw asInputError(error);
  } finally {
    input.dispose();
  }
}
