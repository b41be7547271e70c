import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { endure } from './soak/endurance.ts';
import { crashEngines } from './soak/engine-crashes.ts';
import { fillStorage } from './soak/quota.ts';
import { largeVideo } from './soak/large-video.ts';
import { killTab } from './soak/kill-tab.ts';
import { updateInMidJob } from './soak/updates.ts';

const USAGE = `Usage: npm run test:soak [-- [crashes] [endurance] [updates] [storage] [tab] [video] [--count N] [--long] [--app DIR]]

Runs the built app for a long time under trouble; everything where nothing is named.

  crashes    kills the engine in mid-search, 100 times; 1,000 with --long
  endurance  1,000 pictures in the queue while keys are pressed: memory, long tasks, time from key to screen
  updates    newer builds are published at 10, 50 and 90 % of a batch of 40 pictures
  storage    no room on the device, from the start and in the middle
  tab        the browser is killed at 20 random moments of a review; what was decided has to be there again
  video      a video of 10 minutes in a file of more than 4 GB is searched and exported: memory

  --count N  another number of kills, pictures or minutes
  --app DIR  another build than dist/

Exit: 0 where everything holds, 1 otherwise.`;

type Run = (app: string, count: number | null, long: boolean) => Promise<readonly string[]>;

const RUNS: Readonly<Record<string, Run>> = {
  crashes: (app, count, long) => crashEngines(app, count ?? (long ? 1_000 : 100)),
  endurance: (app, count) => endure(app, count ?? 1_000),
  updates: (app, count) => updateInMidJob(app, count ?? 40),
  storage: (app) => fillStorage(app),
  tab: (app, count) => killTab(app, count ?? 20),
  video: (app, count) => largeVideo(app, count ?? 10),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: 'string' }, long: { type: 'boolean', default: false }, app: { type: 'string' }, help: { type: 'boolean' } },
});
const app = resolve(values.app ?? join(fileURLToPath(new URL('..', import.meta.url)), 'dist'));
const count = values.count === undefined ? null : Number(values.count);
// The queue tells its numbers from six files on.
const least = positionals.includes('video') ? 1 : 6;
if (values.help === true || positionals.some((name) => !(name in RUNS)) || (count !== null && !(Number.isInteger(count) && count >= least))) {
  console.log(USAGE);
  process.exitCode = values.help === true ? 0 : 2;
} else if (!existsSync(join(app, 'index.html'))) {
  throw new Error('The app is not built yet: run npm run build first.');
} else {
  const failed: string[] = [];
  for (const [name, run] of Object.entries(RUNS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`\n${name}`);
    const wrong = await run(app, count, values.long).catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
    for (const line of wrong) console.log(`  WRONG: ${line}`);
    if (wrong.length > 0) failed.push(name);
    else console.log(`  ${name}: holds`);
  }
  if (failed.length > 0) process.exitCode = 1;
}
