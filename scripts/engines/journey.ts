import { inspectImage } from '../../src/core/structure/inspect.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import type { RunnerReply } from '../../src/protocol/runner-page.ts';
import type { BrowserDriver } from './browser-driver.ts';

/** One thing that a journey checked. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
}

/** Clicks the first button of the open dialog, or else of the page, whose name matches, once it is there and enabled. */
const click = (pattern: string): string => `
  const find = () => [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('button')].find((button) =>
    !button.disabled && button.offsetParent !== null && new RegExp(${JSON.stringify(pattern)}).test(button.getAttribute('aria-label') ?? button.textContent));
  const end = Date.now() + 60000;
  while (find() === undefined) { if (Date.now() > end) return false; await new Promise((resolve) => setTimeout(resolve, 50)); }
  find().click();
  return true;`;

/** Waits until an element is there. */
const seen = (selector: string): string => `
  const end = Date.now() + 60000;
  while (document.querySelector(${JSON.stringify(selector)}) === null) { if (Date.now() > end) return false; await new Promise((resolve) => setTimeout(resolve, 50)); }
  return true;`;

/**
 * The journey of one photo through the interface, then through the runner page for the bytes.
 * @param driver - a browser
 * @param origin - of the served app
 * @param photo - path of a picture with faces
 * @param goOffline - stops the server for good
 */
export async function walk(driver: BrowserDriver, origin: string, photo: string, goOffline: () => Promise<void>): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const check = async (what: string, outcome: Promise<unknown>): Promise<void> => {
    checks.push({ what, passed: (await outcome) === true });
  };
  await driver.open(`${origin}/`);
  await check('the start screen opens', driver.evaluate(seen('input[type=file]')));
  await check('the page is cross-origin isolated', driver.evaluate('return self.crossOriginIsolated === true;'));
  await exportOne(driver, photo, check);
  // By its other name the server is another origin, without the service worker that the first visit installed.
  checks.push(...(await runPage(driver, origin.replace('localhost', '127.0.0.1'), photo)));
  await driver.open(`${origin}/`);
  await check('the second visit opens', driver.evaluate(seen('input[type=file]')));
  await check('the offline copy is in charge', driver.evaluate(seen('[data-testid=offline-badge][data-state=ready]')));
  await goOffline();
  await driver.open(`${origin}/`);
  await check('the page opens with the server gone', driver.evaluate(seen('input[type=file]')));
  await exportOne(driver, photo, (what, outcome) => check(`${what}, offline`, outcome));
  return checks;
}

async function exportOne(driver: BrowserDriver, photo: string, check: (what: string, outcome: Promise<unknown>) => Promise<void>): Promise<void> {
  await driver.upload('input[type=file]', photo);
  await check('export is offered once the faces were looked for', driver.evaluate(click('^Export')));
  // Where finds are undecided, the answer to what should happen to them starts the export.
  const answered = await driver.evaluate(click('^Mask (it|them) and export').replace('60000', '2000'));
  await check('the export starts', answered === true ? Promise.resolve(true) : driver.evaluate(click('^Export \\d')));
  await check('the file passes its re-check', driver.evaluate(seen('[data-testid=export-row][data-status=released]')));
}

async function runPage(driver: BrowserDriver, origin: string, photo: string): Promise<Check[]> {
  await driver.open(`${origin}/runner.html`);
  await driver.evaluate(`const end = Date.now() + 30000; while (!window.cloakroomRunner && Date.now() < end) await new Promise((r) => setTimeout(r, 50)); await window.cloakroomRunner.warmUp();`);
  await driver.upload('#files', photo);
  const request = { index: 0, policy: DEFAULT_POLICY, detectOnly: false, regions: null, createdAt: '2026-01-01T00:00:00.000Z' };
  const reply = (await driver.evaluate(`return window.cloakroomRunner.run(${JSON.stringify(request)});`)) as RunnerReply;
  if (reply.status !== 'ok' || reply.output === null) return [{ what: 'the runner page hands out a file', passed: false }];
  const bytes = new Uint8Array(Buffer.from(reply.output.base64, 'base64'));
  const { findings } = verifyOutput(bytes, reply.output.format, { width: reply.width, height: reply.height });
  return [
    { what: 'faces are found and masked', passed: reply.detections.filter((find) => find.decision === 'masked').length >= 3 },
    { what: 'the file’s structure is on the allow-list', passed: findings.length === 0 },
    { what: 'no metadata is left', passed: inspectImage(bytes).metadata.length === 0 },
  ];
}
