import { Copy, Download, FileArchive, FolderDown } from 'lucide-react';
import { useCallback, useState, type ReactElement } from 'react';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { Meter } from '../controls/Meter.tsx';
import { TimeLeft } from '../detect/TimeLeft.tsx';
import type { JobId } from '../../protocol/engine-api.ts';
import { words } from '../words.ts';
import { undecidedCount, type Job } from '../workspace.ts';
import { ExportRow } from './ExportRow.tsx';
import { canSaveFolder, copyPicture, download, recordBlob, recordName, saveAsZip, saveIntoFolder, type FinishedFile } from './save-files.ts';

interface ExportSheetProps {
  readonly onClose: () => void;
  /** Goes back to a file, and to one of its regions. */
  readonly onShow: (id: JobId, region: string | null) => void;
}

/** Export: what is still undecided, the run, and what came out of each file. */
export function ExportSheet({ onClose, onShow }: ExportSheetProps): ReactElement {
  const { queue, store } = useApp();
  const jobs = useWorkspace((state) => state.jobs);
  const ask = useCallback(() => queue.exportSecondsLeft(), [queue]);
  const [records, setRecords] = useState(true);
  const [notice, setNotice] = useState<string | null>(null);
  const text = words.exportSheet;
  const ready = jobs.filter((job) => job.stage === 'review');
  const undecided = ready.filter((job) => undecidedCount(job) > 0 && job.exported.status !== 'held');
  const regions = undecided.reduce((sum, job) => sum + undecidedCount(job), 0);
  const running = ready.filter((job) => job.exported.status === 'running' || job.exported.status === 'queued');
  const finished = ready.flatMap((job) => toFinished(job));
  const ended = ready.filter((job) => ['released', 'held', 'failed'].includes(job.exported.status));
  const next = ready.filter((job) => undecidedCount(job) === 0 && ['none', 'failed', 'held'].includes(job.exported.status));
  const failed = jobs.filter((job) => job.stage === 'failed').length;
  const busy = running.length > 0;
  const canStart = next.length > 0 && undecided.length === 0;

  /** Whoever opened this sheet wants the files: the answer is all that was missing. */
  const decideAndStart = (state: 'accepted' | 'rejected'): void => {
    store.dispatch({ type: 'all-pending-decided', state });
    const { jobs: decided } = store.getState();
    void queue.export(decided.filter((job) => job.stage === 'review' && ['none', 'failed', 'held'].includes(job.exported.status)).map((job) => job.id));
  };
  const save = async (how: () => Promise<boolean> | boolean): Promise<void> => {
    setNotice(null);
    try {
      if (!(await how())) return;
      store.dispatch({ type: 'saved', ids: finished.map((file) => file.id) });
      setNotice(text.savedCount(finished.length));
      announce(text.savedCount(finished.length));
    } catch {
      setNotice(text.saveFailed);
      announce(text.saveFailed);
    }
  };
  const saveOne = (file: FinishedFile & { readonly id: JobId }): void => {
    download(file.bytes, file.name);
    store.dispatch({ type: 'saved', ids: [file.id] });
  };
  const copy = async (file: FinishedFile): Promise<void> => {
    try {
      await copyPicture(file.bytes);
      setNotice(text.copied);
    } catch {
      setNotice(text.copyFailed);
    }
  };
  const only = finished.length === 1 && ready.length === 1 ? finished[0] : undefined;

  const foot = busy ? (
    <>
      <span>{text.busy(Math.min(ready.length, ended.length + 1), ended.length + running.length)}</span>
      <TimeLeft ask={ask} />
      <Button className="push" onClick={() => queue.cancelExport()}>{text.cancel}</Button>
    </>
  ) : (
    <>
      {finished.length > 0 ? (
        <>
          {only === undefined ? null : <Button icon={Copy} onClick={() => void copy(only)}>{text.copy}</Button>}
          {canSaveFolder ? <Button icon={FolderDown} onClick={() => void save(() => saveIntoFolder(finished, records))}>{text.saveFolder}</Button> : null}
        </>
      ) : null}
      {canStart ? (
        <Button className="push" tone={finished.length === 0 ? 'primary' : 'plain'} onClick={() => void queue.export(next.map((job) => job.id))} data-testid="start-export">
          {ended.some((job) => job.exported.status === 'held') ? text.exportAgain : text.start(next.length)}
        </Button>
      ) : null}
      {finished.length > 0 ? (
        <Button
          tone="primary" icon={finished.length > 1 ? FileArchive : Download} className={canStart ? '' : 'push'} data-testid="save-all"
          onClick={() =>
            void save(() => {
              if (finished.length > 1) return saveAsZip(finished, records, 'anonymised.zip');
              for (const file of finished) download(file.bytes, file.name);
              return true;
            })
          }
        >
          {finished.length > 1 ? text.saveZip : text.save}
        </Button>
      ) : null}
    </>
  );

  return (
    <Dialog title={text.title} onClose={onClose} wide foot={busy || finished.length > 0 || canStart ? foot : undefined}>
      {undecided.length > 0 && !busy ? (
        <section className="export-undecided" data-testid="undecided-question">
          <p>{text.undecided(regions, undecided.length)}</p>
          <div className="export-choices">
            <Button tone="primary" onClick={() => decideAndStart('accepted')}>{text.maskThem(regions)}</Button>
            <Button onClick={() => decideAndStart('rejected')}>{text.leaveThem(regions)}</Button>
            <Button tone="quiet" onClick={() => onShow(undecided[0]?.id ?? '', null)}>{text.goBack}</Button>
          </div>
        </section>
      ) : null}
      {busy ? <Meter fraction={overall(running, ended.length)} label={text.busy(ended.length + 1, ready.length)} /> : null}
      {ended.length > 0 && !busy ? <p data-testid="export-summary">{text.done(finished.length, count(ended, 'held'), count(ended, 'failed'))}</p> : null}
      {notice === null ? null : <p role="status" className="export-notice">{notice}</p>}
      {jobs.length > ready.length ? <p className="soft">{[text.notReady(jobs.length - ready.length - failed), text.notOpened(failed)].join(' ')}</p> : null}
      <ul className="export-list">
        {ready.map((job) => (
          <ExportRow
            key={job.id}
            job={job}
            onShow={(region) => onShow(job.id, region)}
            onDecide={(state, ids) => store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'decide', state, ids } })}
            onSave={() => toFinished(job).forEach(saveOne)}
            onSaveRecord={() => toFinished(job).forEach((file) => download(recordBlob(file.record), recordName(file.name)))}
          />
        ))}
      </ul>
      {finished.length > 0 || canStart ? <CheckField label={text.records} checked={records} onChange={setRecords} /> : null}
    </Dialog>
  );
}

function toFinished(job: Job): readonly (FinishedFile & { readonly id: JobId })[] {
  if (job.exported.status !== 'released') return [];
  const { outcome, name } = job.exported;
  return [{ id: job.id, folder: job.folder, name, bytes: outcome.bytes, record: outcome.record }];
}

function count(jobs: readonly Job[], status: Job['exported']['status']): number {
  return jobs.filter((job) => job.exported.status === status).length;
}

/** Stages of an export, with the share of its time that each takes, about. */
const WEIGHTS = { load: 0, decode: 0.15, detect: 0, mask: 0.1, encode: 0.25, verify: 0.5 } as const;

function overall(running: readonly Job[], done: number): number {
  const parts = running.map((job) => {
    if (job.exported.status !== 'running' || job.exported.progress === null) return 0;
    const { stage, fraction } = job.exported.progress;
    const order = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
    const before = order.slice(0, order.indexOf(stage)).reduce((sum, name) => sum + WEIGHTS[name], 0);
    return before + fraction * WEIGHTS[stage];
  });
  return (done + parts.reduce((sum, part) => sum + part, 0)) / (done + running.length);
}
