import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { recordName } from '../../src/core/export/record-name.ts';
import type { ExportRecord } from '../../src/core/export/export-record.ts';
import { anonymise } from '../headless/main.ts';
import type { ReportJob } from '../headless/report.ts';
import type { OwnFind } from './recorded-masks.ts';
import type { Clip } from './synthetic-clips.ts';

/** What the headless runner made of one clip. */
export interface AppRun {
  readonly job: ReportJob;
  readonly output: string;
  readonly record: ExportRecord;
}

const PLAIN = { fill: null, weakFills: null, policyFile: null, threshold: null, regionsFile: null, names: null, reportFile: null } as const;

/**
 * Masks clips with the built app, one after another in one browser.
 * @param clips - without sound
 * @param folder - where outputs and records go
 * @param maskDoubtful - masks what would wait for a person, too
 * @returns of each clip in order, and the seconds that browser and models took to start
 * @throws Error for a clip that is refused or fails
 */
export async function runApp(clips: readonly Clip[], folder: string, maskDoubtful: boolean): Promise<{ readonly runs: readonly AppRun[]; readonly startSeconds: number }> {
  await mkdir(folder, { recursive: true });
  const start = performance.now();
  const { jobs } = await anonymise({ ...PLAIN, inputs: clips.map(({ path }) => path), out: folder, kinds: ['face'], maskDoubtful, audio: 'drop', detectOnly: false, records: true });
  const whole = performance.now() - start;
  const runs = await Promise.all(jobs.map(async (job): Promise<AppRun> => {
    if (job.output === undefined) throw new Error(`${job.input}: ${job.error?.code ?? 'no output'}`);
    const output = join(folder, job.output);
    return { job, output, record: JSON.parse(await readFile(join(folder, recordName(job.output)), 'utf8')) as ExportRecord };
  }));
  const spent = jobs.reduce((sum, job) => sum + (job.milliseconds?.total ?? 0), 0);
  return { runs, startSeconds: Math.max(0, whole - spent) / 1000 };
}

/**
 * Searches every frame of a clip as a picture of its own, with nothing known of the frames around it.
 * @returns faces at or above the confidence from which a person is asked, for each frame
 */
export async function searchFrameByFrame({ path }: Pick<Clip, 'path'>): Promise<readonly (readonly OwnFind[])[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cloakroom-frames-'));
  try {
    await promisify(execFile)('ffmpeg', ['-v', 'error', '-i', path, '-fps_mode', 'passthrough', '-compression_level', '1', join(folder, '%05d.png')]);
    const inputs = (await readdir(folder)).sort().map((name) => join(folder, name));
    const { jobs } = await anonymise({ ...PLAIN, inputs, out: null, kinds: ['face'], detectOnly: true, records: false });
    return jobs.map(({ detections }) => detections.flatMap(({ box, score }) => (score === null ? [] : [{ box, score }])));
  } finally {
    await rm(folder, { recursive: true });
  }
}
