import { CircleX } from 'lucide-react';
import type { ReactElement } from 'react';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { FilePickers } from '../intake/FilePickers.tsx';
import { words } from '../words.ts';
import { QueueItem } from './QueueItem.tsx';
import './queue.css';

/** The files, in order, with what happens to each. */
export function QueuePanel(): ReactElement {
  const { queue } = useApp();
  const jobs = useWorkspace((state) => state.jobs);
  const currentId = useWorkspace((state) => state.currentId);
  const waiting = jobs.filter((job) => job.stage === 'waiting' || job.stage === 'detecting').length;
  return (
    <nav className="queue" aria-label={words.queue.title} data-panel="queue">
      <div className="queue-head">
        <h2>{words.queue.title}</h2>
        <span className="soft">{jobs.length}</span>
        {waiting > 1 ? (
          <Button size="small" tone="quiet" icon={CircleX} className="queue-cancel" onClick={() => queue.cancelAll()}>
            {words.queue.cancelAll}
          </Button>
        ) : null}
      </div>
      <ol className="queue-list">
        {jobs.map((job) => (
          <QueueItem key={job.id} job={job} current={job.id === currentId} />
        ))}
      </ol>
      <div className="queue-foot">
        <FilePickers compact />
      </div>
    </nav>
  );
}
