import { Copy, Download, FileArchive, FolderDown, FolderInput, Table } from 'lucide-react';
import { useCallback, type ReactElement } from 'react';
import { useApp } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { TimeLeft } from '../detect/TimeLeft.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { canSaveFolder } from './save-files.ts';
import type { FinishedJob, Saving, WantedBeside } from './use-saving.ts';

interface ExportFootProps {
  readonly jobs: readonly Job[];
  readonly finished: readonly FinishedJob[];
  /** Files that can be exported now. */
  readonly next: readonly Job[];
  readonly canStart: boolean;
  /** Number of files that wait for an answer first. */
  readonly waiting: number;
  readonly again: boolean;
  readonly wanted: WantedBeside;
  readonly saving: Saving;
  /** Place of the running file and number of files of this run; `null` while nothing runs. */
  readonly run: { readonly at: number; readonly of: number } | null;
  readonly onCancel: () => void;
}

/** What can be done now: start, cancel, and every way to hand the finished files out. */
export function ExportFoot({ jobs, finished, next, canStart, waiting, again, wanted, saving, run, onCancel }: ExportFootProps): ReactElement {
  const { queue } = useApp();
  const ask = useCallback(() => queue.exportSecondsLeft(), [queue]);
  const text = words.exportSheet;
  if (run !== null) {
    return (
      <>
        <span>{text.busy(run.at, run.of)}</span>
        <TimeLeft ask={ask} />
        <Button className="push" onClick={onCancel}>{text.cancel}</Button>
      </>
    );
  }
  const { reports } = saving;
  if (reports !== null) {
    return (
      <>
        <span role="status" data-testid="making-reports">{text.makingReports(reports.at, reports.of)}</span>
        <TimeLeft ask={reports.secondsLeft} />
        <Button className="push" onClick={reports.cancel}>{text.cancelSaving}</Button>
      </>
    );
  }
  const only = finished.length === 1 && jobs.length === 1 ? finished[0] : undefined;
  const first = finished[0];
  return (
    <>
      {only === undefined || only.record.media === 'video' ? null : <Button icon={Copy} onClick={() => saving.copy(only)}>{text.copy}</Button>}
      {finished.length > 0 && canSaveFolder ? <Button icon={FolderDown} onClick={() => saving.folder(finished, wanted)}>{text.saveFolder}</Button> : null}
      {finished.length > 0 && finished.every(({ parent }) => parent !== null) ? <Button icon={FolderInput} title={text.saveBesideHint} onClick={() => saving.beside(finished, wanted)}>{text.saveBeside}</Button> : null}
      {finished.length > 1 ? <Button tone="quiet" icon={Table} onClick={() => saving.results(jobs)}>{text.results}</Button> : null}
      {canStart ? (
        <Button className="push" tone={finished.length === 0 && waiting === 0 ? 'primary' : 'plain'} onClick={() => void queue.export(next.map((job) => job.id))} data-testid="start-export">
          {again ? text.exportAgain : text.start(next.length, next.length + waiting)}
        </Button>
      ) : null}
      {first === undefined ? null : (
        <Button
          tone="primary" icon={finished.length > 1 ? FileArchive : Download} className={canStart ? '' : 'push'} data-testid="save-all"
          onClick={() => (finished.length > 1 ? saving.zip(finished, wanted) : saving.one(first))}
        >
          {finished.length > 1 ? text.saveZip : text.save}
        </Button>
      )}
    </>
  );
}
