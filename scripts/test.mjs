// npm test: installs what is missing, runs every check and suite, goes on after a failure, and sums up.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countFindings, countPlaywright, countVitest, withStatus } from './count-tests.mjs';
import { ROOT, runProgram, runTool } from './run-program.mjs';
import { buildMaterial, ensureBuilt, ensureChromium, ensureInstalled } from './set-up.mjs';

/** @typedef {import('./count-tests.mjs').Count} Count */

/** Screens whose pictures a whole run compares; `npm run test:visual` compares all. */
const MAIN_SCREENS = ['start', 'deciding', 'decided', 'all-regions', 'policy-room', 'export-done'];

const REPORTS = join(ROOT, '.cache', 'reports');

/** Journeys of every run; `npm test -- all` and `npm run test:e2e` walk all of them. */
const MAIN_JOURNEYS = ['evidence', 'exfiltration', 'held', 'installed', 'intake', 'playing', 'review', 'sealed', 'share-target', 'support', 'timeline', 'video'];

/** Runs every step, each whole; before a release. */
const ALL = 'all';

/**
 * Checks that use one core each, so that they run side by side. A check counts as one failed test when it fails and as none
 * when it passes, so that the number of passed tests is the number of tests.
 * @type {readonly { name: string, title: string, run: (print: (text: Buffer) => void) => Promise<number> }[]}
 */
const CHECKS = [
  { name: 'typecheck', title: 'Types', run: (print) => runProgram(process.execPath, ['scripts/typecheck.mjs'], { print }) },
  { name: 'lint', title: 'Lint', run: (print) => runTool('eslint', ['.'], {}, print) },
  { name: 'docs', title: 'Docstrings', run: (print) => runTool('eslint', ['--config', 'eslint.docs.config.js', 'src'], {}, print) },
];

/**
 * Every other step in its order, each alone with the machine.
 * @type {readonly { name: string, title: string, run: () => Promise<Count> }[]}
 */
const STEPS = [
  { name: 'node', title: 'Node tests', run: () => vitest('node', 'node-mocks') },
  { name: 'browser', title: 'Browser tests', run: () => vitest('browser') },
  { name: 'build', title: 'Build', run: async () => check(ensureBuilt().then((built) => (built ? 0 : 1))) },
  { name: 'e2e', title: 'End-to-end tests of the built app', run: () => playwrightConfig('e2e', []) },
  { name: 'looks', title: 'Pictures of the main screens', run: looks },
  { name: 'outputs', title: 'Attacks on finished files', run: () => vitestConfig('outputs', ['--config', 'vitest.outputs.config.ts']) },
  { name: 'egress', title: 'Packets that leave', run: egress },
];

/**
 * @param {Promise<number>} running - a program whose exit status says everything
 * @returns {Promise<Count>} no test, or one failed
 */
async function check(running) {
  return { passed: 0, failed: (await running) === 0 ? 0 : 1, skipped: 0 };
}

/**
 * @param {string} project - as named in vitest.config.ts
 * @param {readonly string[]} more - further ones of the same step
 * @returns {Promise<Count>} their tests
 */
function vitest(project, ...more) {
  return vitestConfig(project, [project, ...more].flatMap((name) => ['--project', name]));
}

/**
 * @param {string} name - of the report
 * @param {readonly string[]} selection - which tests run
 * @returns {Promise<Count>} what they came to
 */
async function vitestConfig(name, selection) {
  const file = join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  const status = await runTool('vitest', ['run', ...selection, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  return withStatus(countReport(file, countVitest), status);
}

/** @returns {Promise<Count>} what was recorded below the browser; its findings count as tests */
async function egress() {
  const file = join(ROOT, 'artifacts', 'egress-network.json');
  rmSync(file, { force: true });
  const status = await runTool('tsx', ['scripts/test-egress.ts']);
  return withStatus(countReport(file, countFindings), status);
}

/** @returns {Promise<Count>} the main screens against what is kept of them; all screens have a command of their own */
function looks() {
  return playwrightConfig('looks', ['-c', 'playwright.visual.config.ts', '--grep', `\\b(${MAIN_SCREENS.join('|')}) looks`]);
}

/**
 * @param {string} name - of the report
 * @param {readonly string[]} selection - which tests run
 * @returns {Promise<Count>} what they came to
 */
async function playwrightConfig(name, selection) {
  const file = join(REPORTS, `${name}.json`);
  rmSync(file, { force: true });
  const status = await runTool('playwright', ['test', ...selection, '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return withStatus(countReport(file, countPlaywright), status);
}

/**
 * @param {string} file - a report
 * @param {(report: any) => Count} count - how to read it
 * @returns {Count} one failure when there is no report to read
 */
function countReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error('The runner left no report.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/**
 * Runs checks side by side, and shows what each printed, whole and in their order.
 * @param {typeof CHECKS} checks - those to run
 * @returns {Promise<{ title: string, count: Count }[]>} what each came to
 */
async function runChecks(checks) {
  if (checks.length > 0) console.log(`\n${checks.map(({ title }) => title).join(', ')} …`);
  const running = checks.map(({ run }) => {
    /** @type {Buffer[]} */
    const printed = [];
    return { printed, status: run((text) => printed.push(text)) };
  });
  const outcomes = [];
  for (const [index, { title }] of checks.entries()) {
    const { printed, status } = running[index] ?? { printed: [], status: 1 };
    const count = await check(Promise.resolve(status));
    console.log(`\n=== ${title} ===\n\n${Buffer.concat(printed).toString()}`);
    outcomes.push({ title, count });
  }
  return outcomes;
}

/** What is left of the steps where none is named, so that a run ends within 25 minutes on two cores. */
const SHORT = STEPS.filter(({ name }) => name !== 'looks').map((step) =>
  step.name === 'e2e' ? { ...step, title: 'Main journeys through the built app', run: () => playwrightConfig('e2e', MAIN_JOURNEYS.map((spec) => `/${spec}.spec.ts`)) } : step,
);

/**
 * @param {readonly string[]} names - of the steps to run; where none is named, all checks and tests but the longer journeys
 * @returns {Promise<{ title: string, count: Count }[]>} what each came to
 */
async function runSteps(names) {
  const isWanted = (/** @type {{ name: string }} */ { name }) => names.length === 0 || names.includes(ALL) || names.includes(name);
  const outcomes = await runChecks(CHECKS.filter(isWanted));
  for (const { title, run } of (names.length === 0 ? SHORT : STEPS).filter(isWanted)) {
    console.log(`\n=== ${title} ===\n`);
    outcomes.push({ title, count: await run() });
  }
  return outcomes;
}

/**
 * Prints one line per step and the closing line.
 * @param {readonly { title: string, count: Count }[]} outcomes - what each step came to
 * @returns {number} how many failed
 */
function sumUp(outcomes) {
  let passed = 0;
  let failed = 0;
  console.log('\n=== Summary ===\n');
  for (const { title, count } of outcomes) {
    passed += count.passed;
    failed += count.failed;
    const skipped = count.skipped > 0 ? `, ${String(count.skipped)} skipped` : '';
    const tests = count.passed + count.failed > 1 || count.passed > 0 ? ` (${String(count.passed)} passed, ${String(count.failed)} failed${skipped})` : '';
    console.log(`${count.failed > 0 ? 'FAILED' : 'ok    '}  ${title}${tests}`);
    for (const failure of count.failures ?? []) console.log(`        ${failure}`);
  }
  console.log(`\n${String(passed)} passed, ${String(failed)} failed`);
  return failed;
}

const names = process.argv.slice(2);
const known = [ALL, ...[...CHECKS, ...STEPS].map(({ name }) => name)];
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Usage: npm test [-- ${known.map((name) => `[${name}]`).join(' ')}]`);
  process.exitCode = 2;
} else {
  mkdirSync(REPORTS, { recursive: true });
  const installed = await ensureInstalled();
  const ready = installed && (await buildMaterial());
  if (installed && (await ensureChromium()) === null) {
    console.error('No Chromium could be found or installed: set CHROMIUM_PATH. The suites that need one will fail.');
  }
  const outcomes = ready ? await runSteps(names) : [{ title: 'Set-up', count: { passed: 0, failed: 1, skipped: 0 } }];
  if (names.length === 0) console.log('\nNot run: the longer journeys and the pictures of the screens. All of it: npm test -- all');
  if (sumUp(outcomes) > 0) process.exitCode = 1;
}
