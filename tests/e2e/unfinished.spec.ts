import type { Page } from '@playwright/test';
import { KillableBrowser, tracesOf } from '../../scripts/soak/killable-browser.ts';
import { expectNoFindings } from './accessible.ts';
import { expect, OFFLINE_COPY, test } from './app-test.ts';
import { chooseFiles, expectFocus, openSample, press, pressTo, use } from './by-keyboard.ts';
import { stored, type Stored } from './stored-work.ts';
import { enlarged, exportAll, openApp, openFiles, sample, searched, type TestFile } from './workroom.ts';

const STAIRS = sample('on-the-stairs.jpg');
const EVENING = sample('evening-out.jpg');
const KEPT_CLEAR = /kept clear/u;

const card = (page: Page) => page.getByTestId('unfinished');
const notice = (page: Page) => page.getByTestId('unfinished-notice');
const regionNames = (page: Page) => page.getByTestId('region').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));

/** Keeps the first region clear: a decision that no search makes. */
async function keepFirstClear(page: Page): Promise<void> {
  await page.getByTestId('region').first().focus();
  await page.keyboard.press('x');
  await expect(page.getByTestId('region').first()).toHaveAttribute('aria-label', KEPT_CLEAR);
}

const personal = ({ files }: Stored): number => files.flatMap(({ decisions }) => decisions).filter(({ decidedBy }) => decidedBy === 'person').length;

/** Waits until as many of a person's decisions are on the device. */
async function kept(page: Page, decisions: number): Promise<void> {
  await expect.poll(async () => personal(await stored(page))).toBe(decisions);
}

/** Notes every stage that a file of the queue is seen in. */
async function watchStages(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    Object.assign(window, { seenStages: seen });
    new MutationObserver(() => {
      for (const item of document.querySelectorAll('[data-testid="queue-item"]')) seen.add(item.getAttribute('data-stage') ?? '');
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-stage'] });
  });
  return () => page.evaluate(() => [...(window as unknown as { seenStages: Set<string> }).seenStages]);
}

async function reopen(page: Page, files: readonly TestFile[]): Promise<void> {
  await page.getByTestId('unfinished-input').setInputFiles([...files]);
}

/** Leaves in spite of the browser's question. */
async function reload(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
}

test('decisions are back after a reload when the same file is opened under another name, without a search', OFFLINE_COPY, async ({ page }) => {
  await openApp(page);
  await expect(card(page)).toHaveCount(0);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  const decided = await regionNames(page);
  await kept(page, 1);

  await reload(page);
  await expect(card(page)).toContainText('From today');
  await expect(card(page)).toContainText('1 file');
  await expectNoFindings(page);
  const stages = await watchStages(page);
  await reopen(page, [{ ...STAIRS, name: 'renamed.jpg' }]);
  await searched(page, 1);
  await expect.poll(() => regionNames(page)).toEqual(decided);
  expect(await stages()).not.toContain('detecting');
  await expect(notice(page)).toHaveText(/The decisions of 1 file are back/u);
  await expectNoFindings(page);
});

test('a file that was never opened before is searched, beside one whose work comes back', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  await reload(page);
  await expect(card(page)).toBeVisible();
  // Dropped or chosen as always: the card need not be used.
  await openFiles(page, [EVENING, STAIRS]);
  await searched(page, 2);
  await expect(page.getByTestId('queue-item')).toHaveCount(2);
  await page.getByTestId('queue-item').filter({ hasText: STAIRS.name }).getByRole('button').first().click();
  await expect(page.getByTestId('region').first()).toHaveAttribute('aria-label', KEPT_CLEAR);
  await expect.poll(async () => (await stored(page)).files.length).toBe(2);
});

test('a file that was changed is searched anew, and its old decisions stay offered', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  await reload(page);
  await expect(card(page)).toBeVisible();
  const buffer = Buffer.from(STAIRS.buffer);
  // One bit of the picture's data, size and both ends as they were.
  buffer[Math.floor(buffer.length * 0.4)]! ^= 1;
  await openFiles(page, [{ ...STAIRS, buffer }]);
  await searched(page, 1);
  await expect(page.getByTestId('region').first()).not.toHaveAttribute('aria-label', KEPT_CLEAR);
});

test('a crashed tab loses no decision, and leaves none of its own in the way', async ({ page, context }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined);
  await crashed;
  const next = await context.newPage();
  await openApp(next);
  await expect(card(next)).toBeVisible();
  await reopen(next, [STAIRS]);
  await searched(next, 1);
  await expect(next.getByTestId('region').first()).toHaveAttribute('aria-label', KEPT_CLEAR);
});

test('a browser that is killed loses no decision, and leaves neither picture nor name on the disk', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const browser = new KillableBrowser();
  let file: TestFile | null = null;
  try {
    for (let round = 1; round <= 3; round += 1) {
      const page = await browser.start();
      await page.goto(baseURL ?? '');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // Made over, because the app keeps its own copy of the samples.
      file ??= { ...(await enlarged(page, STAIRS, 900)), name: 'canary-4711-quintessa.jpg' };
      if (round === 1) await openFiles(page, [file]);
      else await reopen(page, [file]);
      await searched(page, 1);
      const decided = page.getByTestId('region').and(page.getByRole('button', { name: KEPT_CLEAR }));
      await expect(decided).toHaveCount(round - 1);
      await page.getByTestId('region').nth(round - 1).focus();
      await page.keyboard.press('x');
      await expect(decided).toHaveCount(round);
      await kept(page, round);
      await browser.kill();
      expect(browser.find(tracesOf(file.name, file.buffer))).toEqual([]);
    }
  } finally {
    await browser.dispose();
  }
});

test('what is kept holds no text but ids, kinds and the policy', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [{ ...STAIRS, name: 'canary-4711-quintessa.jpg' }]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  const { files, bytes } = await stored(page);
  const text = JSON.stringify(files);
  expect(text).not.toMatch(/canary|quintessa|data:|base64/iu);
  expect(bytes / files.length).toBeLessThan(20_000);
});

test('work of a tab that lives is not offered to another, and is once that tab is gone', async ({ page, context }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  const other = await context.newPage();
  await openApp(other);
  await openFiles(other, [EVENING]);
  await searched(other, 1);
  await keepFirstClear(other);
  // Each writes its own, and neither takes the other's away.
  await kept(other, 2);
  await page.close({ runBeforeUnload: false });
  // The browser may take its time to let go of a closed tab's lock; until then the tab counts as living.
  await expect(async () => {
    await reload(other);
    await expect(other.getByTestId('unfinished-offer')).toHaveCount(2);
  }).toPass();
  await openFiles(other, [STAIRS, EVENING]);
  await searched(other, 2);
  await expect(notice(other)).toHaveText(/The decisions of 2 files are back/u);
  await expect(other.getByTestId('region').first()).toHaveAttribute('aria-label', KEPT_CLEAR);
  await kept(other, 2);
});

test('two tabs that open the same unfinished file at once: one has its work back, the other searches, nothing is lost', async ({ page, context }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  const other = await context.newPage();
  await openApp(other);
  await reload(page);
  await other.reload();
  await Promise.all([expect(card(page)).toBeVisible(), expect(card(other)).toBeVisible()]);
  await Promise.all([openFiles(page, [STAIRS]), openFiles(other, [STAIRS])]);
  await Promise.all([searched(page, 1), searched(other, 1)]);
  const back = await Promise.all([page, other].map(async (tab) => KEPT_CLEAR.test((await regionNames(tab))[0] ?? '')));
  expect(back.filter(Boolean)).toHaveLength(1);
  await expect.poll(async () => (await stored(page)).files.length).toBe(2);
  await kept(page, 1);
});

test('a full disk is told once in plain words, and the work goes on', OFFLINE_COPY, async ({ page, context, baseURL }) => {
  await openApp(page);
  await expect(page.getByText('Works offline')).toBeVisible({ timeout: 30_000 });
  const session = await context.newCDPSession(page);
  const { origin } = new URL(baseURL ?? '');
  // Before the first record: later the browser goes by the room that it counted a while ago.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await expect(notice(page)).toContainText('This browser has no room left');
  await expectNoFindings(page);
  await page.getByRole('button', { name: 'Close this notice' }).click();
  await expect(notice(page)).toHaveCount(0);
  await page.getByTestId('region').nth(1).focus();
  await page.keyboard.press('x');
  await expect(page.getByTestId('region').nth(1)).toHaveAttribute('aria-label', KEPT_CLEAR);
  // Nothing half-written.
  expect((await stored(page)).files).toEqual([]);
  // Once there is room, everything is written that was not.
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  await page.getByTestId('region').nth(1).focus();
  await page.keyboard.press('m');
  // The browser may go by the old room for a while, so the first tries may fail.
  await expect.poll(async () => personal(await stored(page)), { timeout: 30_000 }).toBe(2);
  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.');
});

test('storage that the browser cleared between two visits is said in the same tab, and the app works', OFFLINE_COPY, async ({ page, context, baseURL }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  const session = await context.newCDPSession(page);
  page.once('dialog', (dialog) => void dialog.accept());
  await page.goto('about:blank');
  // What a browser that runs out of room takes: all that counts towards the quota.
  await session.send('Storage.clearDataForOrigin', { origin: new URL(baseURL ?? '').origin, storageTypes: 'indexeddb,cache_storage,service_workers,file_systems' });
  await page.goto('/');
  await expect(notice(page)).toContainText('This browser has cleared what was kept of your unfinished work.');
  await expectNoFindings(page);
  await expect(card(page)).toHaveCount(0);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
});

test('discarding deletes at once, and the same file is searched anew', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  await reload(page);
  await page.getByRole('button', { name: /^Discard the unfinished work/u }).click();
  await expect(card(page)).toHaveCount(0);
  expect((await stored(page)).files).toEqual([]);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await expect(page.getByTestId('region').first()).not.toHaveAttribute('aria-label', KEPT_CLEAR);
});

test('unfinished work is taken up, its notice closed, and other work discarded, by keys alone', async ({ page }) => {
  await openSample(page);
  await pressTo(page, 'Tab', page.getByTestId('region').first());
  await press(page, 'x');
  await kept(page, 1);
  await reload(page);
  await expect(card(page)).toBeVisible();
  await chooseFiles(page, card(page).getByRole('button', { name: 'Choose the files' }), STAIRS);
  await searched(page, 1);
  await expect(page.getByTestId('region').first()).toHaveAttribute('aria-label', KEPT_CLEAR);
  await use(page, page.getByRole('button', { name: 'Close this notice' }));
  await expect(notice(page)).toHaveCount(0);
  await expectFocus(page, 'closing a notice');
  await reload(page);
  await use(page, page.getByRole('button', { name: /^Discard the unfinished work/u }));
  await expect(card(page)).toHaveCount(0);
  await expectFocus(page, 'discarding');
});

test('once everything is exported and saved, nothing is kept and closing asks nothing', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  await kept(page, 1);
  await exportAll(page);
  await Promise.all([page.waitForEvent('download'), page.getByTestId('export-row').getByRole('button', { name: /^Save/u }).first().click()]);
  await expect.poll(async () => (await stored(page)).files.length).toBe(0);
  page.on('dialog', () => {
    throw new Error('asked');
  });
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(card(page)).toHaveCount(0);
});

test('closing with decisions that are not exported asks first, and says what closing means', async ({ page }) => {
  await openApp(page);
  await openFiles(page, [STAIRS]);
  await searched(page, 1);
  await keepFirstClear(page);
  const asked = page.waitForEvent('dialog');
  // Closing waits for the answer, so it isn't awaited here.
  void page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(notice(page)).toHaveText(/1 file has decisions that aren’t exported. They are kept on this device until you return./u);
});
