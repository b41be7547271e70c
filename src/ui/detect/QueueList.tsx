import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useSyncExternalStore, type CSSProperties, type ReactElement } from 'react';
import { useWorkspace } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';
import { QueueItem } from './QueueItem.tsx';
import { repeated } from './repeated-names.ts';

/** Below this width the files stand in a row above the picture. */
const NARROW = matchMedia('(max-width: 960px)');
/** Pixels that a file takes before it is measured: its height in the list, its width in the row. */
const GUESS = { list: 62, row: 264 };

/** Only the files in sight are drawn, however many there are. */
export function QueueList({ jobs }: { readonly jobs: readonly Job[] }): ReactElement {
  const currentId = useWorkspace((state) => state.currentId);
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = useSyncExternalStore(onNarrow, () => NARROW.matches);
  const virtual = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? GUESS.row : GUESS.list),
    getItemKey: (index) => jobs[index]?.id ?? index,
    horizontal: narrow,
    isRtl: document.documentElement.dir === 'rtl',
    gap: narrow ? 4 : 2,
    overscan: 8,
  });
  const current = jobs.findIndex((job) => job.id === currentId);
  // Heights are no widths.
  useEffect(() => virtual.measure(), [narrow, virtual]);
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' });
  }, [current, narrow, virtual]);
  const alike = useMemo(() => repeated(jobs.map(({ name }) => name)), [jobs]);
  const total = virtual.getTotalSize();
  return (
    <div ref={scroller} className="queue-scroll">
      <ol className="queue-list" style={narrow ? { width: total } : { height: total }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const job = jobs[index];
          return job === undefined ? null : (
            <QueueItem key={key} job={job} current={job.id === currentId} alike={alike.has(job.name)} index={index} of={jobs.length} measure={virtual.measureElement} style={{ '--start': `${start}px` } as CSSProperties} />
          );
        })}
      </ol>
    </div>
  );
}

function onNarrow(listener: () => void): () => void {
  NARROW.addEventListener('change', listener);
  return () => NARROW.removeEventListener('change', listener);
}
