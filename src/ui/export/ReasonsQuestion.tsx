import { useId, useState, type ReactElement } from 'react';
import { withoutReason } from '../../core/review/reasons.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor } from '../workspace/workspace-state.ts';

interface ReasonsQuestionProps {
  /** Files with regions that need a reason and have none. */
  readonly jobs: readonly Job[];
  readonly onShow: (id: JobId, region: string | null) => void;
}

/** Asks for the reasons that are missing: one for all of them, once it is confirmed, or one by one in the pictures. */
export function ReasonsQuestion({ jobs, onShow }: ReasonsQuestionProps): ReactElement | null {
  const { store } = useApp();
  const question = useId();
  const ownPolicies = useWorkspace((state) => state.ownPolicies);
  const policy = useWorkspace((state) => state.policy);
  const [reason, setReason] = useState('');
  const text = words.exportSheet;
  const policyOf = (job: Job): typeof policy => policyFor({ policy, ownPolicies }, job.id);
  const regions = jobs.flatMap((job) => withoutReason(job.session?.decisions ?? [], policyOf(job)).map((decision) => ({ job: job.id, region: decision.id })));
  const [first] = jobs;
  if (first === undefined) return null;
  const give = (): void => {
    for (const job of jobs) store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'set-reason', ids: regions.flatMap((at) => (at.job === job.id ? [at.region] : [])), reason } });
  };
  return (
    <section className="export-undecided" role="group" aria-labelledby={question} data-testid="reasons-question">
      <p id={question}>{text.reasonsMissing(regions.length, jobs.length)}</p>
      <div className="export-choices">
        <label className="field-line">
          <span>{text.reasonForAll}</span>
          <select className="input" value={reason} onChange={(event) => setReason(event.target.value)}>
            <option value="" disabled>{text.chooseReason}</option>
            {policyOf(first).review.reasons.map(({ id, label }) => <option key={id} value={id}>{words.reasonLabel(id, label)}</option>)}
          </select>
        </label>
        {/* The arrow keys go through the reasons, so that none of them is given before this is pressed. */}
        <Button tone="primary" disabled={reason === ''} onClick={give}>{text.giveReason}</Button>
        <Button tone="quiet" onClick={() => onShow(first.id, regions[0]?.region ?? null)}>{text.oneByOne}</Button>
      </div>
    </section>
  );
}
