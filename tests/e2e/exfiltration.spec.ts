import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { buildProbeSite, listAttempts, serveProbeSite, tryChannel, type Attempt } from '../../scripts/egress/probe-site.ts';
import type { StaticServer } from '../../scripts/egress/static-server.ts';
import { sealedHeaders } from '../../scripts/sealed-headers.ts';
import { openSink, type Sink } from './channels/sinks.ts';

/** How long a byte may take from script to sink, at the least. */
const GRACE_MS = 2500;
/** How long a page may take to answer a question, or to close. */
const ANSWER_MS = 20_000;
/** How long the channels that a control run must see may take on a busy machine. */
const PATIENCE_MS = 20_000;
/** How often such a channel is tried: that it reaches its sink at all is what a control run shows. */
const TRIES = 3;
/** Channels that reach their sink when nothing stands in their way. */
const OPEN_WITHOUT_HEADERS = [
  'page fetch',
  'page webrtc-stun',
  'page location',
  'page iframe',
  'page form-post',
  'worker fetch',
  'worker websocket',
];
/** Channels that only Connection-Allowlist shuts. */
const OPEN_WITHOUT_ALLOWLIST = ['page webrtc-stun', 'page location'];
/** Channels that only name a host; a look-up shows on the wire of a network namespace only (`npm run test:egress`). */
const NEEDS_DNS = ['page dns-prefetch', 'page webrtc-dns'];

interface Outcome extends Attempt {
  /** What the probe said: tried, refused with an error's name, or that its page is gone. */
  readonly said: string;
  readonly hits: number;
}
type Setting = 'no headers' | 'sealed but for Connection-Allowlist' | 'sealed headers' | 'sealed headers and service worker';

const id = ({ scope, channel }: Attempt): string => `${scope} ${channel}`;
const reached = (outcomes: readonly Outcome[]): string[] => outcomes.filter(({ hits }) => hits > 0).map(id);

test.describe.configure({ mode: 'serial' });

const results = new Map<Setting, readonly Outcome[]>();
/** How long a control run's channels took: the runs in which nothing may arrive listen for at least twice as long. */
let slowestMs = 0;

test('without headers most channels reach their sink, so the sinks work', async ({ browser }) => {
  test.setTimeout(300_000);
  const outcomes = await runAll(browser, 'no headers', OPEN_WITHOUT_HEADERS);
  const silent = outcomes.filter(({ hits }) => hits === 0).map(id);
  console.log(`not measured, silent even without headers: ${silent.join(', ')}`);
  expect(outcomes.length - silent.length).toBeGreaterThanOrEqual(50);
  expect(reached(outcomes)).toEqual(expect.arrayContaining(OPEN_WITHOUT_HEADERS));
});

test('without Connection-Allowlist some channels stay open, so it is needed', async ({ browser }) => {
  test.setTimeout(300_000);
  const outcomes = await runAll(browser, 'sealed but for Connection-Allowlist', OPEN_WITHOUT_ALLOWLIST);
  const open = reached(outcomes.filter(({ own }) => !own));
  console.log(`open where Connection-Allowlist is not honoured: ${open.join(', ')}`);
  expect(open).toEqual(expect.arrayContaining(OPEN_WITHOUT_ALLOWLIST));
});

test('under the sealed headers no channel reaches another host', async ({ browser }) => {
  test.setTimeout(300_000);
  const outcomes = await runAll(browser, 'sealed headers');
  expect(outcomes.filter(({ said }) => said === 'not run').map(id)).toEqual([]);
  expect(reached(outcomes.filter(({ own }) => !own))).toEqual([]);
});

test('under the sealed headers and the service worker not even the own server is reached', async ({ browser }) => {
  test.setTimeout(300_000);
  const outcomes = await runAll(browser, 'sealed headers and service worker');
  expect(outcomes.filter(({ said }) => said === 'not run').map(id)).toEqual([]);
  expect(reached(outcomes)).toEqual([]);
});

test.afterAll(() => {
  const settings = [...results.keys()];
  const rows = (results.get('no headers') ?? []).map((attempt) => {
    const at = (setting: Setting): Outcome | undefined => results.get(setting)?.find((other) => id(other) === id(attempt));
    const cells = settings.map((setting) => [setting, { hits: at(setting)?.hits ?? null, said: at(setting)?.said ?? null }] as const);
    return {
      scope: attempt.scope,
      channel: attempt.channel,
      measured: attempt.hits > 0,
      needsDns: NEEDS_DNS.includes(id(attempt)),
      ...Object.fromEntries(cells),
    };
  });
  const open = Object.fromEntries(settings.map((setting) => [setting, reached(results.get(setting) ?? []).length]));
  mkdirSync('artifacts', { recursive: true });
  writeFileSync('artifacts/egress.json', `${JSON.stringify({ attempts: rows.length, open, rows }, null, 2)}\n`);
});

/**
 * Runs every channel in a page of its own, all sinks open until the last byte has had its time.
 * @param mustReach - channels whose hit is waited for; what did not arrive in time is left to the caller's check
 */
async function runAll(browser: Browser, setting: Setting, mustReach: readonly string[] = []): Promise<readonly Outcome[]> {
  const site = mkdtempSync(join(tmpdir(), 'cloakroom-probe-'));
  await buildProbeSite(site);
  const server = await serveProbeSite(site, headersOf(setting));
  const context = await browser.newContext();
  const sinks: Sink[] = [];
  try {
    if (setting === 'sealed headers and service worker') await installServiceWorker(context, server);
    const attempts = await listAttempts();
    const tries: { attempt: Attempt; page: Page; sink: Sink; said: string }[] = [];
    const run = async (batch: readonly Attempt[]): Promise<void> => {
      const tried = batch.map(async (attempt) => {
        const [page, sink] = [await context.newPage(), await openSink()];
        sinks.push(sink);
        const said = await tryChannel(page, server, attempt, { host: '127.0.0.1', port: sink.port });
        return { attempt, page, sink, said };
      });
      tries.push(...(await Promise.all(tried)));
    };
    for (let first = 0; first < attempts.length; first += 6) await run(attempts.slice(first, first + 6));
    const missing = (): readonly Attempt[] =>
      attempts.filter((attempt) => mustReach.includes(id(attempt)) && !tries.some((one) => one.attempt === attempt && one.sink.hits() > 0));
    for (let again = 0; missing().length > 0 && again < TRIES; again += 1) {
      if (again > 0) await run(missing());
      const started = Date.now();
      while (missing().length > 0 && Date.now() - started < PATIENCE_MS) await new Promise((done) => setTimeout(done, 100));
      slowestMs = Math.max(slowestMs, Date.now() - started);
    }
    await new Promise((done) => setTimeout(done, Math.max(GRACE_MS, 2 * slowestMs)));
    const outcomes = await Promise.all(
      tries.map(async ({ attempt, sink, said, page }): Promise<Outcome> => {
        // A page in the middle of a navigation that never ends answers nothing; what it said before counts then.
        const latest = await within(
          page.evaluate(() => document.documentElement.dataset.outcome).catch(() => undefined),
          undefined,
        );
        const toOwnServer = server.log.filter(({ target }) => target.startsWith(`/${attempt.channel}?`)).length;
        return { ...attempt, said: latest ?? said, hits: attempt.own ? toOwnServer : sink.hits() };
      }),
    );
    // Of a channel that was tried again, the try that came furthest.
    const best = attempts.flatMap((attempt) =>
      outcomes
        .filter((one) => id(one) === id(attempt) && one.own === attempt.own)
        .sort((a, b) => b.hits - a.hits)
        .slice(0, 1),
    );
    results.set(setting, best);
    return best;
  } finally {
    await within(context.close(), undefined);
    await within(
      Promise.all([...sinks.map((sink) => sink.close()), server.close()]).then(() => undefined),
      undefined,
    );
    rmSync(site, { recursive: true, force: true });
  }
}

/** What a promise brings, or something else where it takes too long: some channels leave a page that the browser never answers for. */
function within<T>(promise: Promise<T>, otherwise: T): Promise<T> {
  return Promise.race([promise, new Promise<T>((resolve) => setTimeout(() => resolve(otherwise), ANSWER_MS))]);
}

async function installServiceWorker(context: BrowserContext, server: StaticServer): Promise<void> {
  const page = await context.newPage();
  await page.goto(server.origin);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.close();
}

function headersOf(setting: Setting): Readonly<Record<string, string>> {
  if (setting === 'no headers') return {};
  const headers = Object.entries(sealedHeaders());
  const withoutAllowlist = setting === 'sealed but for Connection-Allowlist';
  return Object.fromEntries(headers.filter(([name]) => !withoutAllowlist || name !== 'Connection-Allowlist'));
}
