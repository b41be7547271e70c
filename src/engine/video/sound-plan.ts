import type { TimeSpan } from '../../core/audio/time-span.ts';
import type { SourceSound } from './read-parts.ts';

/** What becomes of the sound that an output has. */
export interface SoundPlan extends SourceSound {
  /** Whether voices are changed; then it has one channel. */
  readonly changesVoices: boolean;
  /** Parts in which nothing is heard, in order. */
  readonly muted: readonly TimeSpan[];
}

/** Whether the sound's packets are copied as they are: nothing is done to it. */
export function isCopied({ changesVoices, muted }: SoundPlan): boolean {
  return !changesVoices && muted.length === 0;
}
