import { useState } from 'react';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { recordName } from '../../core/export/record-name.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { recordBlob, sidecarFile, type FinishedFile } from './finished-file.ts';
import { resultCsv, resultRows } from './result-table.ts';
import { copyPicture, download, saveAsZip, saveIntoChosenFolder } from './save-files.ts';
import { saveBeside } from './save-to-folder.ts';
import { saveError, type SaveReport } from './write-files.ts';

/** A finished file of the queue. */
export interface FinishedJob extends FinishedFile {
  readonly id: JobId;
  readonly parent: FileSystemDirectoryHandle | null;
}

/** The ways in which finished files are handed out, and what came of the last one. */
export interface Saving {
  readonly notice: string | null;
  readonly zip: (files: readonly FinishedJob[], withRecords: boolean) => void;
  readonly folder: (files: readonly FinishedJob[], withRecords: boolean) => void;
  readonly beside: (files: readonly FinishedJob[], withRecords: boolean) => void;
  readonly one: (file: FinishedJob) => void;
  readonly record: (file: FinishedJob) => void;
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
  return {
    notice,
    zip: (files, withRecords) =>
      void attempt(async () => {
        if (!(await saveAsZip(files, withRecords, 'anonymised.zip'))) return;
        mark(files);
        say(text.savedCount(files.length));
      }),
    folder: (files, withRecords) => void attempt(async () => report(await saveIntoChosenFolder(files, withRecords))),
    beside: (files, withRecords) =>
      void attempt(async () => report(await saveBeside(files.flatMap((file) => (file.parent === null ? [] : [{ ...file, parent: file.parent }])), withRecords))),
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
