import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { Meter } from '../controls/Meter.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { missingFor } from '../workspace/readiness.ts';
import type { Workspace } from '../workspace/workspace-state.ts';
import type { ExportExtras } from './export-extras.ts';
import { ExportFoot } from './ExportFoot.tsx';
import { ExportList } from './ExportList.tsx';
import { ExportQuestions } from './ExportQuestions.tsx';
import { exportRun, hasEnded } from './export-run.ts';
import { SoundAnswers } from './SoundAnswers.tsx';
import { toFinished, useSaving } from './use-saving.ts';

interface ExportSheetProps {
  readonly extras: ExportExtras;
  readonly onExtras: (extras: ExportExtras) => void;
  readonly onClose: () => void;
  /** Goes back to a file: to one of its regions, to its first undecided one for `null`, or to the file itself for an empty text. */
  readonly onShow: (id: JobId, region: string | null) => void;
}

/** Files that an export can be started for. */
function exportable(state: Pick<Workspace, 'jobs' | 'policy' | 'ownPolicies'>): readonly Job[] {
  return state.jobs.filter((job) => ['none', 'failed', 'held'].includes(job.exported.status) && missingFor(state, job) === null);
}

/** Files that were not exported yet, or failed, and wait for an answer of a person; those that are held are answered one by one. */
function unanswered(state: Pick<Workspace, 'jobs' | 'policy' | 'ownPolicies'>): readonly Job[] {
  return state.jobs.filter((job) => job.stage === 'review' && ['none', 'failed'].includes(job.exported.status) && missingFor(state, job) !== null);
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
  const all = ready.flatMap(toFinished);
  const finished = folders ? all : all.map((file) => ({ ...file, folder: '' }));
  const ended = ready.filter(hasEnded);
  const next = exportable({ jobs, policy, ownPolicies });
  const waiting = unanswered({ jobs, policy, ownPolicies });
  const undecided = waiting.some((job) => missingFor({ policy, ownPolicies }, job) === 'decisions');
  const failed = jobs.filter((job) => job.stage === 'failed').length;
  const run = exportRun(jobs);
  const busy = run !== null;
  const canStart = next.length > 0 && !undecided;
  const [wasCancelled, setCancelled] = useCancelled(busy);
  const done = text.done(finished.length, count(ended, 'held'), count(ended, 'failed'));
  const summary = [wasCancelled ? text.cancelled : '', ended.length > 0 || !wasCancelled ? done : ''].filter(Boolean).join(' ');
  useRunSaid(run === null ? null : text.busy(run.at, run.of), summary);
  const hasFoot = busy || finished.length > 0 || canStart;
  return (
    <Dialog
      title={text.title} onClose={onClose} wide
      foot={hasFoot ? (
        <ExportFoot
          jobs={jobs} finished={finished} next={next} canStart={canStart} again={ended.some((job) => job.exported.status === 'held')} wanted={{ records, reports: records && reports }} saving={saving}
          waiting={waiting.length} run={run} onCancel={() => { setCancelled(); queue.cancelExport(); }}
        />
      ) : undefined}
    >
      {busy ? null : <ExportQuestions jobs={ready} onShow={onShow} onStart={(ids) => void queue.export(exportable(store.getState()).map(({ id }) => id).filter((id) => ids.includes(id)))} />}
      {busy ? null : <SoundAnswers jobs={ready} />}
      {run === null ? null : <Meter fraction={run.fraction} label={text.busy(run.at, run.of)} />}
      {(ended.length > 0 || wasCancelled) && !busy ? <p data-testid="export-summary">{summary}</p> : null}
      {saving.notice === null ? null : <p className="export-notice">{saving.notice}</p>}
      {jobs.length > ready.length ? <p className="soft">{[text.notReady(jobs.length - ready.length - failed), text.notOpened(failed)].join(' ')}</p> : null}
      {finished.length > 0 || canStart ? <CheckField label={text.records} checked={records} onChange={(on) => onExtras({ ...extras, records: on })} /> : null}
      {(finished.length > 0 || canStart) && records ? <CheckField label={text.reports} hint={text.reportsHint} checked={reports} onChange={(on) => onExtras({ ...extras, reports: on })} /> : null}
      {all.some(({ folder }) => folder !== '') ? <CheckField label={text.folders} hint={text.foldersHint} checked={folders} onChange={(on) => onExtras({ ...extras, folders: on })} /> : null}
      <ExportList jobs={ready} saving={saving} onShow={onShow} />
    </Dialog>
  );
}

/** Whether the last run was cancelled by a person, until the next one begins. */
function useCancelled(busy: boolean): readonly [boolean, () => void] {
  const [was, setWas] = useState(false);
  const [seen, setSeen] = useState(busy);
  if (seen !== busy) {
    setSeen(busy);
    if (busy) setWas(false);
  }
  return [was, () => setWas(true)];
}

/** Says when a run begins and what came of it, and leads whoever waited for it to what can be done now. */
function useRunSaid(goesOn: string | null, ended: string): void {
  const busy = goesOn !== null;
  const was = useRef(busy);
  useEffect(() => {
    if (was.current === busy) return;
    was.current = busy;
    announce(goesOn ?? ended);
    if (busy || document.activeElement?.matches('.dialog-body') !== true) return;
    document.querySelector<HTMLElement>('dialog[open] .dialog-foot .button-primary')?.focus();
  }, [busy, goesOn, ended]);
}

function count(jobs: readonly Job[], status: Job['exported']['status']): number {
  return jobs.filter((job) => job.exported.status === status).length;
}
