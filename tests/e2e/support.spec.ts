import { expect, test } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { expectFocus } from './by-keyboard.ts';
import { openApp, openFiles, sample, searched } from './workroom.ts';

test('a browser that can’t do the work is told so, with what it lacks, and no file can be opened', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'OffscreenCanvas'));
  await page.goto('/');
  await expect(page.getByTestId('unsupported').getByRole('listitem')).toHaveText([/OffscreenCanvas/]);
  await expect(page.getByRole('heading', { name: 'This browser can’t do the work on your device.' })).toBeVisible();
  await expect(page.locator('input[type="file"]')).toHaveCount(0);
  await expectNoFindings(page);
});

test('a page over plain HTTP says so, where much of what the app is made of is not even there', async ({ page }) => {
  await page.addInitScript(() => {
    for (const name of ['randomUUID', 'subtle']) Reflect.deleteProperty(Crypto.prototype, name);
    for (const name of ['locks', 'serviceWorker', 'storage']) Reflect.deleteProperty(Navigator.prototype, name);
    Reflect.deleteProperty(globalThis, 'caches');
    Object.defineProperty(globalThis, 'isSecureContext', { get: () => false });
  });
  await page.goto('/');
  await expect(page.getByTestId('unsupported').getByRole('listitem')).toHaveText([/HTTPS/]);
});

test('little room and a single thread are said before work begins, and only then', async ({ page }) => {
  await openApp(page);
  await expect(page.getByTestId('device-notes')).toHaveCount(0);
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'SharedArrayBuffer');
    navigator.storage.estimate = () => Promise.resolve({ usage: 95, quota: 100 });
  });
  await page.reload();
  await expect(page.getByTestId('device-notes').getByRole('paragraph')).toHaveText([/little room/, /one processor thread/]);
  await expectNoFindings(page);
});

test('a part of the page that can’t be drawn says so, takes nothing else with it, and can be drawn again', async ({ page }) => {
  await page.goto('/');
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  // A fault in what the list of metadata is written with, and in nothing else that the page does meanwhile.
  await page.evaluate(() => {
    const every = Array.prototype.every;
    const planted = { broken: true };
    Object.assign(globalThis, { planted });
    Array.prototype.every = function (this: unknown[], ...args: Parameters<typeof every>) {
      const [first] = this;
      if (planted.broken && typeof first === 'object' && first !== null && 'sizeBytes' in first) throw new Error('planted');
      return every.apply(this, args);
    } as typeof every;
  });
  await page.getByRole('tab', { name: 'Metadata' }).click();
  const broken = page.getByRole('tabpanel').getByRole('alert');
  await expect(broken).toContainText('This part of the page could not be drawn.');
  await expect(page.getByTestId('region').first()).toBeVisible();
  await page.evaluate(() => ((globalThis as unknown as { planted: { broken: boolean } }).planted.broken = false));
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Draw it again' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('metadata')).toBeVisible();
  await expectFocus(page, 'drawing it again');
});
