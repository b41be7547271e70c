import { STAGES, type Progress, type Stage } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';

type Weights = Readonly<Record<Stage, number>>;

/**
 * Stages of a search, with the share of its time that each takes, about. Decoding has none: it is told only of still pictures, where it is
 * short. Frames are decoded as part of their search, and a share that they have before the first of them would make the time left far too short.
 */
const SEARCH: Weights = { load: 0, decode: 0, detect: 1, mask: 0, encode: 0, verify: 0 };
/** Stages of an export. */
const EXPORT: Weights = { load: 0, decode: 0.15, detect: 0, mask: 0.1, encode: 0.25, verify: 0.5 };
/** Of a video, each frame is decoded, masked and encoded in one stage; the re-check decodes it again and looks at it, which takes one to three times as long. */
const VIDEO_EXPORT: Weights = { load: 0, decode: 0, detect: 0, mask: 0.33, encode: 0.01, verify: 0.66 };

/** How much of a file's search is done, 0..1. */
export function searchShare({ progress }: Pick<Job, 'progress'>): number {
  return progress === null ? 0 : shareOf(progress, SEARCH);
}

/** How much of a file's export is done, 0..1; 0 where none runs. */
export function exportShare({ exported, inspection }: Pick<Job, 'exported' | 'inspection'>): number {
  if (exported.status !== 'running' || exported.progress === null) return 0;
  return shareOf(exported.progress, inspection?.sequence.kind === 'video' ? VIDEO_EXPORT : EXPORT);
}

function shareOf({ stage, fraction }: Progress, weights: Weights): number {
  const before = STAGES.slice(0, STAGES.indexOf(stage)).reduce((sum, name) => sum + weights[name], 0);
  return before + fraction * weights[stage];
}
