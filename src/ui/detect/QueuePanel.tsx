import { useMemo, useState, type ReactElement } from 'react';
import { useWorkspace } from '../app-context.ts';
import { FilePickers } from '../intake/FilePickers.tsx';
import { words } from '../words.ts';
import { isShown, jobState, QUEUE_FILTERS, type QueueFilter } from './job-state.ts';
import { QueueHead } from './QueueHead.tsx';
import { QueueList } from './QueueList.tsx';
import './queue.css';

/** The fewest files for which a filter is of use. */
const FILTER_FROM = 6;

/** The files, in order, with what happens to each. */
export function QueuePanel(): ReactElement {
  const jobs = useWorkspace((state) => state.jobs);
  const policy = useWorkspace((state) => state.policy);
  const ownPolicies = useWorkspace((state) => state.ownPolicies);
  const [filter, setFilter] = useState<QueueFilter>('all');
  const states = useMemo(() => jobs.map((job) => jobState({ policy, ownPolicies }, job)), [jobs, policy, ownPolicies]);
  const counts = useMemo(() => Object.fromEntries(QUEUE_FILTERS.map((name) => [name, states.filter((state) => isShown(state, name)).length])) as Record<QueueFilter, number>, [states]);
  const shown = useMemo(() => jobs.filter((_, index) => isShown(states[index] ?? 'waiting', filter)), [jobs, states, filter]);
  return (
    <nav className="queue" aria-label={words.queue.title} data-panel="queue">
      <QueueHead />
      {jobs.length >= FILTER_FROM || filter !== 'all' ? (
        <div className="queue-filter">
          <label className="visually-hidden" htmlFor="queue-filter">{words.queue.filter}</label>
          <select id="queue-filter" className="input" value={filter} onChange={(event) => setFilter(QUEUE_FILTERS.find((name) => name === event.target.value) ?? 'all')}>
            {QUEUE_FILTERS.map((name) => (
              <option key={name} value={name}>{words.queue.filters[name](counts[name])}</option>
            ))}
          </select>
        </div>
      ) : null}
      {shown.length === 0 ? <p className="queue-none soft">{words.queue.noneShown}</p> : <QueueList jobs={shown} />}
      <div className="queue-foot">
        <FilePickers compact />
      </div>
    </nav>
  );
}
