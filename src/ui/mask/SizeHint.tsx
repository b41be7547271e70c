import type { ReactElement } from 'react';
import { aboutBytes } from '../../core/export/size-estimate.ts';
import { useSizeEstimate } from '../export/use-size-estimate.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';

/** About how large the shown video will become with the settings as they are; while nobody has said what happens to its sound, with all of it. */
export function SizeHint({ job }: { readonly job: Job }): ReactElement | null {
  const size = useSizeEstimate(job, job.stage === 'review', 'keep');
  if (size === null) return null;
  return <p className="field-hint" data-testid="size-hint">{size === 'pending' ? words.policy.sizePending : words.policy.aboutSize(words.bytes(aboutBytes(size)))}</p>;
}
