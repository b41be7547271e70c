import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_POLICY, type Policy } from '../src/core/policy/policy.ts';
import { inspectImage } from '../src/core/structure/inspect.ts';
import { EnginePage } from './headless/engine-page.ts';
import { listInputs, type InputFile } from './headless/input-files.ts';
import { JPEG_BOMB } from './hostile/header-bombs.ts';
import { hostileSet, type HostileFile } from './hostile/hostile-set.ts';
import { makeSeeds } from './hostile/seed-pictures.ts';
import { judge, type Verdict } from './hostile/verdict.ts';
import { encodeClips } from './video/encode-clip.ts';

const USAGE = `Usage: npm run test:hostile -- [files or folders…] [--app DIR] [--only TEXT]

Runs every file through the built app's engine, and a good picture after each. Without names, through a set that it makes.
  --app DIR    the built app, by default dist
  --only TEXT  files with this in their names

Exit: 0 every file was masked or refused with a reason, 1 otherwise.`;

/** Longest time a file may take. */
const LIMIT_MS = 10_000;
/** Longest time that a file may take for each frame of its output besides. */
const FRAME_LIMIT_MS = 1_000;
/** Nobody is asked what happens to sound. */
const POLICY: Policy = { ...DEFAULT_POLICY, audio: { sound: 'keep' } };
/** Size of the clips: as small as the pictures, with one frame that needs another. */
const CLIP = { side: 320, frames: 5 } as const;

async function testHostile(): Promise<boolean> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { app: { type: 'string' }, only: { type: 'string' }, help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(USAGE);
    return true;
  }
  const app = resolve(values.app ?? fileURLToPath(new URL('../dist', import.meta.url)));
  if (!existsSync(join(app, 'runner.html'))) throw new Error('The app is not built yet: run npm run build first.');
  const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
  try {
    const sample = join(app, 'samples', 'on-the-stairs.jpg');
    const seeds = await makeSeeds(sample);
    const good = join(folder, 'good.jpg');
    const [photo] = seeds;
    if (photo === undefined) throw new Error('no good picture');
    await writeFile(good, photo.bytes);
    const all = await listInputs(positionals.length === 0 ? await writeSet(join(folder, 'set'), hostileSet(seeds, await encodeClips(sample, CLIP))) : positionals);
    const inputs = all.filter(({ name }) => name.includes(values.only ?? ''));
    timeBomb();
    return await runAll(new EnginePage(app), inputs, good);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every file is named on its own, because a folder's hidden ones are left out. */
async function writeSet(folder: string, files: readonly HostileFile[]): Promise<string[]> {
  await mkdir(folder);
  return Promise.all(
    files.map(async ({ name, bytes }) => {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    }),
  );
}

async function runAll(page: EnginePage, inputs: readonly InputFile[], good: string): Promise<boolean> {
  const codes = new Map<string, number>();
  const wrong: string[] = [];
  const slowest = { milliseconds: 0, name: '' };
  const run = async (path: string): Promise<{ verdict: Verdict; faces: number; milliseconds: number; limit: number }> => {
    const start = performance.now();
    const request = { policy: POLICY, detectOnly: false, regions: null, createdAt: new Date().toISOString() };
    const reply = await page.run(path, request, () => undefined);
    const faces = reply.status === 'ok' ? reply.detections.filter((find) => find.decision === 'masked').length : 0;
    const milliseconds = performance.now() - start;
    const record = reply.status === 'ok' ? reply.output?.record : undefined;
    const frames = record?.media === 'video' ? record.source.frames : 0;
    return { verdict: await judge(reply, basename(path), Uint8Array.from(await readFile(path))), faces, milliseconds, limit: LIMIT_MS + frames * FRAME_LIMIT_MS };
  };
  try {
    await page.open();
    const expected = (await run(good)).faces;
    if (expected === 0) wrong.push('the good picture: no face is masked');
    for (const input of inputs) {
      const { verdict, milliseconds, limit } = await run(input.path);
      const outcome = verdict.outcome === 'refused' ? verdict.code : verdict.outcome;
      codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
      if (verdict.outcome === 'wrong') wrong.push(`${input.name}: ${verdict.reason}`);
      if (milliseconds > limit) wrong.push(`${input.name}: ${String(Math.round(milliseconds))} ms`);
      if (milliseconds > slowest.milliseconds) Object.assign(slowest, { milliseconds, name: input.name });
      const after = await run(good);
      if (after.verdict.outcome !== 'masked' || after.faces !== expected) wrong.push(`the good picture after ${input.name}: ${JSON.stringify(after.verdict)}`);
    }
  } finally {
    await page.close();
  }
  console.log(`${String(inputs.length)} files`);
  for (const [outcome, count] of [...codes].sort((a, b) => b[1] - a[1])) console.log(`${String(count).padStart(5)}  ${outcome}`);
  console.log(`slowest: ${String(Math.round(slowest.milliseconds))} ms (${JSON.stringify(slowest.name)})`);
  for (const line of wrong) console.log(`WRONG  ${JSON.stringify(line)}`);
  console.log(wrong.length === 0 ? 'every file was masked or refused with a reason, and the good picture was masked after each' : `${String(wrong.length)} faults`);
  return wrong.length === 0 && inputs.length > 0;
}

/** How long the refusal of a header bomb takes, without the browser around it. */
function timeBomb(): void {
  let best = Infinity;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const start = performance.now();
    try {
      inspectImage(JPEG_BOMB.bytes);
    } catch {
      best = Math.min(best, performance.now() - start);
    }
  }
  console.log(`a JPEG of ${String(JPEG_BOMB.bytes.length)} bytes that announces 56,321 x 7,789 is refused in ${best.toFixed(3)} ms`);
}

if (!(await testHostile())) process.exitCode = 1;
