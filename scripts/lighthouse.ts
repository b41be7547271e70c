import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { preview } from 'vite';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs';
import { audit, type Form, type Run } from './lighthouse/audit.ts';
import { findingLines, scoreLine, tooLow } from './lighthouse/summary.ts';
import { COMPRESSED_PREVIEW } from './sealed-preview.ts';

const USAGE = `Usage: npm run lighthouse [-- [--runs N] [--form desktop|mobile] [--app DIR]]

Serves the built app with the headers and the compression that people get, runs Lighthouse on the start screen N times (3) for a desktop
and for a phone, and prints the medians and every audit that fell short.

  --form  only one of the two
  --app   another build than dist/

Exit: 0 where every median reaches its mark, 1 otherwise.`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

async function measure(app: string, forms: readonly Form[], count: number): Promise<boolean> {
  process.env[COMPRESSED_PREVIEW] = '1';
  const server = await preview({ root: ROOT, logLevel: 'warn', build: { outDir: app }, preview: { port: await freePort(), host: 'localhost' } });
  const address = server.resolvedUrls?.local[0];
  let good = true;
  try {
    if (address === undefined) throw new Error('The server has no address.');
    for (const form of forms) {
      const runs: Run[] = [];
      for (let index = 0; index < count; index += 1) runs.push(await inFreshBrowser((port) => audit(address, port, form)));
      console.log(`\n${scoreLine(form, runs)}`);
      for (const line of findingLines(runs)) console.log(line);
      const low = tooLow(form, runs);
      if (low.length > 0) console.log(`${form}: too low: ${low.join(', ')}`);
      good &&= low.length === 0;
    }
  } finally {
    server.httpServer.close();
    if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
  }
  return good;
}

/** A browser for each run: what one run leaves behind must not help the next one. */
async function inFreshBrowser<T>(use: (port: number) => Promise<T>): Promise<T> {
  const executablePath = findChromium();
  const port = await freePort();
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS, `--remote-debugging-port=${String(port)}`] });
  try {
    return await use(port);
  } finally {
    await browser.close();
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' }, form: { type: 'string' }, app: { type: 'string' }, help: { type: 'boolean' } } });
const app = resolve(values.app ?? join(ROOT, 'dist'));
const runs = Number(values.runs);
const forms = (['desktop', 'mobile'] as const).filter((form) => values.form === undefined || values.form === form);
if (values.help === true || forms.length === 0 || !Number.isInteger(runs) || runs < 1) {
  console.log(USAGE);
  process.exitCode = values.help === true ? 0 : 2;
} else if (!existsSync(join(app, 'index.html'))) {
  throw new Error('The app is not built yet: run npm run build first.');
} else {
  process.exitCode = (await measure(app, forms, runs)) ? 0 : 1;
}
