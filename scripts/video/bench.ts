import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs, promisify } from 'node:util';
import type { ReportJob } from '../headless/report.ts';
import { pixelCoverage, type PixelCoverage } from './changed-pixels.ts';
import { CLIP_STYLES } from './clip-styles.ts';
import { defaceStart, findDeface, installDeface, runDeface, type Deface } from './deface.ts';
import { MissingProgram, needFfmpeg } from './ffmpeg.ts';
import { runApp } from './run-app.ts';
import { makeClips, type Clip } from './synthetic-clips.ts';

/** deface writes equal frames only, so that frames could not be compared one by one. */
const BENCH_CLIPS = CLIP_STYLES.filter(({ unequal }) => !unequal);
const USUAL = ['moving', 'leaving', 'small', 'turning', 'full-hd'];

const USAGE = `Usage: npm run bench:video -- [options]

Masks the same clips with the built app in headless Chromium and with deface, one after the other in one run, and prints frames a
second from file to file and how many faces are covered, told from the pixels of both outputs in the same way.
  --clips a,b         of ${BENCH_CLIPS.map(({ name }) => name).join(', ')}, or all; by default ${USUAL.join(',')}
  --policy default    default, or doubtful: what a person would be asked about is masked, too
  --deface PATH       the program; by default the one on the path, or the one that was installed by
  --install-deface    which puts it into the cache, from PyPI
  --cache DIR         where clips and deface are kept; by default in the folder for temporary files
Needs ffmpeg, and npm run build once before. Clips are drawn once and kept.`;

/** What one tool made of one clip. */
interface Result {
  readonly seconds: number;
  readonly pixels: PixelCoverage;
  readonly stages: ReportJob['milliseconds'];
}

const STAGES = ['decode', 'detect', 'mask', 'encode', 'verify'] as const;

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clips: { type: 'string', default: USUAL.join(',') },
      policy: { type: 'string', default: 'default' },
      deface: { type: 'string' },
      'install-deface': { type: 'boolean', default: false },
      cache: { type: 'string', default: join(tmpdir(), 'cloakroom-clips') },
      help: { type: 'boolean', default: false },
    },
  });
  const styles = BENCH_CLIPS.filter(({ name }) => values.clips === 'all' || values.clips.split(',').includes(name));
  if (values.help || styles.length === 0 || !['default', 'doubtful'].includes(values.policy)) {
    (values.help ? process.stdout : process.stderr).write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  await needFfmpeg();
  const cache = resolve(values.cache);
  const clips = await makeClips(cache, styles, ({ name }) => process.stderr.write(`drew ${name}\n`));
  const environment = join(cache, 'deface');
  if (values['install-deface']) await installDeface(environment);
  const deface = await findDeface(values.deface ?? null, environment);
  const folder = await mkdtemp(join(tmpdir(), 'cloakroom-bench-'));
  try {
    const { results, startSeconds } = await benchApp(clips, folder, values.policy === 'doubtful');
    console.log(`${String(availableParallelism())} processors. Frames a second from file to file, without the start of the program; covered: at least 80 % of what can be seen of a face is changed.\n`);
    await print(clips, results, startSeconds, deface, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function benchApp(clips: readonly Clip[], folder: string, maskDoubtful: boolean): Promise<{ readonly results: readonly Result[]; readonly startSeconds: number }> {
  const { runs, startSeconds } = await runApp(clips, join(folder, 'app'), maskDoubtful);
  const results: Result[] = [];
  for (const [index, { job, output }] of runs.entries()) {
    const clip = clips[index];
    if (clip !== undefined) results.push({ seconds: (job.milliseconds?.total ?? 0) / 1000, pixels: await pixelCoverage(clip.path, output, clip.truth), stages: job.milliseconds });
  }
  return { results, startSeconds };
}

async function print(clips: readonly Clip[], results: readonly Result[], startSeconds: number, deface: Deface | null, folder: string): Promise<void> {
  const [first] = clips;
  const theirStart = deface === null || first === undefined ? 0 : await defaceStart(deface, first.path, folder);
  console.log('| Clip | Frames | Cloakroom, frames a second | deface, frames a second | Cloakroom by deface | Covered: Cloakroom | Covered: deface | Of faces | ffmpeg decode and encode, frames a second |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  const sums = { frames: 0, ours: 0, theirs: 0, ourCovered: 0, theirCovered: 0, faces: 0 };
  for (const [index, clip] of clips.entries()) {
    const ours = results[index];
    if (ours === undefined) continue;
    const theirs = deface === null ? null : await benchDeface(deface, clip, folder, theirStart);
    const frames = clip.truth.frames.length;
    const rate = (seconds: number): string => (frames / seconds).toFixed(1);
    const share = ({ covered, faces }: PixelCoverage): string => (covered / Math.max(1, faces)).toFixed(3);
    console.log(`| ${[
      `${clip.style.name}: ${clip.style.about}`, frames, rate(ours.seconds), theirs === null ? 'none' : rate(theirs.seconds), theirs === null ? 'none' : `${(theirs.seconds / ours.seconds).toFixed(2)} x`,
      share(ours.pixels), theirs === null ? 'none' : share(theirs.pixels), ours.pixels.faces, rate(await bareSeconds(clip.path, folder)),
    ].join(' | ')} |`);
    sums.frames += frames;
    sums.ours += ours.seconds;
    sums.theirs += theirs?.seconds ?? 0;
    sums.ourCovered += ours.pixels.covered;
    sums.theirCovered += theirs?.pixels.covered ?? 0;
    sums.faces += ours.pixels.faces;
  }
  console.log(`\nCloakroom: ${(sums.frames / sums.ours).toFixed(1)} frames a second, ${(sums.ourCovered / sums.faces).toFixed(3)} of ${String(sums.faces)} faces covered, ${startSeconds.toFixed(1)} s to start.`);
  console.log(deface === null ? 'deface: not found. --install-deface installs it, --deface PATH names it.' : `deface ${deface.version}: ${(sums.frames / sums.theirs).toFixed(1)} frames a second, ${(sums.theirCovered / sums.faces).toFixed(3)} covered, ${theirStart.toFixed(1)} s to start.`);
  printStages(clips, results);
}

async function benchDeface(deface: Deface, clip: Clip, folder: string, startSeconds: number): Promise<Result> {
  const output = join(folder, `deface-${clip.style.name}.mp4`);
  const seconds = await runDeface(deface, clip.path, output);
  return { seconds: Math.max(0.001, seconds - startSeconds), pixels: await pixelCoverage(clip.path, output, clip.truth), stages: undefined };
}

/** Seconds that ffmpeg takes to decode a clip and encode it again, as a measure of the machine. */
async function bareSeconds(clip: string, folder: string): Promise<number> {
  const start = performance.now();
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-i', clip, '-an', '-c:v', 'libx264', join(folder, 'bare.mp4')]);
  return (performance.now() - start) / 1000;
}

function printStages(clips: readonly Clip[], results: readonly Result[]): void {
  console.log('\nShare of the time of Cloakroom, in percent. A stage without time of its own is told within another: reading frames within the search and the masking, writing them within the masking.\n');
  console.log(`| Clip | ${STAGES.join(' | ')} | rest | ms a frame |\n|---|${STAGES.map(() => '---|').join('')}---|---|`);
  for (const [index, { style, truth }] of clips.entries()) {
    const stages = results[index]?.stages;
    if (stages === undefined) continue;
    const rest = stages.total - STAGES.reduce((sum, stage) => sum + stages[stage], 0);
    console.log(`| ${[style.name, ...[...STAGES.map((stage) => stages[stage]), rest].map((spent) => ((100 * spent) / stages.total).toFixed(0)), (stages.total / truth.frames.length).toFixed(0)].join(' | ')} |`);
  }
}

try {
  await bench();
} catch (error) {
  if (!(error instanceof MissingProgram)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
