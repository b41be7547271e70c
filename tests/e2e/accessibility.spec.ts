import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { MASK_AND_EXPORT, openApp, openFiles, sample, searched } from './workroom.ts';

async function expectNoFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 4).map((node) => node.html.slice(0, 160)) }))).toEqual([]);
}

const looks = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'phone', options: { colorScheme: 'light', viewport: { width: 390, height: 844 } } },
] as const;

for (const { name, options } of looks) {
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
