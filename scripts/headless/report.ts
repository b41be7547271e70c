import type { ExportRecord } from '../../src/core/export/export-record.ts';
import type { RunnerDetection, RunnerReply } from '../../src/protocol/runner-page.ts';
import { looksReadable, type InputFile } from './input-files.ts';

/** One file in the report. */
export interface ReportJob {
  readonly input: string;
  readonly status: 'ok' | 'failed';
  readonly error?: { readonly code: string; readonly message: string };
  /** A file inside a folder that is no picture or video, and doesn't say it is one by its name: it fails a run only where that is asked for. */
  readonly notAPicture?: true;
  readonly output?: string;
  /** Path of the list of regions, where one was written. */
  readonly sidecar?: string;
  /** Path of the report for people, where one was written. */
  readonly report?: string;
  readonly width?: number;
  readonly height?: number;
  readonly detections: readonly RunnerDetection[];
  readonly outputSha256?: string;
  /** What became of a video's sound; left out for pictures, and where nothing was written. */
  readonly sound?: ReportSound;
  readonly milliseconds?: Readonly<Record<'decode' | 'detect' | 'mask' | 'encode' | 'verify' | 'total', number>>;
}

/** A video's sound, as its export record has it. */
export interface ReportSound {
  readonly fate: NonNullable<ExportRecord['sound']>;
  readonly stored?: NonNullable<ExportRecord['soundStored']>;
  readonly mutedParts?: number;
  readonly mutedSeconds?: number;
}

/** The report of a whole run. */
export interface Report {
  readonly version: 1;
  /** An interrupt ended the run: files after these were not worked on. */
  readonly interrupted?: true;
  readonly jobs: readonly ReportJob[];
}

/** Paths of what was written for one file, relative to the output folder. */
export interface Written {
  readonly output: string;
  readonly sidecar: string | null;
  readonly report: string | null;
}

/**
 * Makes one job's entry.
 * @param input - the file
 * @param reply - the page's
 * @param written - `null` where nothing was
 * @param total - milliseconds from the file's opening to the written picture
 */
export function reportJob({ name, walked }: Pick<InputFile, 'name' | 'walked'>, reply: RunnerReply, written: Written | null, total: number): ReportJob {
  if (reply.status === 'failed') {
    const { code, message } = reply.error;
    const notAPicture = walked && code === 'input/unsupported' && !looksReadable(name);
    return { input: name, status: 'failed', error: { code, message }, ...(notAPicture ? { notAPicture } : {}), detections: [] };
  }
  const { width, height, detections, timings } = reply;
  const round = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10;
  return {
    input: name,
    status: 'ok',
    width,
    height,
    detections,
    ...(written === null || reply.output === null
      ? {}
      : { output: written.output, ...(written.sidecar === null ? {} : { sidecar: written.sidecar }), ...(written.report === null ? {} : { report: written.report }), outputSha256: reply.output.record.output.sha256, ...reportSound(reply.output.record) }),
    milliseconds: {
      decode: round(timings.decode),
      detect: round(timings.detect),
      mask: round(timings.mask),
      encode: round(timings.encode),
      verify: round(timings.verify),
      total: round(total),
    },
  };
}

function reportSound({ sound, soundStored, mutedParts, mutedSeconds }: ExportRecord): Pick<ReportJob, 'sound'> {
  if (sound === undefined) return {};
  const stored = soundStored === undefined ? {} : { stored: soundStored };
  return { sound: { fate: sound, ...stored, ...(mutedParts === undefined ? {} : { mutedParts }), ...(mutedSeconds === undefined ? {} : { mutedSeconds }) } };
}

/** How a run went, in numbers. */
export interface Tally {
  readonly done: number;
  readonly failed: number;
  /** Files in folders that are no pictures; none of them is in `failed`. */
  readonly notPictures: number;
}

/**
 * Counts a run.
 * @param jobs - of its report
 * @param strict - counts files in folders that are no pictures as failures, too
 */
export function tally(jobs: readonly ReportJob[], strict: boolean): Tally {
  const done = jobs.filter((job) => job.status === 'ok').length;
  const notPictures = strict ? 0 : jobs.filter((job) => job.notAPicture === true).length;
  return { done, failed: jobs.length - done - notPictures, notPictures };
}
