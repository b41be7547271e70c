import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { AppPage } from './app-page.ts';
import { writePictures, type PictureFolder } from './pictures.ts';
import { PublishedBuild } from './published-build.ts';

/** When newer builds are published, in shares of the batch. */
const AT = [0.1, 0.5, 0.9] as const;

/**
 * Publishes newer builds, with other names for every chunk, while a batch runs. The batch ends on the build that it began with, nothing
 * that it asks for is missing, every record names that one build, and the update waits until it is let in.
 * @param app - the built app
 * @param count - how many pictures
 * @returns what went wrong
 */
export async function updateInMidJob(app: string, count: number): Promise<readonly string[]> {
  const host = await PublishedBuild.start(app);
  const window = await AppPage.start(withoutPickers);
  const { page } = window;
  const wrong: string[] = [];
  let folder: PictureFolder | null = null;
  try {
    await window.open(host.origin);
    const first = host.build;
    const parts = new Set(host.paths.map((path) => `/${path}`));
    folder = await writePictures(page, app, count);
    await window.input.setInputFiles([...folder.paths]);
    await page.locator('#queue-filter').waitFor({ state: 'attached', timeout: 60_000 });
    for (const share of AT) {
      while (count - (await window.count('running')) < count * share) await page.waitForTimeout(50);
      const next = await host.publishNew({ renamed: true });
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
      await waits(page, next);
      console.log(`  newer build at ${String(count - (await window.count('running')))} of ${String(count)} files`);
    }
    while ((await window.count('running')) > 0) await page.waitForTimeout(50);
    await page.locator('[data-testid="offline-badge"][data-state="update-waiting"]').waitFor({ timeout: 60_000 });
    if ((await buildInUse(page)) !== first) wrong.push('the page runs on another build than it began with');
    const summary = await window.exportAll();
    console.log(`  ${summary}`);
    if (!summary.startsWith(`${String(count)} files checked`)) {
      const reasons = await page.locator('[data-testid="export-row"]:not([data-status="released"])').allTextContents();
      return [`not every file was finished: ${[...new Set(reasons.map((text) => text.replaceAll(/soak-\d+\.jpg/gu, '')))].join('; ')}`];
    }
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
    const builds = recordedBuilds(readFileSync(await download.path()));
    console.log(`  ${String(builds.length)} records, builds: ${[...new Set(builds)].join(', ')}`);
    if (builds.length === 0 || new Set(builds).size !== 1) wrong.push('the records do not name one build');
    if (builds.some((build) => build.includes('newer'))) wrong.push('records name a newer build than the one that ran');
    if (await window.count('not-done') > 0) wrong.push('files failed');
    await page.keyboard.press('Escape');
    const reloaded = page.waitForEvent('load', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Restart to update' }).click();
    await reloaded;
    await page.locator('[data-testid="offline-badge"][data-state="ready"]').waitFor({ timeout: 60_000 });
    const inUse = await buildInUse(page);
    if (inUse !== host.build) wrong.push(`the newest build was not let in, but ${inUse === first ? 'the first is still there' : 'one between'}`);
    // Parts of a newer build that was itself replaced while it was fetched may be missing: that build is dropped.
    const missing = host.missing.filter((path) => parts.has(path));
    if (missing.length > 0) wrong.push(`asked for and not there: ${missing.join(', ')}`);
  } finally {
    wrong.push(...window.errors.map((error) => `uncaught: ${error}`));
    // Not before: a browser reads a file from the disk whenever it needs it.
    folder?.remove();
    await window.browser.close();
    await host.close();
  }
  return wrong;
}

function recordedBuilds(zip: Uint8Array): readonly string[] {
  return Object.entries(unzipSync(zip))
    .filter(([name]) => name.endsWith('.json'))
    .flatMap(([, bytes]) => {
      const record = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly product?: { readonly build?: string } };
      return record.product?.build ?? [];
    });
}

/**
 * Waits until a newer build is checked and waits. One that is replaced while it is being fetched is dropped, and rightly so; that is not
 * what is tried here.
 */
async function waits(page: AppPage['page'], build: string): Promise<void> {
  await page.evaluate(async (cache) => {
    const registration = await navigator.serviceWorker.ready;
    while (registration.installing !== null || !(await caches.has(cache))) await new Promise((done) => setTimeout(done, 50));
  }, `cloakroom-${build.slice(0, 16)}`);
}

async function buildInUse(page: AppPage['page']): Promise<string> {
  return page.evaluate(async () => ((await (await fetch('/build-manifest.json')).json()) as { readonly build: string }).build);
}

/** Without the browser's own dialog for files, which nobody could answer here, the app saves by a download. */
async function withoutPickers(page: AppPage['page']): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(globalThis, name);
  });
}
