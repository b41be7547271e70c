import { join } from 'node:path';
import { PublishedBuild } from '../../scripts/soak/published-build.ts';
import { expectAsKept, expectSteady } from './compare.ts';
import { test } from './app-window.ts';
import { look } from './look.ts';
import { SCREENS } from './screens.ts';

for (const { name, photos = false, reach } of SCREENS) {
  test(`${name} looks the same twice, and as it was kept`, async ({ fresh }, info) => {
    const page = await fresh();
    await reach(page);
    const first = await look(page);
    const again = await fresh();
    await reach(again);
    const second = await look(again);
    expectSteady(first, second, info);
    await expectAsKept(again, name, second, !photos, info);
  });
}

test('update-waiting looks the same twice, and as it was kept', async ({ shared }, info) => {
  const host = await PublishedBuild.start(join(import.meta.dirname, '../../dist'));
  const page = await shared.newPage();
  try {
    const badge = page.getByTestId('offline-badge');
    await page.goto(host.origin);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
    await host.publishNew();
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await badge.and(page.locator('[data-state="update-waiting"]')).waitFor({ timeout: 60_000 });
    const first = await look(page);
    await page.reload();
    await badge.and(page.locator('[data-state="update-waiting"]')).waitFor({ timeout: 60_000 });
    const second = await look(page);
    expectSteady(first, second, info);
    await expectAsKept(page, 'update-waiting', second, true, info);
  } finally {
    await page.close();
    await host.close();
  }
});
