import { expect, test, type Page } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { clip, type ClipPlan } from './clips.ts';
import { listOutputs } from './own-files.ts';
import { packets, savedVideo } from './video-files.ts';
import { openApp, openFiles, sample, searched, type TestFile } from './workroom.ts';

/** 30 frames with people on all but the last five, in uneven steps, with sound. */
const PLAN: ClipPlan = { width: 640, height: 360, times: Array.from({ length: 30 }, (_, index) => index * 40 + (index % 3) * 7), people: (index) => index < 25, sound: true };
/** Decoding, searching and encoding take their time on a busy machine. */
const SLOW_MS = 120_000;

async function openClip(page: Page, plan = PLAN): Promise<TestFile> {
  await openApp(page);
  const file = await clip(page, plan);
  await openFiles(page, [file]);
  await searched(page, 1);
  return file;
}

/** Opens the export, and has what waits masked, up to the question about the sound. */
async function answerUpToSound(page: Page): Promise<void> {
  await page.getByTestId('export').click();
  const mask = page.getByRole('button', { name: /^Mask (it|them)$/ });
  const question = page.getByTestId('sound-question');
  await expect(mask.or(question)).toBeVisible();
  if (await mask.isVisible()) await mask.click();
  await expect(question).toBeVisible();
}

async function exportVideo(page: Page, sound: RegExp): Promise<Buffer> {
  await answerUpToSound(page);
  await expectNoFindings(page);
  await answerAndExport(page, sound);
  return savedVideo(page);
}

async function answerAndExport(page: Page, sound: RegExp): Promise<void> {
  await page.getByTestId('sound-question').getByRole('button', { name: sound }).click();
  await page.getByTestId('start-export').click();
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: SLOW_MS });
}

test('a video is searched, followed, reviewed and exported with its times, and its sound as a person says', async ({ page }) => {
  test.setTimeout(3 * SLOW_MS);
  const file = await openClip(page);
  await expect(page.getByTestId('region').first()).toBeVisible();
  const [before, after] = [await packets(file.buffer), await packets(await exportVideo(page, /^Keep/))];
  expect(after.tracks).toEqual(before.tracks);
  expect(after.pictures).toEqual(before.pictures);
  expect(after.sound).toEqual(before.sound);
});

test('sound that is dropped leaves a silent file, also by a second thought', async ({ page }) => {
  test.setTimeout(3 * SLOW_MS);
  await openClip(page);
  await answerUpToSound(page);
  await page.getByTestId('sound-question').getByRole('button', { name: /^Keep/ }).click();
  await expect(page.getByTestId('sound-question')).toHaveCount(0);
  const answer = page.getByTestId('sound-answer');
  await expect(answer).toContainText('Sound at the export: kept in 1 video.');
  await expectNoFindings(page);
  await answer.getByRole('button', { name: 'Change' }).click();
  await expect(page.getByTestId('sound-question').getByRole('button', { name: /^Drop/ })).toBeFocused();
  await answerAndExport(page, /^Drop/);
  await expect(answer).toContainText('dropped in 1 video');
  await expect(answer.getByRole('button', { name: 'Change and export again' })).toBeVisible();
  expect((await packets(await savedVideo(page))).tracks).toEqual(['video']);
});

test('a video that is cut short is refused in a sentence; an export goes on behind a closed sheet, and leaves nothing when it is cancelled', async ({ page }) => {
  test.setTimeout(3 * SLOW_MS);
  const file = await openClip(page, { ...PLAN, times: Array.from({ length: 60 }, (_, index) => index * 40) });
  await openFiles(page, [{ ...file, name: 'cut.mp4', buffer: file.buffer.subarray(0, file.buffer.length / 2) }, sample('evening-out.jpg')]);
  await expect(page.locator('[data-testid="queue-item"][data-stage="failed"]')).toHaveCount(1, { timeout: SLOW_MS });
  await searched(page, 2);
  await answerUpToSound(page);
  await expect(page.getByTestId('start-export')).toHaveText('Export 1 of 2 files');
  await page.getByTestId('sound-question').getByRole('button', { name: /^Drop/ }).click();
  await expect(page.getByTestId('queue-summary')).toHaveText('2 of 2 ready');
  await page.getByTestId('start-export').filter({ hasText: 'Export 2 files' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByTestId('queue-summary')).toContainText(/Exporting [12] of 2/);
  await page.getByRole('button', { name: 'Show the export' }).click();
  await page.getByRole('button', { name: 'Cancel export' }).click();
  await expect(page.getByTestId('export-summary')).toContainText('The export was cancelled.');
  await expect.poll(() => page.evaluate(listOutputs)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('export')).toContainText('Export 2 files');
});

test('a tab that ends in the middle of an export loses no decision, and the next one clears away what it wrote', async ({ page, context }) => {
  test.setTimeout(3 * SLOW_MS);
  const file = await openClip(page);
  await page.getByTestId('region').first().focus();
  await page.keyboard.press('x');
  await expect(page.getByTestId('region').first()).toHaveAttribute('aria-label', /kept clear/u);
  await answerUpToSound(page);
  await page.getByTestId('sound-question').getByRole('button', { name: /^Drop/ }).click();
  await page.getByTestId('start-export').click();
  await expect.poll(() => page.evaluate(listOutputs), { intervals: [20] }).toHaveLength(1);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  await openApp(next);
  await expect(next.getByTestId('unfinished')).toBeVisible();
  await next.getByTestId('unfinished-input').setInputFiles(file);
  await searched(next, 1);
  await expect(next.getByTestId('region').first()).toHaveAttribute('aria-label', /kept clear/u);
  // The answer about the sound is one of the decisions.
  await next.getByTestId('export').click();
  await next.getByTestId('start-export').click();
  await expect(next.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: SLOW_MS });
  expect((await packets(await savedVideo(next))).tracks).toEqual(['video']);
  expect(await next.evaluate(listOutputs)).toHaveLength(1);
});
