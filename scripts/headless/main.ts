import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toWireError } from '../../src/core/errors.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import { serialisePolicy } from '../../src/core/policy/policy-file.ts';
import type { RunnerReply, RunnerRequest } from '../../src/protocol/runner-page.ts';
import { readArguments, USAGE, UsageError, type RunnerArguments } from './arguments.ts';
import { EnginePage } from './engine-page.ts';
import { INTERRUPTED, untilInterrupted } from './interruption.ts';
import { listInputs, type InputFile } from './input-files.ts';
import { ProgressLines } from './progress-lines.ts';
import { reportJob, tally, type Report, type ReportJob, type Written } from './report.ts';
import { reservedNames } from './reserved-names.ts';
import { choosePolicy, PolicyRefusal, type RunPolicy } from './run-policy.ts';
import { summary } from './summary.ts';
import { writeOutputs } from './write-outputs.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The headless runner.
 * @param argv - without node and script
 * @returns exit code: 0 all done, 1 some refused or failed, 2 the command line or the policy is wrong, 130 interrupted
 */
export async function main(argv: readonly string[]): Promise<0 | 1 | 2 | typeof INTERRUPTED> {
  try {
    if (argv.includes('--help') || argv.includes('-h')) {
      process.stdout.write(`${USAGE}\n`);
      return 0;
    }
    const options = readArguments(argv);
    if (options.printPolicy === true) {
      process.stdout.write(serialisePolicy((await choosePolicy(options)).policy));
      return 0;
    }
    const chosen = await choosePolicy(options);
    const report = await untilInterrupted((signal) => anonymise(options, chosen, signal));
    if (options.reportFile !== null) await writeFile(options.reportFile, `${JSON.stringify(report, null, 2)}\n`);
    const { done, failed, notPictures } = tally(report.jobs, options.strict === true);
    say(`${String(done)} done, ${String(failed)} refused or failed\n`);
    if (notPictures > 0) say(`${String(notPictures)} in the folders ${notPictures === 1 ? 'is no picture or video and was' : 'are no pictures or videos and were'} left out: nothing was written for ${notPictures === 1 ? 'it' : 'them'}. --strict counts that as a failure.\n`);
    const open = report.jobs.flatMap((job) => job.detections ?? []).filter(({ decision }) => decision === 'review').length;
    if (open > 0) say(leftOpen(open, chosen.policy.locked));
    const unreasoned = report.jobs.filter(({ error }) => error?.code === 'plan/undecided').length;
    if (unreasoned > 0) say(`The policy asks for a reason for all that stays clear, and ${unreasoned === 1 ? '1 file has' : `${String(unreasoned)} files have`} doubtful regions: look them over in the app${chosen.policy.locked ? '' : ', or mask them with --mask-doubtful'}.\n`);
    if (report.interrupted === true) {
      say('Interrupted: of the file that was worked on nothing is left in the output folder, and those after it were not opened.\n');
      return INTERRUPTED;
    }
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof PolicyRefusal) {
      say(`${error.message}\n`);
      return 2;
    }
    if (error instanceof UsageError) {
      // The reason must not stand above forty lines about something else.
      say(argv.length === 0 ? `${error.message}\n\n${USAGE}\n` : `${error.message}\nAll options: npm run cloakroom -- --help\n`);
      return 2;
    }
    say(`${error instanceof Error ? error.message : 'Something unexpected went wrong.'}\n`);
    return 1;
  }
}

/**
 * Runs every input through the built app's engine.
 * @param options - what the command line says
 * @param chosen - the policy, where it is read already
 * @param signal - ends the run; the report then has the files that were done
 * @throws UsageError for input that does not exist, a policy that can't be used or regions that can't be read
 */
export async function anonymise(options: RunnerArguments, chosen?: RunPolicy, signal?: AbortSignal): Promise<Report> {
  const { policy, migratedFrom } = chosen ?? (await choosePolicy(options));
  if (migratedFrom !== null) say(`The policy is of version ${String(migratedFrom)} and was read as version ${String(policy.version)}; --print-policy writes it so.\n`);
  if (!existsSync(join(DIST, 'runner.html'))) throw new Error('The app is not built yet: run npm run build first.');
  const inputs = await listInputs(options.inputs);
  const regions = await readRegions(options.regionsFile);
  const page = new EnginePage(DIST, signal);
  const jobs: ReportJob[] = [];
  const taken = options.out === null ? new Map<string, Set<string>>() : reservedNames(options.out, inputs);
  try {
    await page.open(policy);
    for (const [index, input] of inputs.entries()) {
      const label = `[${String(index + 1)}/${String(inputs.length)}] ${input.name}`;
      const job = await runOne(page, input, { options, policy, regions, taken, label, signal, number: jobs.filter(({ output }) => output !== undefined).length + 1, total: inputs.length });
      if (job === null) break;
      jobs.push(job);
    }
  } catch (error) {
    // What an interrupt ended is no fault of the engine.
    if (signal?.aborted !== true) throw error;
  } finally {
    await page.close();
  }
  return { version: 1, ...(jobs.length < inputs.length ? { interrupted: true } : {}), jobs };
}

interface RunContext {
  readonly options: RunnerArguments;
  readonly policy: Policy;
  readonly regions: Readonly<Record<string, NonNullable<RunnerRequest['regions']>>> | null;
  readonly taken: Map<string, Set<string>>;
  readonly label: string;
  readonly signal: AbortSignal | undefined;
  /** Of the next file that is written, from 1: those that are refused leave no gap. */
  readonly number: number;
  /** How many files there are. */
  readonly total: number;
}

/** `null` where an interrupt ended it, or came before it. */
async function runOne(page: EnginePage, input: InputFile, context: RunContext): Promise<ReportJob | null> {
  const { options, policy, regions, label, signal } = context;
  const isInterrupted = (): boolean => signal?.aborted === true;
  if (isInterrupted()) return null;
  const start = performance.now();
  const request = {
    policy,
    detectOnly: options.detectOnly,
    regions: regions === null ? null : (regions[input.name] ?? regions['*'] ?? []).map((region) => ({ ...region, ...(options.fill === null ? {} : { fill: options.fill }) })),
    createdAt: new Date().toISOString(),
    inParts: true,
    ...(options.report === true ? { report: true } : {}),
    ...(options.muted === undefined ? {} : { muted: options.muted }),
  };
  const lines = new ProgressLines(label, { isTerminal: process.stderr.isTTY, now: () => performance.now(), say });
  const made = await page.run(input.path, request, (progress) => lines.tell(progress));
  const { reply, written } = await write(page, made, input, context);
  if (isInterrupted() && reply.status === 'failed') {
    lines.end('interrupted');
    return null;
  }
  const job = reportJob(input, reply, written, performance.now() - start);
  lines.end(summary(job));
  return job;
}

/** Writes what a run made; a file that can't be written fails, and those after it go on. */
async function write(page: EnginePage, reply: RunnerReply, input: InputFile, { options: { out }, policy, taken, number, total }: RunContext): Promise<{ readonly reply: RunnerReply; readonly written: Written | null }> {
  if (reply.status === 'failed' || reply.output === null || out === null) return { reply, written: null };
  try {
    return { reply, written: await writeOutputs(reply.output, page.readOutput(reply.output.sizeBytes), input, { out, policy, taken, number, total }) };
  } catch (error) {
    return { reply: { status: 'failed', error: toWireError(error) }, written: null };
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

/** What a person is told of regions that nobody decided. */
function leftOpen(count: number, locked: boolean): string {
  const [what, it] = count === 1 ? ['1 doubtful region is', 'it'] : [`${String(count)} doubtful regions are`, 'them'];
  return `${what} not masked: look ${it} over in the app${locked ? '' : `, or mask ${it} too with --mask-doubtful`}.\n`;
}
