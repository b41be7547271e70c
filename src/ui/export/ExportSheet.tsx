import { useEffect, useRef, type ReactElement } from 'react';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { Meter } from '../controls/Meter.tsx';
import { exportShare } from '../detect/job-share.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import type { Workspace } from '../workspace/workspace-state.ts';
import type { ExportExtras } from './export-extras.ts';
import { ExportFoot } from './ExportFoot.tsx';
import { ExportList } from './ExportList.tsx';
import { ExportQuestions } from './ExportQuestions.tsx';
import { SoundAnswers } from './SoundAnswers.tsx';
import { toFinished, useSaving } from './use-saving.ts';

interface ExportSheetProps {
  readonly extras: ExportExtras;
  readonly onExtras: (extras: ExportExtras) => void;
  readonly onClose: () => void;
  /** Goes back to a file: to one of its regions, to its first undecided one for `null`, or to the file itself for an empty text. */
  readonly onShow: (id: JobId, region: string | null) => void;
}

const ENDED: readonly Job['exported']['status'][] = ['released', 'held', 'failed'];

/** Files that an export can be started for. */
function exportable(state: Pick<Workspace, 'jobs' | 'policy' | 'ownPolicies'>): readonly Job[] {
  return state.jobs.filter((job) => ['none', 'failed', 'held'].includes(job.exported.status) && missingFor(state, job) === null);
}

/** Export: what is still missing, the run, what came out of each file, and where it goes. */
export function ExportSheet({ extras, onExtras, onClose, onShow }: ExportSheetProps): ReactElement {
  const { queue, store } = useApp();
  const jobs = useWorkspace((state) => state.jobs);
  const policy = useWorkspace((state) => state.policy);
  const ownPolicies = useWorkspace((state) => state.ownPolicies);
  const { reports, folders } = extras;
  const records = extras.records ?? policy.output.records;
  const saving = useSaving();
  const text = words.exportSheet;
  const ready = jobs.filter((job) => job.stage === 'review');
  const running = ready.filter((job) => job.exported.status === 'running' || job.exported.status === 'queued');
  const all = ready.flatMap(toFinished);
  const finished = folders ? all : all.map((file) => ({ ...file, folder: '' }));
  const ended = ready.filter((job) => ENDED.includes(job.exported.status));
  const next = exportable({ jobs, policy, ownPolicies });
  const missing = ready.some((job) => job.exported.status !== 'held' && !['released', 'running', 'queued'].includes(job.exported.status) && missingFor({ policy, ownPolicies }, job) === 'decisions');
  const failed = jobs.filter((job) => job.stage === 'failed').length;
  const busy = running.length > 0;
  const canStart = next.length > 0 && !missing;
  const summary = text.done(finished.length, count(ended, 'held'), count(ended, 'failed'));
  const run = { at: Math.min(ready.length, ended.length + 1), of: ended.length + running.length };
  useRunSaid(busy, text.busy(run.at, run.of), summary);
  const hasFoot = busy || finished.length > 0 || canStart;
  return (
    <Dialog
      title={text.title} onClose={onClose} wide
      foot={hasFoot ? (
        <ExportFoot
          jobs={jobs} finished={finished} next={next} canStart={canStart} again={ended.some((job) => job.exported.status === 'held')} wanted={{ records, reports: records && reports }} saving={saving}
          run={busy ? run : null}
        />
      ) : undefined}
    >
      {busy ? null : <ExportQuestions jobs={ready} onShow={onShow} onStart={(ids) => void queue.export(exportable(store.getState()).map(({ id }) => id).filter((id) => ids.includes(id)))} />}
      {busy ? null : <SoundAnswers jobs={ready} />}
      {busy ? <Meter fraction={overall(running, ended.length)} label={text.busy(run.at, run.of)} /> : null}
      {ended.length > 0 && !busy ? <p data-testid="export-summary">{summary}</p> : null}
      {saving.notice === null ? null : <p className="export-notice">{saving.notice}</p>}
      {jobs.length > ready.length ? <p className="soft">{[text.notReady(jobs.length - ready.length - failed), text.notOpened(failed)].join(' ')}</p> : null}
      {finished.length > 0 || canStart ? <CheckField label={text.records} checked={records} onChange={(on) => onExtras({ ...extras, records: on })} /> : null}
      {(finished.length > 0 || canStart) && records ? <CheckField label={text.reports} hint={text.reportsHint} checked={reports} onChange={(on) => onExtras({ ...extras, reports: on })} /> : null}
      {all.some(({ folder }) => folder !== '') ? <CheckField label={text.folders} hint={text.foldersHint} checked={folders} onChange={(on) => onExtras({ ...extras, folders: on })} /> : null}
      <ExportList jobs={ready} saving={saving} onShow={onShow} />
    </Dialog>
  );
}

/** Says when a run begins and what came of it, and leads whoever waited for it to what can be done now. */
function useRunSaid(busy: boolean, begins: string, ended: string): void {
  const was = useRef(busy);
  useEffect(() => {
    if (was.current === busy) return;
    was.current = busy;
    announce(busy ? begins : ended);
    if (busy || document.activeElement?.matches('.dialog-body') !== true) return;
    document.querySelector<HTMLElement>('dialog[open] .dialog-foot .button-primary')?.focus();
  }, [busy, begins, ended]);
}

function count(jobs: readonly Job[], status: Job['exported']['status']): number {
  return jobs.filter((job) => job.exported.status === status).length;
}

function overall(running: readonly Job[], done: number): number {
  return (done + running.reduce((sum, job) => sum + exportShare(job), 0)) / (done + running.length);
}
