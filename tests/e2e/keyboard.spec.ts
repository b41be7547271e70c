import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app-test.ts';
import { button, chooseFiles, expectFocus, grid, openSample, press, pressTo, regions, stage, use, withoutSystemDialogs } from './by-keyboard.ts';
import { MASK_AND_EXPORT, openApp, sample, searched } from './workroom.ts';

/** Opens one more sample with the button of the queue; the system's own dialog is no part of the page. */
async function addSample(page: Page): Promise<void> {
  await chooseFiles(page, button(page, 'Add files'), sample('evening-out.jpg'));
  await searched(page, 2);
  await expectFocus(page, 'a second picture');
}

test.beforeEach(async ({ page }) => {
  await withoutSystemDialogs(page);
});

test('a sample is opened, decided, exported and saved', async ({ page }) => {
  await openSample(page);
  const undecided = page.getByTestId('undecided');
  for (let decided = 0; (await undecided.count()) > 0; decided += 1) {
    await press(page, 'n');
    await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);
    await press(page, decided === 0 ? 'Enter' : 'x');
  }
  await press(page, 'Control+z');
  await expect(undecided).toHaveCount(1);
  await press(page, 'Control+s');
  await expect(button(page, MASK_AND_EXPORT)).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('export-summary')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('save-all')).toBeFocused();
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await expectFocus(page, 'saving');
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocus(page, 'the export');
});

test('the focus stays with a region that moves to another group, and in the picture when one is deleted', async ({ page }) => {
  await openSample(page);
  await press(page, 'n');
  await press(page, 'F6');
  const left = page.getByTestId('region-form').getByLabel('Left', { exact: true });
  await pressTo(page, 'Tab', left);
  const before = Number(await left.inputValue());
  await press(page, 'ArrowUp');
  await expect(left).toHaveValue(String(before + 1));
  await expect(left).toBeFocused();
  // Esc lets the region go, and its form with it; the row stays.
  await press(page, 'Escape');
  await expect(page.getByTestId('region-form')).toHaveCount(0);
  await expect(page.locator('[data-part^="region-"] :focus')).toHaveCount(1);

  await pressTo(page, 'Shift+F6', stage(page));
  const count = await regions(page).count();
  await press(page, 'b');
  await press(page, 'Enter');
  await expect(regions(page)).toHaveCount(count + 1);
  await press(page, 'Delete');
  await expect(regions(page)).toHaveCount(count);
  await expect(stage(page)).toBeFocused();
});

test('every shape is drawn', async ({ page }) => {
  await openSample(page);
  let count = await regions(page).count();
  for (const key of ['b', 'e', 'z', 'p', 'r']) {
    await press(page, key);
    await expect(stage(page)).toBeFocused();
    await press(page, 'ArrowLeft');
    await press(page, 'Space');
    await press(page, 'Shift+ArrowRight');
    if (key !== 'r') await press(page, 'Shift+ArrowDown');
    await press(page, 'Space');
    if (key === 'p') {
      await press(page, 'Shift+ArrowLeft');
      await press(page, 'Space');
      await press(page, 'Enter');
    }
    count += 1;
    await expect(regions(page)).toHaveCount(count);
    await press(page, 'Escape', 2);
  }
});

test('many regions are decided at once', async ({ page }) => {
  await openSample(page);
  await addSample(page);
  await press(page, 'g');
  await expect(grid(page)).toBeFocused();
  const cleared = page.locator('[data-testid="tile"][data-state="rejected"]');
  const before = await cleared.count();
  await press(page, 'Shift+ArrowRight', 2);
  await press(page, 'x');
  await expect(cleared).toHaveCount(before + 3);
  await expect(grid(page)).toBeFocused();
  await press(page, 'Control+z');
  await expect(cleared).toHaveCount(before);
  await press(page, 'o');
  await expect(page.locator('[data-testid="region"]:focus')).toHaveCount(1);
  await press(page, 'g');
  await expect(grid(page)).toBeFocused();

  // A filter, what is decided under it, and the list sorted again.
  const tiles = page.getByTestId('tile');
  const all = await tiles.count();
  await pressTo(page, 'F6', page.getByTestId('gallery-state'));
  await press(page, 'ArrowDown');
  await expect(tiles).not.toHaveCount(all);
  const shown = await tiles.count();
  await pressTo(page, 'F6', grid(page));
  await press(page, 'Home');
  await press(page, 'x');
  await expect(tiles).toHaveCount(shown);
  await use(page, button(page, 'Sort again'));
  await expect(tiles).toHaveCount(shown - 1);
  await pressTo(page, 'F6', grid(page));
  await press(page, 'g');
  await expect(stage(page)).toBeFocused();
});

test('a preset is used, and the room is left again', async ({ page }) => {
  await openApp(page);
  const door = page.getByTestId('open-policy');
  await pressTo(page, 'Tab', door);
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Policy' })).toBeVisible();
  await pressTo(page, 'Tab', page.getByTestId('preset-gdpr').getByRole('button', { name: /^Use/ }));
  await press(page, 'Enter');
  await expect(page.getByTestId('preset-gdpr')).toHaveAttribute('data-current', 'true');
  await expect(page.getByTestId('preset-gdpr').locator(':focus')).toHaveCount(1);
  await press(page, 'Escape');
  await expect(door).toBeFocused();
});

test('the language is changed and changed back', async ({ page }) => {
  await openApp(page);
  await pressTo(page, 'Tab', button(page, 'Settings'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await pressTo(page, 'Tab', page.getByRole('group', { name: 'Language' }).getByRole('radio'));
  await pressTo(page, 'ArrowRight', page.getByRole('radio', { name: 'Deutsch' }));
  await expect(page.getByRole('dialog', { name: 'Einstellungen' })).toBeVisible();
  await pressTo(page, 'ArrowLeft', page.getByRole('radio', { name: 'English' }));
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await press(page, 'Escape');
  await expect(button(page, 'Settings')).toBeFocused();
});

test('F6 goes round the panels in both directions', async ({ page }) => {
  await openSample(page);
  const panel = (): Promise<string | null> => page.evaluate(() => document.activeElement?.closest('[data-panel]')?.getAttribute('data-panel') ?? null);
  const walk = async (key: string): Promise<readonly (string | null)[]> => {
    const seen: (string | null)[] = [];
    for (let step = 0; step < 5; step += 1) {
      await press(page, key);
      seen.push(await panel());
    }
    return seen;
  };
  expect(await walk('F6')).toEqual(['inspector', 'export', 'queue', 'tools', 'stage']);
  expect(await walk('Shift+F6')).toEqual(['tools', 'queue', 'export', 'inspector', 'stage']);
});

test('Esc closes every dialog, and the focus is where it was', async ({ page }) => {
  await openSample(page);
  const dialog = page.getByRole('dialog');
  for (const opener of [page.getByTestId('network-witness'), button(page, 'Settings'), button(page, 'Keyboard shortcuts'), page.getByTestId('export')]) {
    await pressTo(page, 'Tab', opener);
    await press(page, 'Enter');
    await expect(dialog).toHaveCount(1);
    await press(page, 'Escape');
    await expect(dialog).toHaveCount(0);
    await expect(opener).toBeFocused();
  }
  // One dialog leads to another: the way back leads to what opened the first.
  await pressTo(page, 'Tab', button(page, 'Settings'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await pressTo(page, 'Tab', button(page, 'About Cloakroom'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toHaveCount(0);
  await expect(dialog).toHaveCount(1);
  await press(page, 'Escape');
  await expect(button(page, 'Settings')).toBeFocused();
  for (const key of ['?', 'Control+s']) {
    await pressTo(page, 'F6', stage(page));
    await press(page, key);
    await expect(dialog).toHaveCount(1);
    await press(page, 'Escape');
    await expect(dialog).toHaveCount(0);
    await expect(stage(page)).toBeFocused();
  }
});

test('without single-letter keys letters do nothing, and everything else still does everything', async ({ page }) => {
  await openApp(page);
  await pressTo(page, 'Tab', button(page, 'Settings'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await pressTo(page, 'Tab', page.getByRole('checkbox', { name: 'Single-letter keys' }));
  await press(page, 'Space');
  await press(page, 'Escape');
  await pressTo(page, 'Tab', button(page, /^Try the sample/).first());
  await page.keyboard.press('Enter');
  await searched(page, 1);
  await expect(stage(page)).toBeFocused();
  const named = (name: RegExp): Locator => regions(page).and(page.getByRole('button', { name }));
  const masked = await named(/masked$/).count();
  const total = await regions(page).count();

  for (const letter of 'vbeprznxcmgjk?\\1') await press(page, letter);
  await expect(stage(page)).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(named(/masked$/)).toHaveCount(masked);
  await expect(button(page, /^Select/)).toHaveAttribute('aria-pressed', 'true');

  // A decision with Enter, another with a button.
  await pressTo(page, 'Tab', named(/to decide$/).first());
  await press(page, 'Enter');
  await expect(named(/masked$/)).toHaveCount(masked + 1);
  await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);
  await press(page, 'Tab');
  await pressTo(page, 'Tab', button(page, /^Keep clear/));
  await press(page, 'Enter');
  await expect(named(/kept clear$/)).toHaveCount(1);

  // A box with a tool from the toolbar.
  await pressTo(page, 'F6', page.locator('[data-panel="tools"] button'));
  await pressTo(page, 'Tab', button(page, 'Box'));
  await press(page, 'Enter');
  await pressTo(page, 'F6', stage(page));
  await press(page, 'ArrowLeft');
  await press(page, 'Space');
  await press(page, 'Shift+ArrowRight');
  await press(page, 'Shift+ArrowDown');
  await press(page, 'Space');
  await expect(regions(page)).toHaveCount(total + 1);

  // The list of all regions, with its buttons.
  await pressTo(page, 'Tab', page.getByTestId('view-toggle'));
  await press(page, 'Enter');
  await pressTo(page, 'F6', grid(page));
  const state = page.locator('[data-testid="tile"][data-active="true"]');
  await press(page, 'ArrowRight');
  const cleared = page.locator('[data-testid="tile"][data-state="rejected"]');
  const before = await cleared.count();
  await press(page, 'x');
  await expect(cleared).toHaveCount(before);
  await expect(state).toHaveCount(1);
  await press(page, 'Shift+ArrowRight');
  await pressTo(page, 'Tab', page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: /^Mask/ }));
  await press(page, 'Enter');
  await press(page, 'Control+s');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
});
