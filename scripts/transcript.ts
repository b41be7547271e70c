import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from './find-chromium.mjs';
import { serveFolder } from './headless/static-server.ts';
import { asMarkdown, withTranscript } from './transcript/as-markdown.ts';
import { listen } from './transcript/ears.ts';
import { review, type Upload } from './transcript/journey.ts';
import { Reader } from './transcript/reader.ts';

const USAGE = `Usage: npm run transcript [-- --app DIR] [--page FILE | --print]

Reviews the samples by keyboard alone, and writes what a screen reader would say into docs/screen-reader.md.

  --app DIR    another build than dist/
  --page FILE  another page to write into
  --print      prints the transcript and writes nothing

Exit: 1 where a key leaves the focus on nothing, 0 otherwise.`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Reviews with the built app. */
async function transcribe(app: string): Promise<Reader> {
  const server = await serveFolder(app);
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce' });
    // The system's own dialogs can't be driven; without them the browser downloads.
    await page.addInitScript(() => {
      for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(globalThis, name);
    });
    await listen(page);
    await page.goto(server.origin);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // What the badge says is part of what is read.
    await page.locator('[data-testid="offline-badge"][data-state="ready"]').waitFor({ timeout: 60_000 });
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    const reader = new Reader(page, session);
    try {
      await review(page, reader, uploadOf(app, 'evening-out.jpg'));
    } catch (error) {
      console.log(asMarkdown(reader.chapters));
      throw error;
    }
    return reader;
  } finally {
    await browser.close();
    await server.close();
  }
}

function uploadOf(app: string, name: string): Upload {
  return { name, mimeType: 'image/jpeg', buffer: readFileSync(join(app, 'samples', name)) };
}

const { values } = parseArgs({ options: { app: { type: 'string' }, page: { type: 'string' }, print: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
const app = resolve(values.app ?? join(ROOT, 'dist'));
if (values.help) console.log(USAGE);
else if (!existsSync(join(app, 'index.html'))) throw new Error('The app is not built yet: run npm run build first.');
else {
  const reader = await transcribe(app);
  const transcript = asMarkdown(reader.chapters);
  const page = resolve(values.page ?? join(ROOT, 'docs', 'screen-reader.md'));
  if (values.print) console.log(transcript);
  else writeFileSync(page, withTranscript(readFileSync(page, 'utf8'), transcript));
  for (const keys of reader.lost) console.log(`LOST: nothing has the focus after ${keys}`);
  if (reader.lost.length > 0) process.exitCode = 1;
}
