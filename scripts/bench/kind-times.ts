import { KINDS, type Kind } from '../../src/core/detect/detection.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { PhotoPage } from './photo-page.ts';
import { timeTable, type TimeRow } from './time-table.ts';

/** Everything that an export does after the search, the second look included. */
const EXPORT = ['mask', 'encode', 'verify'] as const;

/**
 * The default policy looking for some kinds only.
 * @param names - unknown ones are refused
 * @throws Error that names them
 */
export function onlyKinds(names: readonly string[]): Policy {
  const unknown = names.filter((name) => !(KINDS as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Error(`Kinds are ${KINDS.join(', ')}, not ${unknown.join(', ')}.`);
  const kinds = Object.fromEntries(Object.entries(DEFAULT_POLICY.kinds).map(([name, kind]) => [name, { ...kind, enabled: names.includes(name) }]));
  return { ...DEFAULT_POLICY, kinds: kinds as Record<Kind, Policy['kinds'][Kind]> };
}

/**
 * Prints what looking for each kind alone costs, for none, and for all together.
 * @param page - opened
 * @param title - over the table
 * @param paths - pictures
 * @param rounds - times each picture is run; the fastest counts
 */
export async function printKindTimes(page: PhotoPage, title: string, paths: readonly string[], rounds: number): Promise<void> {
  const choices: readonly (readonly [name: string, kinds: readonly Kind[]])[] = [['none', []], ...KINDS.map((kind) => [kind, [kind]] as const), ['all', KINDS]];
  const rows: TimeRow[] = [];
  const bare = await sumOver(paths, async (path) => fastest(rounds, async () => {
    const { decode, encode } = await page.bare(path, DEFAULT_POLICY.output.quality);
    return { milliseconds: decode + encode, detect: 0, export: 0, megapixels: 0, finds: 0 };
  }));
  for (const [name, kinds] of choices) {
    const policy = onlyKinds(kinds);
    await page.warmUp(policy);
    const sum = await sumOver(paths, (path) => fastest(rounds, () => runOnce(page, path, policy)));
    rows.push({ ...sum, name, pictures: paths.length, bare: bare.milliseconds });
  }
  console.log(`\nkinds, ${title}, ${String(page.threads)} threads, milliseconds a picture (fastest of ${String(rounds)}); bare decode + encode ${(bare.milliseconds / paths.length).toFixed(0)}`);
  for (const line of timeTable(rows)) console.log(`  ${line}`);
}

type Times = Omit<TimeRow, 'name' | 'pictures' | 'bare'>;

async function runOnce(page: PhotoPage, path: string, policy: Policy): Promise<Times> {
  const { reply, milliseconds } = await page.mask(path, policy);
  if (reply.status === 'failed') throw new Error(`${path}: ${reply.error.code}`);
  const { timings, width, height, detections } = reply;
  const exported = EXPORT.reduce((sum, stage) => sum + (timings[stage] ?? 0), 0);
  return { milliseconds, detect: timings.detect ?? 0, export: exported, megapixels: (width * height) / 1e6, finds: detections.length };
}

async function fastest(rounds: number, run: () => Promise<Times>): Promise<Times> {
  let best = await run();
  for (let round = 1; round < rounds; round += 1) {
    const next = await run();
    if (next.milliseconds < best.milliseconds) best = next;
  }
  return best;
}

async function sumOver(paths: readonly string[], run: (path: string) => Promise<Times>): Promise<Times> {
  let sum: Times = { milliseconds: 0, detect: 0, export: 0, megapixels: 0, finds: 0 };
  for (const path of paths) {
    const one = await run(path);
    sum = {
      milliseconds: sum.milliseconds + one.milliseconds,
      detect: sum.detect + one.detect,
      export: sum.export + one.export,
      megapixels: sum.megapixels + one.megapixels,
      finds: sum.finds + one.finds,
    };
  }
  return sum;
}
