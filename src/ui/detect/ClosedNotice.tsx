import { Undo2, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { workOn } from '../workspace/job.ts';
import { useWords } from '../words/use-words.ts';
import '../unfinished/unfinished.css';

/** Says that the file that was closed had decisions or muted parts that are not saved, and takes it back. Nothing where that is not so. */
export function ClosedNotice(): ReactElement {
  const words = useWords();
  const { store } = useApp();
  const closed = useWorkspace((state) => state.closed);
  const work = closed === null ? null : workOn(closed.job);
  // The region is there before its text, because only what changes in it is read out.
  return (
    <div role="status" className="unfinished-notices">
      {work === null ? null : (
        <div className="unfinished-notice" data-testid="closed-notice">
          <span>{words.queue.closedWithWork(work.decisions, work.mutedParts)}</span>
          <span className="unfinished-openers">
            <Button size="small" icon={Undo2} onClick={() => store.dispatch({ type: 'job-put-back' })}>{words.queue.takeBack}</Button>
            <IconButton size="small" icon={X} label={words.unfinished.close} onClick={() => store.dispatch({ type: 'closed-forgotten' })} />
          </span>
        </div>
      )}
    </div>
  );
}
