import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { useWorkspace } from '../app-context.ts';
import { IconButton } from '../controls/Button.tsx';
import { useWords } from '../words/use-words.ts';
import { showStep, stepNotice } from './step-notice.ts';
import { stepSentence } from './step-words.ts';
import '../unfinished/unfinished.css';

/** Says what undo or redo did where it led to another file. Nothing after the next change, or beside another file. */
export function StepNotice(): ReactElement {
  const words = useWords();
  const { step, id, clock, serial } = useStore(stepNotice);
  const isNews = useWorkspace((state) => state.clock === clock && state.currentId === id);
  // The region is there before its text, because only what changes in it is read out.
  return (
    <div role="status" className="unfinished-notices">
      {step === null || !isNews ? null : (
        <div key={serial} className="unfinished-notice" data-testid="step-notice">
          <span>{stepSentence(step)}</span>
          <IconButton size="small" icon={X} label={words.unfinished.close} onClick={() => showStep(null, null, clock)} />
        </div>
      )}
    </div>
  );
}
