import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import type { WrittenImageFormat } from '../../src/core/structure/inspection.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { verifyOutput } from '../../src/core/structure/verify.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import type { RunnerReply } from '../../src/protocol/runner-page.ts';
import { filmFault } from '../hostile/film-verdict.ts';
import type { BrowserDriver } from './browser-driver.ts';

/** One thing that a journey checked. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  /** Whether this browser can't do it and says so, so that nothing could be checked. */
  readonly skipped?: true;
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
 * The journey of one photo through the runner page for the bytes, where films go with it, and then through the interface.
 * @param driver - a browser
 * @param origin - of the served app
 * @param photo - path of a picture with faces
 * @param films - short ones, with a face
 * @param goOffline - stops the server for good
 */
export async function walk(driver: BrowserDriver, origin: string, photo: string, films: readonly Film[], goOffline: () => Promise<void>): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const check = async (what: string, outcome: Promise<unknown>): Promise<void> => {
    checks.push({ what, passed: (await outcome) === true });
  };
  // By its other name the server is another origin, without the service worker that a visit installs. Comes first: in a session that keeps
  // nothing WebKit drops the copy of an origin that was left for some seconds.
  const other = origin.replace('localhost', '127.0.0.1');
  checks.push(...(await runPage(driver, other, photo)));
  checks.push(...(await runFilms(driver, other, films)));
  await driver.open(`${origin}/`);
  await check('the start screen opens', driver.evaluate(seen('input[type=file]')));
  await check('the page is cross-origin isolated', driver.evaluate('return self.crossOriginIsolated === true;'));
  await exportOne(driver, photo, check);
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

/** A film on the disk. */
export interface Film {
  readonly name: string;
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a browser without a decoder or an encoder says: a plain refusal, and no file. */
const REFUSAL = /^(?:input\/video-(?:codec|avc|vp8|vp9|av1)|export\/encode)$/u;

/**
 * Films through the runner page: searched, tracked, masked and encoded where the browser can, refused with a sentence where it can't, but for
 * one of them at least. What is written tells in which codec.
 * @param origin - of the served app
 */
export async function runFilms(driver: BrowserDriver, origin: string, films: readonly Film[]): Promise<Check[]> {
  const checks: Check[] = [];
  let written = 0;
  for (const { name, path, bytes } of films) {
    // A page of its own, so that no film can spoil the next.
    await openRunner(driver, origin);
    await driver.upload('#files', path);
    const reply = await runFile(driver).catch((error: unknown) => String(error));
    if (typeof reply === 'string') {
      checks.push({ what: `a film in ${name} gets an answer: ${reply}`, passed: false });
      continue;
    }
    if (reply.status === 'failed') {
      const isRefused = REFUSAL.test(reply.error.code);
      checks.push({ what: `a film in ${name} is refused: ${reply.error.message}`, passed: isRefused, ...(isRefused ? { skipped: true } : {}) });
      continue;
    }
    const output = new Uint8Array(Buffer.from(reply.output?.base64 ?? '', 'base64'));
    const format = reply.output?.format === 'webm' ? 'webm' : 'mp4';
    const fault = await filmFault(output, format, bytes).catch((error: unknown) => String(error));
    const codec = await codecOf(output);
    written += 1;
    checks.push(
      { what: `a film in ${name} is searched, and a face is tracked over all its frames`, passed: reply.detections.some(({ decision, frames }) => decision === 'masked' && frames !== undefined && frames.last > frames.first) },
      { what: `a film in ${name} is written as ${codec} in ${format.toUpperCase()} with every frame, and nothing else in it${fault === null ? '' : `: ${fault}`}`, passed: fault === null },
    );
  }
  return [...checks, { what: `${String(written)} of ${String(films.length)} films are written`, passed: written > 0 }];
}

async function codecOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  try {
    return (await (await input.getPrimaryVideoTrack())?.getCodec()) ?? 'nothing';
  } catch {
    return 'nothing';
  } finally {
    input.dispose();
  }
}

async function openRunner(driver: BrowserDriver, origin: string): Promise<void> {
  await driver.open(`${origin}/runner.html`);
  await driver.evaluate(`const end = Date.now() + 30000; while (!window.cloakroomRunner && Date.now() < end) await new Promise((r) => setTimeout(r, 50)); await window.cloakroomRunner.warmUp();`);
}

/** Milliseconds that a short film may take; a browser's own limit is a little longer. */
const REPLY_MS = 110_000;

/** @throws Error where the page itself fails, or never answers */
async function runFile(driver: BrowserDriver): Promise<RunnerReply> {
  const request = { index: 0, policy: DEFAULT_POLICY, detectOnly: false, regions: null, createdAt: '2026-01-01T00:00:00.000Z' };
  const reply = (await driver.evaluate(`return Promise.race([window.cloakroomRunner.run(${JSON.stringify(request)}), new Promise((resolve) => setTimeout(() => resolve({ failed: 'no reply' }), ${String(REPLY_MS)}))]);`)) as RunnerReply | { readonly failed: string };
  if ('failed' in reply) throw new Error(reply.failed);
  return reply;
}

async function runPage(driver: BrowserDriver, origin: string, photo: string): Promise<Check[]> {
  await openRunner(driver, origin);
  await driver.upload('#files', photo);
  const reply = await runFile(driver);
  if (reply.status !== 'ok' || reply.output === null) return [{ what: 'the runner page hands out a file', passed: false }];
  const bytes = new Uint8Array(Buffer.from(reply.output.base64 ?? '', 'base64'));
  const { findings } = verifyOutput(bytes, reply.output.format as WrittenImageFormat, { width: reply.width, height: reply.height });
  return [
    { what: 'faces are found and masked', passed: reply.detections.filter((find) => find.decision === 'masked').length >= 3 },
    { what: 'the file’s structure is on the allow-list', passed: findings.length === 0 },
    { what: 'no metadata is left', passed: inspectImage(bytes).metadata.length === 0 },
  ];
}
