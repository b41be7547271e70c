import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserDriver } from './engines/browser-driver.ts';
import { startFirefox } from './engines/firefox.ts';
import { walk } from './engines/journey.ts';
import { startWebKit } from './engines/webkit.ts';
import { serveFolder } from './headless/static-server.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PHOTO = `${ROOT}node_modules/@vladmandic/face-api/demo/sample3.jpg`;

/** One photo through the built app in every other browser that is installed here. */
async function main(): Promise<void> {
  if (!existsSync(`${ROOT}dist/index.html`)) throw new Error('The app is not built yet: run npm run build first.');
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
      for (const { what, passed: ok } of await walk(driver, origin, PHOTO, stop)) {
        console.log(`  ${ok ? 'ok    ' : 'FAILED'} ${what}`);
        if (ok) passed += 1;
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
  console.log(`${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  if (failed > 0) process.exitCode = 1;
}

await main();
