import { useId, type ReactElement } from 'react';
import type { SoundChoice } from '../../core/policy/policy.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import { type AnswerForAll, answerForAll, isLastQuestion } from './answer-for-all.ts';
import { FourEyes } from './FourEyes.tsx';
import { ReasonsQuestion } from './ReasonsQuestion.tsx';
import { mutedText } from './sound-text.ts';
import { whereToLook } from './where-to-look.ts';

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
    const all = jobs.filter((job) => job.exported.status !== 'held').map(({ id }) => id);
    const exportsThen = (answer: AnswerForAll): boolean => isLastQuestion(store.getState(), all, answer);
    /** Whoever opened this sheet wants the files, once the answer is all that was missing. Nothing leaves before the last question. */
    const decide = (answer: AnswerForAll): void => {
      const isLast = exportsThen(answer);
      store.dispatch({ type: 'regions-sorted', parts: answer.parts });
      if (isLast) onStart(all);
    };
    const look = whereToLook(undecided, store.getState().currentId);
    return (
      <section className="export-undecided" role="group" aria-labelledby={question} data-testid="undecided-question">
        <p id={question}>{text.undecided(regions, undecided.length)}{sure === 0 ? '' : ` ${text.maybeKept(sure)}`}</p>
        <div className="export-choices">
          <Button tone="primary" onClick={() => decide(mask)}>{text.maskThem(regions, exportsThen(mask))}</Button>
          {asked === 0 ? null : <Button onClick={() => decide(leave)}>{text.leaveThem(asked, exportsThen(leave))}</Button>}
          <Button tone="quiet" onClick={() => onShow(look.id, look.region)}>{text.goBack}</Button>
        </div>
      </section>
    );
  }
  const unreasoned = lacking('reasons');
  if (unreasoned.length > 0) return <ReasonsQuestion jobs={unreasoned} onShow={onShow} />;
  const unsaid = lacking('sound');
  if (unsaid.length > 0) {
    const muted = mutedText(unsaid);
    const facts = `${question}-facts`;
    const told = muted === null ? facts : `${facts} ${question}-muted`;
    const choose = (sound: SoundChoice): void => store.dispatch({ type: 'sound-chosen', ids: unsaid.map(({ id }) => id), sound });
    return (
      <section className="export-undecided" role="group" aria-labelledby={question} data-testid="sound-question">
        <p id={question}>{text.soundOpen(unsaid.length)}</p>
        <p className="field-hint" id={facts}>{text.soundFacts}</p>
        {muted === null ? null : <p className="field-hint" id={`${question}-muted`}>{muted}</p>}
        <div className="export-choices">
          <Button tone="primary" onClick={() => choose('drop')}>{text.dropSound}</Button>
          <Button aria-describedby={told} onClick={() => choose('voice')}>{text.voiceSound}</Button>
          <Button onClick={() => choose('keep')}>{text.keepSound}</Button>
        </div>
      </section>
    );
  }
  const unsigned = lacking('sign-off');
  return unsigned.length === 0 ? null : <FourEyes jobs={unsigned} onLook={() => onShow(unsigned[0]?.id ?? '', '')} />;
}
