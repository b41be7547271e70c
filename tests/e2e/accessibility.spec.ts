import { expect, test } from '@playwright/test';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { MASK_AND_EXPORT, openApp, openFiles, sample, searched } from './workroom.ts';

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing on the start screen and in its dialogs', async ({ page }) => {
      await openApp(page);
      await expectNoFindings(page);
      await page.getByTestId('network-witness').click();
      await expectNoFindings(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Settings' }).click();
      await expectNoFindings(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expectNoFindings(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'About Cloakroom' }).click();
      await expect(page.getByTestId('storage')).toBeVisible();
      await expectNoFindings(page);
      await page.keyboard.press('Escape');
      // Files are held over the page.
      const held = await page.evaluateHandle(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'x.jpg', { type: 'image/jpeg' }));
        return data;
      });
      for (const type of ['dragenter', 'dragover']) await page.dispatchEvent('body', type, { dataTransfer: held });
      await expect(page.locator('.drop-zone-over')).toBeVisible();
      await expectNoFindings(page);
    });

    test('axe finds nothing in the workroom and on the export sheet', async ({ page }) => {
      await openApp(page);
      await openFiles(page, [sample('on-the-stairs.jpg'), { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') }]);
      await searched(page, 1);
      await page.keyboard.press('n');
      await expectNoFindings(page);
      await page.getByRole('tab', { name: 'Masks' }).click();
      await expectNoFindings(page);
      await page.getByRole('tab', { name: 'Metadata' }).click();
      await expectNoFindings(page);
      await page.getByTestId('queue-item').nth(1).getByRole('button').first().click();
      await expectNoFindings(page);
      await page.getByTestId('export').click();
      await expectNoFindings(page);
      await page.getByRole('button', { name: MASK_AND_EXPORT }).or(page.getByTestId('start-export')).click();
      await expect(page.getByTestId('export-summary')).toBeVisible({ timeout: 60_000 });
      await expectNoFindings(page);
    });
  });
}
