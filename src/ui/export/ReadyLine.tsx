import type { ReactElement } from 'react';
import { aboutBytes } from '../../core/export/size-estimate.ts';
import { isMasked } from '../../core/review/decision.ts';
import { words } from '../words.ts';
import { undecidedCount, type Job } from '../workspace/job.ts';
import { useSizeEstimate } from './use-size-estimate.ts';

/** What is still to be decided about a file that was not exported yet; or how much of it will be masked, and about how large a video will be. */
export function ReadyLine({ job }: { readonly job: Job }): ReactElement {
  const undecided = undecidedCount(job);
  const size = useSizeEstimate(job, undecided === 0, null);
  if (undecided > 0) return <p className="soft">{words.queue.toDecide(undecided)}</p>;
  return (
    <p className="soft export-ready">
      <span>{words.queue.ready(job.session?.decisions.filter(isMasked).length ?? 0)}</span>
      {typeof size === 'number' ? <span data-testid="size-estimate">{words.exportSheet.aboutSize(words.bytes(aboutBytes(size)))}</span> : null}
    </p>
  );
}
