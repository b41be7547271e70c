import type { Locator, Page } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { expectFocus, press, pressTo } from './by-keyboard.ts';
import { stored } from './stored-work.ts';
import { dropFiles, openApp, openFiles, openTwoUnlike, sample, searched } from './workroom.ts';

const items = (page: Page): Locator => page.getByTestId('queue-item');
const ask = (page: Page): Locator => page.getByRole('dialog', { name: /^Close \d files\?$/ });

test('a file with a policy of its own is marked, and giving that up can be undone', async ({ page }) => {
  await openTwoUnlike(page);
  await expect(items(page).nth(0).getByRole('button').first()).toHaveAccessibleName(/has a policy of its own/);
  await expect(page.getByTestId('own-policy')).toHaveCount(1);
  await expectNoFindings(page);
  await page.getByRole('radio', { name: 'All files' }).check();
  await expect(page.getByTestId('own-policy')).toHaveCount(0);
  await expect(items(page).nth(0)).not.toContainText('No masks');
  await page.getByRole('group', { name: 'Picture' }).focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('own-policy')).toHaveCount(1);
  await expect(items(page).nth(0)).toContainText('No masks');
});

test('files of the same name are told apart, and the end of a long name is always seen', async ({ page }) => {
  await openApp(page);
  const long = (n: number): string => `${'a very long name of a series of photos '.repeat(3)}${String(n)}.jpg`;
  await dropFiles(page, [{ ...sample('evening-out.jpg'), name: 'a.jpg' }, { ...sample('on-the-stairs.jpg'), name: 'a.jpg' }, { ...sample('on-the-stairs.jpg'), name: long(7) }]);
  await expect(items(page)).toHaveCount(3);
  const places = await items(page).locator('.queue-place').allInnerTexts();
  expect(new Set(places).size).toBe(2);
  const end = items(page).nth(2).getByText(/7\.jpg$/).last();
  const [name, list] = [await end.boundingBox(), await items(page).nth(2).boundingBox()];
  expect(name!.x + name!.width).toBeLessThanOrEqual(list!.x + list!.width);
  await expect(items(page).nth(2).getByRole('button').first()).toHaveAccessibleName(new RegExp(`^${long(7)}`));
});

test('all files are closed at once by keys, and with decisions that are not saved only after a question', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg'), sample('evening-out.jpg')]);
  await searched(page, 2);
  await page.getByTestId('region').first().focus();
  await page.keyboard.press('x');
  const all = page.getByRole('button', { name: 'Close all', exact: true });
  await pressTo(page, 'Tab', all);
  await press(page, 'Enter');
  await expect(ask(page)).toContainText('One of them has decisions or settings that are not saved.');
  await expect(page.getByRole('button', { name: 'Keep them open' })).toBeFocused();
  await expectNoFindings(page);
  await page.keyboard.press('Enter');
  await expect(ask(page)).toHaveCount(0);
  await expect(all).toBeFocused();
  await expect(items(page)).toHaveCount(2);
  await press(page, 'Enter');
  await pressTo(page, 'Shift+Tab', ask(page).getByRole('button', { name: 'Close all' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectFocus(page, 'closing all');
  await expect(page.getByTestId('closed-notice')).toHaveCount(0);
  // Nothing that was decided is offered again, because a person gave it up.
  await expect.poll(async () => (await stored(page)).files).toEqual([]);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByTestId('unfinished')).toHaveCount(0);
});

test('cancelled files are all taken up again at once', async ({ page }) => {
  await openApp(page);
  await openFiles(page, Array.from({ length: 8 }, (_, at) => ({ ...sample('evening-out.jpg'), name: `p${String(at + 1)}.jpg` })));
  await page.getByRole('button', { name: 'Cancel all' }).click();
  await expect(page.locator('[data-testid="queue-item"]:is([data-stage="waiting"], [data-stage="detecting"])')).toHaveCount(0);
  const again = page.getByRole('button', { name: /^Try \d files again$/ });
  await again.click();
  await searched(page, 8);
  await expect(again).toHaveCount(0);
});

test('the focus never lands by itself on what closes all files', async ({ page }) => {
  await openApp(page);
  await openFiles(page, Array.from({ length: 6 }, (_, at) => ({ ...sample('evening-out.jpg'), name: `p${String(at + 1)}.jpg` })));
  // The button goes away once all are searched.
  await page.getByTestId('pause').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await searched(page, 6);
  await expect(page.getByTestId('pause')).toHaveCount(0);
  await expect(items(page).first().getByRole('button').first()).toBeFocused();
  // So does that of a file which is closed.
  await pressTo(page, 'Tab', page.getByRole('button', { name: 'Close p1.jpg' }));
  await page.keyboard.press('Enter');
  await expect(items(page)).toHaveCount(5);
  await expectFocus(page, 'closing a file');
  await expect(page.getByRole('button', { name: 'Close all', exact: true })).not.toBeFocused();
});
