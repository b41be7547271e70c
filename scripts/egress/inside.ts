// Runs one part of the egress test, usually inside a sealed network namespace: `journey` or `probe`.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';
import { sealedHeaders } from '../sealed-headers.ts';
import { walkJourney } from './journey.ts';
import { buildProbeSite, listAttempts, serveProbeSite, tryChannel } from './probe-site.ts';
import { startStaticServer } from './static-server.ts';

/** How long a byte may take from script to wire; the run without headers shows that this is enough. */
const GRACE_MS = 2500;

/** The browser's own form filling asks its maker about every page with fields; that is not the page's doing. */
const NO_FORM_SERVICE = '--autofill-server-url=http://127.0.0.1:9/';

const [part, dist = '', report = '', sealing = 'sealed', netLog = ''] = process.argv.slice(2);
if (part !== 'journey' && part !== 'probe') throw new Error('Unknown part of the egress test.');
const outcome = await withBrowser(part === 'journey' ? journey : probe);
writeFileSync(report, JSON.stringify(outcome));

async function withBrowser<T>(use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  const log = netLog === '' ? [] : [`--log-net-log=${netLog}`, '--net-log-capture-mode=Everything'];
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS, NO_FORM_SERVICE, ...log] });
  try {
    return await use(await browser.newContext({ acceptDownloads: true }));
  } finally {
    await browser.close();
  }
}

async function journey(context: BrowserContext): Promise<unknown> {
  const samples = join(dist, 'samples');
  const pictures = existsSync(samples) ? readdirSync(samples).filter((name) => name.endsWith('.jpg')).map((name) => join(samples, name)) : [];
  const [first, second = first] = pictures;
  if (first === undefined || second === undefined) throw new Error('The build holds no samples to open.');
  const server = await startStaticServer({ root: dist, headers: sealedHeaders() });
  return walkJourney(await context.newPage(), server, [first, second]);
}

/** Tries every channel towards host names that exist nowhere; each name says which channel asked for it. */
async function probe(context: BrowserContext): Promise<unknown> {
  const site = mkdtempSync(join(tmpdir(), 'cloakroom-probe-'));
  try {
    await buildProbeSite(site);
    const server = await serveProbeSite(site, sealing === 'sealed' ? sealedHeaders() : {});
    const attempts = (await listAttempts()).filter(({ own }) => !own);
    const said: Record<string, string> = {};
    for (let first = 0; first < attempts.length; first += 6) {
      const batch = attempts.slice(first, first + 6).map(async (attempt) => {
        const host = `${attempt.channel}.${attempt.scope}.sink.example`;
        said[host] = await tryChannel(await context.newPage(), server, attempt, { host, port: 4711 });
      });
      await Promise.all(batch);
    }
    await new Promise((done) => setTimeout(done, GRACE_MS));
    await server.close();
    return { said };
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}
