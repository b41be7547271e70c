import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useWorkspace } from '../app-context.ts';
import { IconButton } from '../controls/Button.tsx';
import type { Words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import { policyNotice, showPolicyStep } from './policy-notice.ts';
import type { PolicyStep } from './policy-step.ts';
import '../unfinished/unfinished.css';

/** Says that undo or redo has changed the policy, which is seen nowhere else in the picture. Nothing after the next change. */
export function PolicyNotice(): ReactElement {
  const words = useWords();
  const { step, clock, serial } = useStore(policyNotice);
  const isNews = useWorkspace((state) => state.jobs.length > 0 && state.clock === clock);
  // The region is there before its text, because only what changes in it is read out.
  return (
    <div role="status" className="unfinished-notices">
      {step === null || !isNews ? null : (
        <div key={serial} className="unfinished-notice" data-testid="policy-notice">
          <span>{sentenceOf(step, words)}</span>
          <IconButton size="small" icon={X} label={words.unfinished.close} onClick={() => showPolicyStep(null, clock)} />
        </div>
      )}
    </div>
  );
}

function sentenceOf({ type, to }: PolicyStep, { policyRoom: text }: Words): string {
  if (to === null) return type === 'undo' ? text.changeUndone : text.changeRedone;
  const name = to === '' ? text.standard : to;
  return type === 'undo' ? text.undoneTo(name) : text.redoneTo(name);
}
