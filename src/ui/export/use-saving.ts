import { useRef, useState } from 'react';
import { bundleName } from '../../core/export/evidence.ts';
import { recordName } from '../../core/export/record-name.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { makeReport } from '../report/make-report.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { recordBlob, sidecarFile, type Beside, type FinishedFile } from './finished-file.ts';
import { resultCsv, resultRows } from './result-table.ts';
import { copyPicture, download, saveAsZip, saveIntoChosenFolder } from './save-files.ts';
import { saveBeside } from './save-to-folder.ts';
import { saveError, type SaveReport } from './write-files.ts';

/** A finished file of the queue. */
export interface FinishedJob extends FinishedFile {
  readonly id: JobId;
  readonly parent: FileSystemDirectoryHandle | null;
}

/** What the person wants beside the files. */
export interface WantedBeside {
  readonly records: boolean;
  readonly reports: boolean;
}

/** Reports that are being made. */
export interface ReportRun {
  /** Place of the one that is being made, from 1. */
  readonly at: number;
  readonly of: number;
  /** `null` before the first is made. */
  readonly secondsLeft: () => number | null;
  readonly cancel: () => void;
}

/** The ways in which finished files are handed out, and what came of the last one. */
export interface Saving {
  readonly notice: string | null;
  /** `null` while none are made. */
  readonly reports: ReportRun | null;
  readonly zip: (files: readonly FinishedJob[], wanted: WantedBeside) => void;
  readonly folder: (files: readonly FinishedJob[], wanted: WantedBeside) => void;
  readonly beside: (files: readonly FinishedJob[], wanted: WantedBeside) => void;
  readonly one: (file: FinishedJob) => void;
  readonly record: (file: FinishedJob) => void;
  /** One file with its record and its report, and the list of their hashes, as a ZIP. */
  readonly evidence: (file: FinishedJob) => void;
  readonly copy: (file: FinishedJob) => void;
  readonly results: (jobs: readonly Job[]) => void;
}

/** The finished file of a job; none where it is not let out. */
export function toFinished({ id, exported, folder, parent }: Job): readonly FinishedJob[] {
  if (exported.status !== 'released') return [];
  const { outcome, name } = exported;
  return [{ id, parent, folder, name, bytes: outcome.bytes, record: outcome.record }];
}

/** Hands files out, marks what was saved, and says what was not. */
export function useSaving(): Saving {
  const { store } = useApp();
  const [notice, setNotice] = useState<string | null>(null);
  const { reports, withReports } = useReports();
  const text = words.exportSheet;
  const say = (sentence: string): void => {
    setNotice(sentence);
    announce(sentence);
  };
  const mark = (files: readonly FinishedJob[]): void => store.dispatch({ type: 'saved', ids: files.map(({ id }) => id) });
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setNotice(null);
    try {
      await work();
    } catch (error) {
      say(words.errors[saveError(error).code]);
    }
  };
  const report = (outcome: SaveReport<FinishedJob> | null): void => {
    if (outcome === null) return;
    mark(outcome.saved);
    const [first] = outcome.failed;
    say(first === undefined ? text.savedCount(outcome.saved.length) : `${text.savedSome(outcome.saved.length, outcome.failed.length)} ${words.errors[first.error.code]}`);
  };
  const zip = (files: readonly FinishedJob[], wanted: WantedBeside, name: string): void =>
    void attempt(() =>
      withReports(files.length, wanted, async (beside) => {
        if (!(await saveAsZip(files, beside, name))) return;
        mark(files);
        say(text.savedCount(files.length));
      }),
    );
  return {
    notice,
    reports,
    zip: (files, wanted) => zip(files, wanted, 'anonymised.zip'),
    evidence: (file) => zip([{ ...file, folder: '' }], { records: true, reports: true }, bundleName(file.name)),
    folder: (files, wanted) => void attempt(() => withReports(files.length, wanted, async (beside) => report(await saveIntoChosenFolder(files, beside)))),
    beside: (files, wanted) =>
      void attempt(() =>
        withReports(files.length, wanted, async (beside) => report(await saveBeside(files.flatMap((file) => (file.parent === null ? [] : [{ ...file, parent: file.parent }])), beside))),
      ),
    one: (file) => {
      download(file.bytes, file.name);
      const sidecar = sidecarFile(file);
      if (sidecar !== null) download(sidecar.bytes, sidecar.name);
      mark([file]);
      say(text.savedCount(1));
    },
    record: (file) => download(recordBlob(file.record), recordName(file.name)),
    copy: (file) =>
      void attempt(async () => {
        try {
          await copyPicture(file.bytes);
          mark([file]);
          say(text.copied);
        } catch {
          say(text.copyFailed);
        }
      }),
    results: (jobs) => download(new Blob([resultCsv(resultRows(jobs))], { type: 'text/csv' }), 'results.csv'),
  };
}

interface Reports {
  readonly reports: ReportRun | null;
  /** Runs work that may ask for the reports of so many files. */
  readonly withReports: (files: number, wanted: WantedBeside, work: (beside: Beside) => Promise<void>) => Promise<void>;
}

/** Makes reports one after another, tells how far it is, and lets the person end it. */
function useReports(): Reports {
  const { engine } = useApp();
  const [reports, setReports] = useState<ReportRun | null>(null);
  const running = useRef<AbortController | null>(null);
  const withReports: Reports['withReports'] = async (files, { records, reports: wanted }, work) => {
    if (!wanted) return work({ records, report: null });
    const control = new AbortController();
    running.current?.abort();
    running.current = control;
    let begun = 0;
    let since = 0;
    const secondsLeft = (): number | null => (begun < 2 ? null : Math.max(1, Math.round(((performance.now() - since) / 1000 / (begun - 1)) * (files - begun + 1))));
    try {
      await work({
        records,
        signal: control.signal,
        report: (file) => {
          begun += 1;
          if (begun === 1) since = performance.now();
          setReports({ at: begun, of: files, secondsLeft, cancel: () => control.abort() });
          return makeReport(engine, file.bytes, file.record, control.signal);
        },
      });
    } finally {
      if (running.current === control) {
        running.current = null;
        setReports(null);
      }
    }
  };
  return { reports, withReports };
}
