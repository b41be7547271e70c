import type { ReactElement } from 'react';
import { aboutBytes } from '../../core/export/size-estimate.ts';
import { isMasked } from '../../core/review/decision.ts';
import { useWorkspace } from '../app-context.ts';
import { words } from '../words.ts';
import { undecidedCount, type Job } from '../workspace/job.ts';
import { soundFor } from '../workspace/readiness.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import { useSizeEstimate } from './use-size-estimate.ts';

/** What is still to be decided about a file that was not exported yet; or how much of it will be masked, and of a video its quality, its muted parts and about how large it will be. */
export function ReadyLine({ job }: { readonly job: Job }): ReactElement {
  const undecided = undecidedCount(job);
  const size = useSizeEstimate(job, undecided === 0, null);
  const quality = useWorkspace((state) => policyFor(state, job.id).video.quality);
  const text = words.exportSheet;
  const isDropped = useWorkspace((state) => soundFor(state, job)) === 'drop';
  const muted = isDropped ? 0 : (job.session?.muted.length ?? 0);
  if (undecided > 0) return <p className="soft">{words.queue.toDecide(undecided)}</p>;
  return (
    <p className="soft export-ready">
      <span>{words.queue.ready(job.session?.decisions.filter(isMasked).length ?? 0)}</span>
      {job.inspection?.sequence.kind === 'video' ? <span>{text.quality(words.policy.videoQualities[quality])}</span> : null}
      {muted === 0 ? null : <span>{text.partsMuted(muted)}</span>}
      {typeof size === 'number' ? <span data-testid="size-estimate">{text.aboutSize(words.bytes(aboutBytes(size)))}</span> : null}
    </p>
  );
}
