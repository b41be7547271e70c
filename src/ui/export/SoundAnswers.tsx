import { useId, type ReactElement } from 'react';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { soundAnswers } from './sound-answers.ts';

/** What a person said about the sound of videos, and the way to be asked again. Nothing where nobody was asked. */
export function SoundAnswers({ jobs }: { readonly jobs: readonly Job[] }): ReactElement | null {
  const { store } = useApp();
  const line = useId();
  const policy = useWorkspace((state) => state.policy);
  const ownPolicies = useWorkspace((state) => state.ownPolicies);
  const answers = soundAnswers({ policy, ownPolicies }, jobs);
  if (answers.length === 0) return null;
  const ids = answers.flatMap((answer) => answer.ids);
  const isExported = jobs.some(({ id, exported }) => ids.includes(id) && exported.status === 'released');
  const takeBack = (): void => {
    store.dispatch({ type: 'sound-chosen', ids, sound: null });
    // The button goes with the answers; whoever pressed it wants the question.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('dialog[open] .export-undecided :is(select, button)')?.focus());
  };
  return (
    <p className="export-answer" data-testid="sound-answer">
      <span id={line}>{words.exportSheet.soundAnswered(answers.map((answer) => ({ sound: answer.sound, n: answer.ids.length })))}</span>
      <Button tone="quiet" size="small" aria-describedby={line} onClick={takeBack}>{isExported ? words.exportSheet.changeSoundAgain : words.exportSheet.changeSound}</Button>
    </p>
  );
}
