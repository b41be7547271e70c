import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { ExportRecord } from '../../src/core/export/export-record.ts';
import { policyLink } from '../../src/core/policy/policy-link.ts';
import { serialisePolicy } from '../../src/core/policy/policy-file.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { openApp, openFiles, openTwoUnlike, sample, searched } from './workroom.ts';

const file = (policy: Policy): { name: string; mimeType: string; buffer: Buffer } => ({ name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(serialisePolicy(policy)) });
const room = (page: Page) => page.getByRole('dialog', { name: 'Policy' });

async function takeIn(page: Page, policy: Policy): Promise<void> {
  await page.getByTestId('open-policy').click();
  await page.getByTestId('policy-input').setInputFiles(file(policy));
  await page.getByRole('button', { name: 'Use it', exact: true }).click();
  await page.keyboard.press('Escape');
}

test('a preset is used with one click, and says why it is as it is', async ({ page }) => {
  await openApp(page);
  await page.getByTestId('open-policy').click();
  const card = page.getByTestId('preset-gdpr');
  await card.getByText('Why').click();
  await expect(card).toContainText('Article 4(1)');
  await expectNoFindings(page);
  await card.getByRole('button', { name: /^Use: GDPR/ }).click();
  await expect(card).toHaveAttribute('data-current', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Number plates', exact: true })).toHaveAttribute('aria-pressed', 'true');
});

test('the example shows what a policy would mask and ask about', async ({ page }) => {
  await openApp(page);
  await page.getByTestId('open-policy').click();
  await expect(room(page)).toContainText('2 masked, 1 would be asked about.');
  await room(page).getByRole('checkbox', { name: 'Number plates', exact: true }).check();
  await expect(room(page)).toContainText('3 masked, 1 would be asked about.');
});

test('a policy file with mistakes is refused, each with its place and what would be right', async ({ page }) => {
  await openApp(page);
  await page.getByTestId('open-policy').click();
  const broken = { version: 2, colour: 'red', kinds: { face: { maskThreshold: 7 } } };
  await page.getByTestId('policy-input').setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(broken)) });
  const problems = page.getByTestId('policy-problems');
  await expect(problems).toContainText('colour');
  await expect(problems).toContainText('kinds.face.maskThreshold');
  await expect(problems).toContainText('from 0 to 1');
  await expectNoFindings(page);
});

test('a link shows its policy and does nothing before a yes; its fragment leaves the address', async ({ page }) => {
  const policy: Policy = { ...DEFAULT_POLICY, name: 'Courts', weakFills: 'anywhere', kinds: { ...DEFAULT_POLICY.kinds, 'qr-code': { ...DEFAULT_POLICY.kinds['qr-code'], enabled: true } } };
  const codes = page.getByRole('button', { name: 'QR and barcodes', exact: true });
  await page.goto(`/${policyLink(policy) ?? ''}`);
  await expect(page.getByTestId('policy-received')).toContainText('Courts');
  await expect(page.getByTestId('policy-received')).toContainText('masks that can be undone in part');
  expect(new URL(page.url()).hash).toBe('');
  await expectNoFindings(page);
  await expect(codes).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'Use it', exact: true }).click();
  await page.keyboard.press('Escape');
  await expect(codes).toHaveAttribute('aria-pressed', 'true');
});

test('a locked policy can’t be changed while files are open, and can be put away with none open', async ({ page }) => {
  await openApp(page);
  await takeIn(page, { ...DEFAULT_POLICY, name: 'House rules', locked: true });
  await expect(page.getByRole('button', { name: 'Number plates', exact: true })).toBeDisabled();
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByRole('tab', { name: 'Masks' }).click();
  await expect(page.getByTestId('policy')).toContainText('House rules');
  await expectNoFindings(page);
  await expect(page.getByRole('checkbox', { name: 'Number plates', exact: true })).toBeDisabled();
  await page.getByTestId('queue-item').hover();
  await page.getByRole('button', { name: 'Close on-the-stairs.jpg' }).click();
  await page.getByTestId('open-policy').click();
  await page.getByRole('button', { name: 'Put it away' }).click();
  await expect(room(page).getByRole('checkbox', { name: 'Number plates', exact: true })).toBeEnabled();
});

test('one file can have a policy of its own, which can then be used for all', async ({ page }) => {
  await openTwoUnlike(page);
  const items = page.getByTestId('queue-item');
  await expect(items.nth(0)).toContainText('No masks');
  await expect(items.nth(1)).not.toContainText('No masks');
  await page.getByRole('button', { name: 'Use them for all files' }).click();
  await expect(items.nth(1)).toContainText('No masks');
  await page.keyboard.press('Control+z');
  await expect(items.nth(1)).not.toContainText('No masks');
  const notice = page.getByTestId('policy-notice');
  await expect(notice).toHaveText('Undone: the policy is Cloakroom’s standard again.');
  await expectNoFindings(page);
  await notice.getByRole('button', { name: 'Close this notice' }).click();
  await expect(notice).toHaveCount(0);
});

test('reasons and a second reviewer are asked for before anything is exported, and the record names both by id', async ({ page }) => {
  await openApp(page);
  await takeIn(page, { ...DEFAULT_POLICY, name: 'Strict', review: { ...DEFAULT_POLICY.review, reasonFor: 'kept-clear', secondReviewer: true } });
  await openFiles(page, [sample('fancy-dress.jpg')]);
  await searched(page, 1);
  await page.getByTestId('export').click();
  await page.getByTestId('undecided-question').getByRole('button', { name: /^Leave (it|them) clear$/ }).click();
  await expect(page.getByTestId('reasons-question')).toBeVisible();
  await expectNoFindings(page);
  const reasons = page.getByTestId('reasons-question');
  await reasons.getByRole('combobox').selectOption({ label: 'Not what it was taken for' });
  await reasons.getByRole('button', { name: 'Give this reason' }).click();
  const eyes = page.getByTestId('four-eyes');
  await expect(eyes).toHaveAttribute('data-step', 'first');
  await expectNoFindings(page);
  await eyes.getByRole('textbox').fill('Ana Example');
  await page.keyboard.press('Enter');
  await expect(eyes).toHaveAttribute('data-step', 'second');
  await expect(page.getByTestId('start-export')).toHaveCount(0);
  await eyes.getByRole('textbox').fill('  ana  EXAMPLE ');
  await page.keyboard.press('Enter');
  await expect(eyes.getByRole('alert')).toContainText('someone else');
  await eyes.getByRole('textbox').fill('Bo Example');
  await page.keyboard.press('Enter');
  await page.getByTestId('start-export').click();
  await expect(page.getByTestId('export-summary')).toBeVisible({ timeout: 60_000 });
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Save the record of/ }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  const record = JSON.parse(text) as ExportRecord;
  // The build that made it can be told from every other one, and the manifest of this build names the same.
  const manifest = await page.evaluate(async () => (await (await fetch('/build-manifest.json')).json()) as { name: string });
  expect(manifest.name).toMatch(/^cloakroom-\d+\.\d+\.\d+\+[0-9a-f]{16}$/);
  expect(record.product.build).toBe(manifest.name);
  expect(record.review.reviewer).toMatch(/^[0-9a-f]{16}$/);
  expect(record.review.secondReviewer).toMatch(/^[0-9a-f]{16}$/);
  expect(record.review.secondReviewer).not.toBe(record.review.reviewer);
  expect(record.regions.filter(({ state }) => state === 'rejected').every(({ reason }) => reason === 'not-a-match')).toBe(true);
  expect(text).not.toContain('Example');
});

test('a policy that is kept in the browser is there on the next visit, and can be the one to start with', async ({ page }) => {
  await openApp(page);
  await page.getByTestId('open-policy').click();
  await room(page).getByRole('checkbox', { name: 'Vehicles', exact: true }).check();
  await room(page).getByRole('textbox', { name: 'Name', exact: true }).fill('Street');
  await room(page).getByRole('button', { name: 'Keep in this browser' }).click();
  await room(page).getByRole('button', { name: 'Start with it' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Vehicles', exact: true })).toHaveAttribute('aria-pressed', 'true');
});
