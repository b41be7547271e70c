import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import { unfinishedState, type UnfinishedState } from './unfinished-state.ts';
import './unfinished.css';

/** One sentence about what is kept: why nothing can be, that it is back, or what closing the page would mean. Nothing where all is well. */
export function UnfinishedNotice(): ReactElement {
  useWords();
  const state = useStore(unfinishedState);
  const sentence = sentenceOf(state);
  // The region is there before its text, because only what changes in it is read out.
  return (
    <div role="status" className="unfinished-notices">
      {sentence === null ? null : (
        <div className="unfinished-notice" data-testid="unfinished-notice">
          <span>{sentence}</span>
          <IconButton size="small" icon={X} label={words.unfinished.close} onClick={() => close(state)} />
        </div>
      )}
    </div>
  );
}

function sentenceOf({ asked, askedKept, problem, dismissed, restored }: UnfinishedState): string | null {
  if (asked > 0) return askedKept ? words.unfinished.closing(asked) : words.unfinished.closingLost(asked);
  if (problem !== null && problem !== 'too-new' && !dismissed) return words.unfinished.problems[problem];
  return restored > 0 ? words.unfinished.restored(restored) : null;
}

function close({ asked, problem, dismissed }: UnfinishedState): void {
  if (asked > 0) unfinishedState.setState({ asked: 0 });
  else if (problem !== null && !dismissed) unfinishedState.setState({ dismissed: true });
  else unfinishedState.setState({ restored: 0 });
}
