import type { ExportRecord } from '../../core/export/export-record.ts';
import { AUDIO_CODEC_NAMES } from '../../core/structure/video/verified-video.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';

/**
 * What became of the sound, in a few words: whether it is there, what was done to it, and whether its codec may be another one now.
 * @param record - of an export
 * @param isNamed - whether "sound" stands before it already
 * @returns `null` for pictures
 */
export function soundText({ sound, soundStored, mutedParts = 0, mutedSeconds = 0 }: Pick<ExportRecord, 'sound' | 'soundStored' | 'mutedParts' | 'mutedSeconds'>, isNamed = false): string | null {
  const text = words.exportSheet;
  if (sound === undefined) return null;
  if (sound === 'none') return text.soundNone;
  if (sound === 'dropped' || soundStored === undefined) return text.soundDropped;
  if (soundStored.packets === 'source') return text.soundKept;
  const done = [
    ...(sound === 'voices-changed' ? [text.soundVoices] : []),
    // What is shorter than a tenth of a second is there all the same.
    ...(mutedParts === 0 ? [] : [text.soundMuted(mutedParts, Math.max(0.1, Math.round(mutedSeconds * 10) / 10))]),
  ];
  return text.soundAnew(done, AUDIO_CODEC_NAMES[soundStored.codec], isNamed);
}

/**
 * What each answer to the question about the sound does with the parts that were muted on the timeline.
 * @param jobs - files that the question is about
 * @returns `null` where nothing is muted
 */
export function mutedText(jobs: readonly Pick<Job, 'session'>[]): string | null {
  const counts = jobs.map(({ session }) => session?.muted.length ?? 0).filter((parts) => parts > 0);
  return counts.length === 0 ? null : words.exportSheet.soundMutedThen(counts.reduce((sum, parts) => sum + parts, 0), counts.length);
}
