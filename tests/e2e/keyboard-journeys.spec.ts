import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { unzipSync } from 'fflate';
import { policyLink } from '../../src/core/policy/policy-link.ts';
import { serialisePolicy } from '../../src/core/policy/policy-file.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { expectNoFindings } from './accessible.ts';
import { expect, OFFLINE_COPY, test } from './app-test.ts';
import { button, chooseFiles, expectFocus, openSample, press, pressTo, regions, stage, use, withoutSystemDialogs } from './by-keyboard.ts';
import { MASK_AND_EXPORT, openApp, sample, searched, type TestFile } from './workroom.ts';

const field = (page: Page, name: string): Locator => page.getByTestId('region-form').getByLabel(name, { exact: true });
const item = (page: Page): Locator => page.getByTestId('queue-item');
const json = (text: string): TestFile => ({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(text) });

/** Writes into the field that has the focus, in place of what is there. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await press(page, 'Enter');
}

test.beforeEach(async ({ page }) => {
  await withoutSystemDialogs(page);
});

test('a region is turned, made larger, copied, made a zone and deleted with others, and the view follows', async ({ page }) => {
  await openSample(page);
  const before = await regions(page).count();
  const drawn = regions(page).and(button(page, /drawn by you/));
  await press(page, 'b');
  await press(page, 'Enter');
  await expect(drawn).toBeFocused();
  const width = Number(await field(page, 'Width').inputValue());
  await press(page, 'Control+ArrowRight', 2);
  await press(page, 'Alt+ArrowRight');
  await press(page, 'Shift+ArrowLeft');
  await expect(field(page, 'Angle')).toHaveValue('2');
  await expect(field(page, 'Width')).toHaveValue(String(width + 1));
  await press(page, 'Shift+Digit0');
  await expect(page.locator('.zoom-value')).toHaveText('100%');
  await press(page, 'Shift+Digit1');
  await press(page, '-');
  await press(page, '0');
  await press(page, 'Control+d');
  await expect(drawn).toHaveCount(2);

  // In the list both are chosen, and go.
  await pressTo(page, 'F6', page.getByRole('tab', { name: 'Regions' }));
  const rows = page.getByTestId('region-row').filter({ hasText: 'drawn' }).locator('.region-open');
  await use(page, rows.nth(0));
  await pressTo(page, 'Tab', rows.nth(1));
  await press(page, 'Shift+Enter');
  await expect(page.getByText('2 selected')).toBeVisible();
  await press(page, 'Delete');
  await expect(regions(page)).toHaveCount(before);
  await press(page, 'Control+z');
  await expect(drawn).toHaveCount(2);

  // A mask becomes a zone and a mask again.
  await use(page, rows.nth(0));
  await pressTo(page, 'Tab', field(page, 'Use as'));
  await press(page, 'ArrowDown');
  await expect(page.getByTestId('zones')).toBeVisible();
  await expect(field(page, 'Use as')).toBeFocused();
  await press(page, 'ArrowUp');
  await expect(page.getByTestId('zones')).toHaveCount(0);
  await expect(field(page, 'Use as')).toBeFocused();
});

test('masks are changed, metadata is looked at, and the original is compared', async ({ page }) => {
  await openSample(page);
  const tab = (name: string): Locator => page.getByRole('tab', { name });
  await pressTo(page, 'F6', tab('Regions'));
  await press(page, 'ArrowRight');
  await pressTo(page, 'Tab', page.getByRole('radio', { name: 'Solid' }));
  await press(page, 'ArrowRight');
  await expect(page.getByRole('radio', { name: 'Soft blur' })).toBeChecked();
  await pressTo(page, 'Tab', page.getByLabel('Format', { exact: true }));
  await pressTo(page, 'ArrowDown', page.getByLabel('Format', { exact: true }));
  await expect(page.getByLabel('Format', { exact: true })).toHaveValue('jpeg');
  await pressTo(page, 'Shift+F6', stage(page));
  await press(page, 'Control+z', 2);
  await expect(page.getByRole('radio', { name: 'Solid' })).toBeChecked();
  await pressTo(page, 'F6', tab('Masks'));
  await press(page, 'ArrowRight');
  await expect(page.getByTestId('metadata')).toContainText('GPSLatitude');
  await press(page, 'ArrowRight');
  await expect(tab('Regions')).toBeFocused();
  await pressTo(page, 'F6', page.locator('[data-panel="tools"] button'));
  await pressTo(page, 'Tab', page.getByRole('radio', { name: 'After' }));
  await press(page, 'ArrowLeft');
  const split = page.getByRole('slider', { name: 'Compare' });
  await pressTo(page, 'Tab', split);
  await press(page, 'ArrowLeft', 2);
  await expect(split).toHaveAttribute('aria-valuenow', '46');
  await expectNoFindings(page);
});

test('a held file is shown, masked, exported again and saved', async ({ page }) => {
  await openSample(page);
  const count = await regions(page).count();
  await pressTo(page, 'Tab', regions(page).first());
  await pressTo(page, 'F6', page.getByRole('tab', { name: 'Regions' }));
  await pressTo(page, 'Tab', field(page, 'Left'));
  // The mask of the first face is put beside it.
  await type(page, String(Number(await field(page, 'Left').inputValue()) + 1.4 * Number(await field(page, 'Width').inputValue())));
  await press(page, 'Control+s');
  await expect(button(page, MASK_AND_EXPORT)).toBeFocused();
  await press(page, 'Enter');
  const summary = page.getByTestId('export-summary');
  await expect(summary).toHaveText('Nothing to save yet. 1 file is held.', { timeout: 60_000 });
  await expectFocus(page, 'an export that is held');
  await use(page, button(page, 'Show it'));
  await expect(regions(page)).toHaveCount(count + 1);
  await expect(page.locator('[data-testid="region"]:focus')).toHaveAccessibleName(/to decide$/);
  await press(page, 'Control+s');
  await use(page, button(page, 'Not a face'));
  await expect(page.getByTestId('export-row')).toContainText('Decided.');
  await press(page, 'Escape');
  await press(page, 'Control+z');
  await press(page, 'Control+s');
  await use(page, button(page, 'Mask it'));
  await expect(page.getByTestId('export-row')).toContainText('Decided.');
  await use(page, button(page, 'Export again'));
  await expect(summary).toHaveText('1 file checked and ready to save.', { timeout: 60_000 });
  await expect(page.getByTestId('save-all')).toBeFocused();
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await expectFocus(page, 'saving');
});

test('a queue is paused, goes on, and its files are cancelled, tried again and closed', async ({ page }) => {
  await openApp(page);
  // More than can be searched before the keys are there.
  const files = Array.from({ length: 12 }, (_, at) => ({ ...sample('evening-out.jpg'), name: `p${String(at + 1)}.jpg` }));
  await chooseFiles(page, button(page, 'Choose files'), files);
  await expect(item(page).first()).toBeVisible();
  await expectFocus(page, 'opening files');
  await use(page, page.getByTestId('pause'));
  await expect(page.getByTestId('pause')).toHaveAccessibleName('Go on');
  await expect(page.getByTestId('pause')).toBeFocused();
  await expect(item(page).filter({ hasText: 'Paused' })).not.toHaveCount(0);
  await expectNoFindings(page);
  await press(page, 'Enter');
  await expect(page.getByTestId('pause')).toHaveAccessibleName('Pause');
  await press(page, 'Enter');
  await use(page, button(page, 'Cancel p12.jpg'));
  await expect(item(page).last()).toHaveAttribute('data-stage', 'cancelled');
  await pressTo(page, 'Shift+Tab', button(page, 'Cancel all'));
  await press(page, 'Enter');
  await expect(page.locator('[data-testid="queue-item"]:is([data-stage="waiting"], [data-stage="detecting"])')).toHaveCount(0);
  await expect(page.getByTestId('pause')).toBeFocused();
  await press(page, 'Enter');
  await use(page, button(page, 'Try p12.jpg again'));
  await expect(item(page).last()).toHaveAttribute('data-stage', 'review', { timeout: 60_000 });
  // The whole list is closed, one by one.
  for (let left = files.length; left > 0; left -= 1) {
    await pressTo(page, 'Tab', button(page, /^Close p/));
    await press(page, 'Enter');
    if (left > 1) await expect(item(page)).toHaveCount(left - 1);
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('an exported picture is copied and pasted, and two files are saved as one ZIP', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page);
  await press(page, 'Control+s');
  await expect(button(page, MASK_AND_EXPORT)).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('save-all')).toBeFocused({ timeout: 60_000 });
  await pressTo(page, 'Shift+Tab', button(page, 'Copy picture'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Export' })).toContainText('is on the clipboard');
  const saved = page.waitForEvent('download');
  await pressTo(page, 'Shift+Tab', button(page, /^Save the record of/));
  await press(page, 'Enter');
  expect((await saved).suggestedFilename()).toMatch(/\.json$/);
  await press(page, 'Escape');
  // What the export decided can be taken back.
  await press(page, 'Control+z');
  await expect(page.getByTestId('undecided')).toHaveCount(1);
  await press(page, 'Control+v');
  await searched(page, 2);
  await press(page, 'Control+s');
  await expect(button(page, MASK_AND_EXPORT)).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('save-all')).toBeFocused({ timeout: 60_000 });
  const [zip] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(Object.keys(unzipSync(new Uint8Array(readFileSync(await zip.path()))))).toHaveLength(4);
  await expectFocus(page, 'saving a ZIP');
});

test('a policy comes by link and by file, is refused, kept, started with, forgotten and put away', async ({ page }) => {
  const room = page.getByRole('dialog', { name: 'Policy' });
  const courts: Policy = { ...DEFAULT_POLICY, name: 'Courts' };
  await page.goto(`/${policyLink(courts) ?? ''}`);
  await expect(page.getByTestId('policy-received')).toBeVisible();
  await expect(button(page, 'Use it')).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('policy-received')).toHaveCount(0);
  await expectFocus(page, 'a policy that came in');
  await use(page, room.locator('summary').first());
  await expect(room).toContainText('Article');
  await use(page, room.getByRole('checkbox', { name: 'Vehicles', exact: true }), 'Space');
  await pressTo(page, 'Shift+Tab', room.getByRole('textbox', { name: 'Name', exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Street');
  await use(page, button(page, 'Keep in this browser'));
  await pressTo(page, 'Shift+Tab', button(page, 'Start with it: Street'));
  await press(page, 'Enter');
  await expect(button(page, 'Start with it: Street')).toHaveAttribute('aria-pressed', 'true');

  await chooseFiles(page, button(page, 'Open a policy file'), json('{"version":2,"colour":"red"}'));
  await expect(page.getByTestId('policy-problems')).toContainText('colour');
  await expectFocus(page, 'a policy that is refused');
  await pressTo(page, 'Shift+Tab', page.getByTestId('policy-problems').getByRole('button'));
  await press(page, 'Enter');
  await expect(page.getByTestId('policy-problems')).toHaveCount(0);
  await chooseFiles(page, button(page, 'Open a policy file'), json(serialisePolicy({ ...courts, locked: true })));
  await expect(page.getByTestId('policy-received')).toContainText('locked');
  await pressTo(page, 'Shift+Tab', button(page, 'Use it'));
  await press(page, 'Enter');
  await use(page, button(page, 'Put it away'));
  await expect(button(page, 'Put it away')).toHaveCount(0);
  await expectFocus(page, 'putting a policy away');
  await pressTo(page, 'Shift+Tab', button(page, 'Forget “Street”'));
  await press(page, 'Enter');
  await expect(button(page, 'Forget “Street”')).toHaveCount(0);
  await expectFocus(page, 'forgetting a policy');
  await press(page, 'Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expectFocus(page, 'the policy room');
});

test('one file has a policy of its own, reasons are given, and two people sign the export off', async ({ page }) => {
  const strict: Policy = { ...DEFAULT_POLICY, name: 'Strict', review: { ...DEFAULT_POLICY.review, reasonFor: 'kept-clear', secondReviewer: true } };
  await page.goto(`/${policyLink(strict) ?? ''}`);
  await expect(button(page, 'Use it')).toBeFocused();
  await press(page, 'Enter');
  await press(page, 'Escape');
  await chooseFiles(page, button(page, 'Choose files'), [sample('fancy-dress.jpg'), sample('on-the-stairs.jpg')]);
  await searched(page, 2);
  await expect(stage(page)).toBeFocused();
  await pressTo(page, 'F6', page.getByRole('tab', { name: 'Regions' }));
  await press(page, 'ArrowRight');
  await pressTo(page, 'Tab', page.getByRole('radio', { name: 'All files' }));
  await press(page, 'ArrowRight');
  await expect(page.getByRole('radio', { name: 'This file only' })).toBeFocused();
  await use(page, button(page, 'Use them for all files'));
  await expectFocus(page, 'using a policy for all files');

  await press(page, 'Control+s');
  await use(page, page.getByTestId('undecided-question').getByRole('button', { name: /^Leave/ }));
  const reasons = page.getByTestId('reasons-question').getByRole('combobox');
  await expect(reasons).toBeVisible();
  await expectFocus(page, 'the question about what is undecided');
  await pressTo(page, 'Tab', reasons);
  await press(page, 'ArrowDown', 2);
  await expect(reasons).toHaveValue('consent');
  await use(page, button(page, 'Give this reason'));
  const eyes = page.getByTestId('four-eyes');
  await expect(eyes).toHaveAttribute('data-step', 'first');
  await pressTo(page, 'Tab', eyes.getByRole('textbox'));
  await type(page, 'Ana Example');
  await expect(eyes).toHaveAttribute('data-step', 'second');
  await expectFocus(page, 'the first name');
  await pressTo(page, 'Tab', eyes.getByRole('textbox'));
  await type(page, 'Bo Example');
  await expect(eyes).toHaveCount(0);
  await expectFocus(page, 'the second name');
  await use(page, page.getByTestId('start-export'));
  await expect(page.getByTestId('export-summary')).toHaveText('2 files checked and ready to save.', { timeout: 60_000 });
  await expectFocus(page, 'the export');
});

test('the proof is tried, the stored copy is checked, and sharing is switched on', OFFLINE_COPY, async ({ page }) => {
  await openApp(page);
  await expect(page.getByTestId('offline-badge')).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  await use(page, page.locator('.start-proof'));
  await expect(page.getByRole('dialog')).toBeVisible();
  const tried = page.getByTestId('try-fetch');
  await use(page, tried.getByRole('button'));
  await expect(tried).toHaveAttribute('data-outcome', 'stopped');
  await expect(tried.getByRole('button')).toBeFocused();
  await expectNoFindings(page);
  await press(page, 'Escape');
  await expect(page.locator('.start-proof')).toBeFocused();
  await pressTo(page, 'Shift+Tab', button(page, 'Settings'));
  await press(page, 'Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await use(page, page.getByRole('checkbox', { name: 'Take files that other apps share' }), 'Space');
  await expect(page.locator('link[rel="manifest"]')).toHaveAttribute('href', 'manifest-share.webmanifest');
  await use(page, button(page, 'About Cloakroom'));
  await expect(page.getByTestId('storage')).toBeVisible();
  await use(page, page.getByTestId('check-copy'));
  await expect(page.getByTestId('copy-report')).toHaveAttribute('data-status', 'whole', { timeout: 30_000 });
  await expect(page.getByTestId('check-copy')).toBeFocused();
  await expectNoFindings(page);
});
