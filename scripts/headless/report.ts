import type { RunnerDetection, RunnerReply } from '../../src/protocol/runner-page.ts';

/** One file in the report. */
export interface ReportJob {
  readonly input: string;
  readonly status: 'ok' | 'failed';
  readonly error?: { readonly code: string; readonly message: string };
  readonly output?: string;
  readonly width?: number;
  readonly height?: number;
  readonly detections: readonly RunnerDetection[];
  readonly outputSha256?: string;
  readonly milliseconds?: Readonly<Record<'decode' | 'detect' | 'mask' | 'encode' | 'verify' | 'total', number>>;
}

/** The report of a whole run. */
export interface Report {
  readonly version: 1;
  readonly jobs: readonly ReportJob[];
}

/**
 * Makes one job's entry.
 * @param input - as named in the report
 * @param reply - the page's
 * @param output - path of the written picture, relative to the output folder, or `null`
 * @param total - milliseconds from the file's opening to the written picture
 */
export function reportJob(input: string, reply: RunnerReply, output: string | null, total: number): ReportJob {
  if (reply.status === 'failed') {
    return { input, status: 'failed', error: { code: reply.error.code, message: reply.error.message }, detections: [] };
  }
  const { width, height, detections, timings } = reply;
  const round = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10;
  return {
    input,
    status: 'ok',
    width,
    height,
    detections,
    ...(output === null || reply.output === null ? {} : { output, outputSha256: reply.output.record.output.sha256 }),
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
