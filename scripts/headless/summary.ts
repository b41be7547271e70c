import { AUDIO_CODEC_NAMES } from '../../src/core/structure/video/verified-video.ts';
import type { ReportJob, ReportSound } from './report.ts';

/** What became of one file, in the line that its run ends with. */
export function summary(job: ReportJob): string {
  if (job.error !== undefined) return `${job.error.code}: ${job.error.message}${job.error.code === 'policy/sound' ? ' Say it with --audio keep, drop, voice or mute:from-to.' : ''}`;
  const count = (decision: string): string => String(job.detections.filter((d) => d.decision === decision).length);
  const sound = job.sound === undefined ? '' : `${soundText(job.sound)}, `;
  const output = job.output === undefined ? '' : `, written as ${job.output}`;
  return `${count('masked')} masked, ${count('review')} to review, ${sound}${String(Math.round(job.milliseconds?.total ?? 0))} ms${output}`;
}

function soundText({ fate, stored, mutedParts = 0 }: ReportSound): string {
  if (fate === 'none') return 'no sound in the source';
  if (fate === 'dropped' || stored === undefined) return 'sound dropped';
  if (stored.packets === 'source') return 'sound kept as it is';
  const muted = mutedParts === 0 ? [] : [`${String(mutedParts)} ${mutedParts === 1 ? 'part' : 'parts'} muted`];
  return `sound: ${[...(fate === 'voices-changed' ? ['voices changed'] : []), ...muted, `encoded anew as ${AUDIO_CODEC_NAMES[stored.codec]}`].join(', ')}`;
}
