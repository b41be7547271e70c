import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AnonymizerError } from '../../src/core/errors.ts';
import { outputName, uniqueName } from '../../src/core/export/output-name.ts';
import { parsePolicy } from '../../src/core/policy/parse-policy.ts';
import { DEFAULT_POLICY, searchThoroughly, type Policy } from '../../src/core/policy/policy.ts';
import type { RunnerRequest } from '../../src/protocol/runner-page.ts';
import { readArguments, USAGE, UsageError, type RunnerArguments } from './arguments.ts';
import { EnginePage } from './engine-page.ts';
import { listInputs, type InputFile } from './input-files.ts';
import { reportJob, type Report, type ReportJob } from './report.ts';
import { reservedNames } from './reserved-names.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The headless runner.
 * @param argv - without node and script
 * @returns exit code: 0 all done, 1 some refused or failed, 2 usage
 */
export async function main(argv: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const options = readArguments(argv);
    const report = await anonymise(options);
    if (options.reportFile !== null) await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
    const failures = report.jobs.filter((job) => job.status === 'failed').length;
    say(`${String(report.jobs.length - failures)} done, ${String(failures)} refused or failed\n`);
    const open = report.jobs.flatMap((job) => job.detections ?? []).filter(({ decision }) => decision === 'review').length;
    if (open > 0) say(`${String(open)} doubtful regions are not masked: look them over in the app, or mask them too with --mask-doubtful.\n`);
    return failures === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\n\n${USAGE}\n`);
      return 2;
    }
    say(`${error instanceof Error ? error.message : 'Something unexpected went wrong.'}\n`);
    return 1;
  }
}

/**
 * Runs every input through the built app's engine.
 * @throws UsageError for input that does not exist, a policy or regions that can't be read
 */
export async function anonymise(options: RunnerArguments): Promise<Report> {
  if (!existsSync(join(DIST, 'runner.html'))) throw new Error('The app is not built yet: run npm run build first.');
  const inputs = await listInputs(options.inputs);
  const policy = await readPolicy(options);
  const regions = await readRegions(options.regionsFile);
  const page = new EnginePage(DIST);
  const jobs: ReportJob[] = [];
  const taken = options.out === null ? new Map<string, Set<string>>() : reservedNames(options.out, inputs);
  try {
    await page.open(policy);
    for (const [index, input] of inputs.entries()) {
      const label = `[${String(index + 1)}/${String(inputs.length)}] ${input.name}`;
      jobs.push(await runOne(page, input, index, inputs.length, { options, policy, regions, taken, label }));
    }
  } finally {
    await page.close();
  }
  return { version: 1, jobs };
}

interface RunContext {
  readonly options: RunnerArguments;
  readonly policy: Policy;
  readonly regions: Readonly<Record<string, NonNullable<RunnerRequest['regions']>>> | null;
  readonly taken: Map<string, Set<string>>;
  readonly label: string;
}

async function runOne(page: EnginePage, input: InputFile, index: number, total: number, context: RunContext): Promise<ReportJob> {
  const { options, policy, regions, taken, label } = context;
  const start = performance.now();
  const request = {
    policy,
    detectOnly: options.detectOnly,
    regions: regions === null ? null : (regions[input.name] ?? regions['*'] ?? []),
    createdAt: new Date().toISOString(),
  };
  const reply = await page.run(input.path, request, ({ stage, fraction }) => {
    if (process.stderr.isTTY) say(`\r${label} ${stage} ${String(Math.round(fraction * 100))} %   `);
  });
  let output: string | null = null;
  if (reply.status === 'ok' && reply.output !== null && options.out !== null) {
    const folder = posix.dirname(input.name);
    const names = taken.get(folder) ?? new Set<string>();
    taken.set(folder, names);
    const name = outputName(policy.output.namePattern, { index: index + 1, total, sourceName: posix.basename(input.name) }, reply.output.format);
    output = posix.join(folder, uniqueName(name, names));
    const path = join(options.out, output);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from(reply.output.base64, 'base64'));
    if (options.records) await writeFile(`${path}.record.json`, `${JSON.stringify(reply.output.record, null, 2)}\n`);
  }
  const job = reportJob(input.name, reply, output, performance.now() - start);
  say(`${process.stderr.isTTY ? '\r' : ''}${label} ${summary(job)}\n`);
  return job;
}

function summary(job: ReportJob): string {
  if (job.error !== undefined) return `${job.error.code}: ${job.error.message}`;
  const count = (decision: string): string => String(job.detections.filter((d) => d.decision === decision).length);
  return `${count('masked')} masked, ${count('review')} to review, ${String(Math.round(job.milliseconds?.total ?? 0))} ms`;
}

async function readPolicy(options: RunnerArguments): Promise<Policy> {
  const given = options.policyFile === null ? DEFAULT_POLICY : parseOrRefuse(await readJson(options.policyFile));
  const base = options.thorough === true ? searchThoroughly(given, true) : given;
  const kinds = Object.fromEntries(
    Object.entries(base.kinds).map(([name, kind]) => {
      const maskThreshold = options.threshold ?? (options.maskDoubtful === true ? kind.reviewThreshold : kind.maskThreshold);
      const enabled = options.kinds === null ? kind.enabled : options.kinds.includes(name);
      return [
        name,
        {
          ...kind,
          enabled,
          // Kinds that are not looked for keep a fill that the policy allows.
          fill: enabled ? (options.fill ?? kind.fill) : kind.fill,
          maskThreshold,
          reviewThreshold: Math.min(kind.reviewThreshold, maskThreshold),
        },
      ];
    }),
  );
  const namePattern = options.names ?? base.output.namePattern;
  return parseOrRefuse({ ...base, kinds, weakFills: options.weakFills ?? base.weakFills, output: { ...base.output, namePattern } });
}

function parseOrRefuse(untrusted: unknown): Policy {
  try {
    return parsePolicy(untrusted);
  } catch (error) {
    if (error instanceof AnonymizerError && error.code === 'policy/weak-fill') throw new UsageError(error.message);
    throw new UsageError('The policy is not valid.');
  }
}

async function readRegions(file: string | null): Promise<RunContext['regions']> {
  if (file === null) return null;
  const untrusted = await readJson(file);
  if (typeof untrusted !== 'object' || untrusted === null) throw new UsageError('The regions file is not an object.');
  return Object.fromEntries(
    Object.entries(untrusted).map(([name, list]) => {
      if (!Array.isArray(list)) throw new UsageError('Each entry of the regions file is a list.');
      return [name, list.map(readRegion)];
    }),
  );
}

function readRegion(untrusted: unknown): NonNullable<RunnerRequest['regions']>[number] {
  const { left, top, width, height, shape } = (untrusted ?? {}) as Record<string, unknown>;
  const isSide = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  if (!isSide(left) || !isSide(top) || !isSide(width) || !isSide(height) || width <= 0 || height <= 0) {
    throw new UsageError('A region needs left, top, width and height in pixels.');
  }
  if (shape !== undefined && shape !== 'ellipse' && shape !== 'rectangle') throw new UsageError('A shape is ellipse or rectangle.');
  return { box: { left, top, width, height }, shape: shape ?? 'rectangle' };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch {
    throw new UsageError(`"${file}" can’t be read as JSON.`);
  }
}

/** Progress and results for the person go to the error stream, so that the output stream stays free. */
function say(text: string): void {
  process.stderr.write(text);
}
