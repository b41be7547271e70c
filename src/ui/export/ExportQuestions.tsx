import { useId, type ReactElement } from 'react';
import type { JobId } from '../../protocol/engine-api.ts';
import { withoutReason } from '../../core/review/reasons.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import { policyFor } from '../workspace/workspace-state.ts';
import { type AnswerForAll, answerForAll, isLastQuestion } from './answer-for-all.ts';
import { FourEyes } from './FourEyes.tsx';

interface ExportQuestionsProps {
  readonly jobs: readonly Job[];
  readonly onShow: (id: JobId, region: string | null) => void;
  /** Exports those of the files that nothing is missing for any more. */
  readonly onStart: (ids: readonly JobId[]) => void;
}

/** What is asked before an export: regions that are undecided, reasons that are missing, a second person's word. One at a time. */
export function ExportQuestions({ jobs, onShow, onStart }: ExportQuestionsProps): ReactElement | null {
  const { store } = useApp();
  const question = useId();
  const policies = useWorkspace((state) => state.ownPolicies);
  const policy = useWorkspace((state) => state.policy);
  const text = words.exportSheet;
  const state = { policy, ownPolicies: policies };
  const lacking = (what: ReturnType<typeof missingFor>): readonly Job[] => jobs.filter((job) => missingFor(state, job) === what);
  // Finds of the re-check are decided one by one, in the list below: no answer for all takes them in.
  const undecided = lacking('decisions').filter((job) => job.exported.status !== 'held');
  if (undecided.length > 0) {
    const [mask, leave] = [answerForAll(state, undecided, 'accepted'), answerForAll(state, undecided, 'rejected')];
    const { asked, sure } = leave;
    const regions = asked + sure;
    const exportsThen = (answer: AnswerForAll): boolean => isLastQuestion(store.getState(), undecided.map(({ id }) => id), answer);
    /** Whoever opened this sheet wants the files: the answer is all that was missing. */
    const decide = ({ parts }: AnswerForAll): void => {
      store.dispatch({ type: 'regions-sorted', parts });
      onStart(jobs.filter((job) => job.exported.status !== 'held').map(({ id }) => id));
    };
    return (
      <section className="export-undecided" role="group" aria-labelledby={question} data-testid="undecided-question">
        <p id={question}>{text.undecided(regions, undecided.length)}{sure === 0 ? '' : ` ${text.maybeKept(sure)}`}</p>
        <div className="export-choices">
          <Button tone="primary" onClick={() => decide(mask)}>{text.maskThem(regions, exportsThen(mask))}</Button>
          {asked === 0 ? null : <Button onClick={() => decide(leave)}>{text.leaveThem(asked, exportsThen(leave))}</Button>}
          <Button tone="quiet" onClick={() => onShow(undecided[0]?.id ?? '', null)}>{text.goBack}</Button>
        </div>
      </section>
    );
  }
  const unreasoned = lacking('reasons');
  const first = unreasoned[0];
  if (first !== undefined) {
    const regions = unreasoned.flatMap((job) => withoutReason(job.session?.decisions ?? [], policyFor(state, job.id)).map((decision) => ({ job: job.id, region: decision.id })));
    return (
      <section className="export-undecided" role="group" aria-labelledby={question} data-testid="reasons-question">
        <p id={question}>{text.reasonsMissing(regions.length, unreasoned.length)}</p>
        <div className="export-choices">
          <label className="field-line">
            <span>{text.reasonForAll}</span>
            <select
              className="input" value=""
              onChange={(event) => {
                const reason = event.target.value;
                for (const job of unreasoned) store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'set-reason', ids: regions.flatMap((at) => (at.job === job.id ? [at.region] : [])), reason } });
              }}
            >
              <option value="" disabled>{text.chooseReason}</option>
              {policyFor(state, first.id).review.reasons.map(({ id, label }) => <option key={id} value={id}>{words.reasonLabel(id, label)}</option>)}
            </select>
          </label>
          <Button tone="quiet" onClick={() => onShow(first.id, regions[0]?.region ?? null)}>{text.oneByOne}</Button>
        </div>
      </section>
    );
  }
  const unsigned = lacking('sign-off');
  return unsigned.length === 0 ? null : <FourEyes jobs={unsigned} onLook={() => onShow(unsigned[0]?.id ?? '', '')} />;
}
