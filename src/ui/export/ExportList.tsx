import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { JobId } from '../../protocol/engine-api.ts';
import { useApp } from '../app-context.ts';
import { repeated } from '../detect/repeated-names.ts';
import type { Job } from '../workspace/job.ts';
import { ExportRow } from './ExportRow.tsx';
import { toFinished, type Saving } from './use-saving.ts';

interface ExportListProps {
  readonly jobs: readonly Job[];
  readonly saving: Saving;
  readonly onShow: (id: JobId, region: string | null) => void;
}

/** What came out of each file; only those in sight are drawn. */
export function ExportList({ jobs, saving, onShow }: ExportListProps): ReactElement {
  const { store } = useApp();
  const list = useRef<HTMLUListElement>(null);
  const virtual = useVirtualizer({
    count: jobs.length,
    getScrollElement: () => list.current?.closest<HTMLElement>('.dialog-body') ?? null,
    estimateSize: () => 70,
    getItemKey: (index) => jobs[index]?.id ?? index,
    overscan: 6,
  });
  // The dialog opens after the first drawing, when there was nothing to measure yet.
  useEffect(() => virtual.measure(), [virtual]);
  const alike = useMemo(() => repeated(jobs.map(({ name }) => name)), [jobs]);
  return (
    <ul ref={list} className="export-list" style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const job = jobs[index];
        return job === undefined ? null : (
          <ExportRow
            key={key} job={job} alike={alike.has(job.name)} index={index} of={jobs.length} measure={virtual.measureElement} style={{ transform: `translateY(${start}px)` }}
            onShow={(region) => onShow(job.id, region)}
            onDecide={(state, ids) => store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'decide', state, ids } })}
            onSave={() => toFinished(job).forEach(saving.one)}
            onSaveRecord={() => toFinished(job).forEach(saving.record)}
            onSaveEvidence={saving.reports === null ? () => toFinished(job).forEach(saving.evidence) : null}
          />
        );
      })}
    </ul>
  );
}
