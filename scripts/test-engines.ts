import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserDriver } from './engines/browser-driver.ts';
import { startFirefox } from './engines/firefox.ts';
import { walk, type Film } from './engines/journey.ts';
import { startWebKit } from './engines/webkit.ts';
import { serveFolder } from './headless/static-server.ts';
import { encodeClips } from './video/encode-clip.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PHOTO = `${ROOT}node_modules/@vladmandic/face-api/demo/sample3.jpg`;

/** Containers and codecs that a film is tried in; the others differ in how they are read only. */
const FORMS = { mp4: 'H.264 in MP4', webm: 'VP9 in WebM' } as const;

/** Short films, because some browsers have slow encoders. */
async function makeFilms(folder: string): Promise<Film[]> {
  const clips = await encodeClips(PHOTO, { side: 480, frames: 8 });
  return Promise.all(clips.flatMap(({ form, bytes }) => (form === 'mp4' || form === 'webm' ? [{ form, bytes: Uint8Array.from(bytes) }] : [])).map(async ({ form, bytes }) => {
    const path = join(folder, `film.${form}`);
    await writeFile(path, bytes);
    return { name: FORMS[form], path, bytes };
  }));
}

/** One photo and short films through the built app in every other browser that is installed here. */
async function main(): Promise<void> {
  if (!existsSync(`${ROOT}dist/index.html`)) throw new Error('The app is not built yet: run npm run build first.');
  const folder = await mkdtemp(join(tmpdir(), 'engines-'));
  const films = await makeFilms(folder);
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const [name, start] of [['Firefox', startFirefox], ['WebKitGTK', startWebKit]] as const) {
    const driver: BrowserDriver | null = await start();
    if (driver === null) {
      console.log(`${name}: not installed, skipped`);
      skipped += 1;
      continue;
    }
    console.log(driver.name);
    const server = await serveFolder(`${ROOT}dist`);
    // Only localhost counts as a secure context by name in every browser.
    const origin = server.origin.replace('127.0.0.1', 'localhost');
    let stopped = false;
    const stop = async (): Promise<void> => {
      if (!stopped) await server.close();
      stopped = true;
    };
    try {
      for (const { what, passed: ok, skipped: cannot = false } of await walk(driver, origin, PHOTO, films, stop)) {
        console.log(`  ${cannot ? 'cannot' : ok ? 'ok    ' : 'FAILED'} ${what}`);
        if (cannot) skipped += 1;
        else if (ok) passed += 1;
        else failed += 1;
      }
    } finally {
      await mkdir(`${ROOT}artifacts`, { recursive: true });
      await driver
        .screenshot()
        .then((png) => writeFile(`${ROOT}artifacts/${name.toLowerCase()}.png`, png))
        .catch(() => undefined);
      await driver.close();
      await stop();
    }
  }
  await rm(folder, { recursive: true });
  console.log(`${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  if (failed > 0) process.exitCode = 1;
}

await main();
