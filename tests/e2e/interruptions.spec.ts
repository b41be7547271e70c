import type { Page } from '@playwright/test';
import { expectNoFindings } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { enlarged, exportAll, MASK_AND_EXPORT, openApp, openFiles, sample, searched } from './workroom.ts';

/** Large enough that a search takes many times as long as a message to the worker. */
const WIDE = 4500;

const item = (page: Page, name: string) => page.getByTestId('queue-item').filter({ hasText: name });
const regionNames = (page: Page) => page.getByTestId('region').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label')));

const percent = async (page: Page, name: string): Promise<number> =>
  Number(await item(page, name).locator('[role="progressbar"]').evaluateAll((bars) => bars[0]?.getAttribute('aria-valuenow') ?? -1));

/** Waits until the engine is in the middle of a file's search: decoding is the first tenth of the way. */
async function inMidSearch(page: Page, name: string): Promise<void> {
  await expect.poll(() => percent(page, name), { intervals: [20], timeout: 60_000 }).toBeGreaterThan(10);
}

/** Waits until a file's search has begun again from the start. */
async function begunAgain(page: Page, name: string): Promise<void> {
  await expect.poll(() => percent(page, name), { intervals: [20], timeout: 60_000 }).toBeLessThanOrEqual(10);
}

/**
 * Ends the engines' workers in the middle of whatever they do, through the browser's debugging port. The page hears of it
 * as little as of a worker that the browser kills: no event, no answer.
 * @param dead - engines that were killed before; the browser lists them for a while
 * @returns all that are dead now
 */
async function killEngines(page: Page, dead: readonly string[] = []): Promise<readonly string[]> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const targets = await session?.send('Target.getTargets');
  const engines = targets?.targetInfos.filter(({ type, title, targetId }) => type === 'worker' && title === 'cloakroom-engine' && !dead.includes(targetId)) ?? [];
  if (session === undefined || engines.length === 0) throw new Error('no engine');
  for (const { targetId } of engines) {
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    const send = (id: number, method: string, params = {}) => session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
    const done = new Promise<void>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        if (event.sessionId === sessionId && (JSON.parse(event.message) as { id?: number }).id === 2) resolve();
      });
    });
    // A search is one long task: without the first message the second would only be heard at its end.
    await send(1, 'Runtime.terminateExecution');
    await send(2, 'Runtime.evaluate', { expression: 'self.close()' });
    await done;
  }
  return [...dead, ...engines.map(({ targetId }) => targetId)];
}

test('a file whose worker is killed in the middle is searched again by itself, and decisions in others stay', async ({ page }) => {
  test.setTimeout(150_000);
  await openApp(page);
  const large = await enlarged(page, sample('evening-out.jpg'), WIDE);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await page.getByTestId('region').first().focus();
  await page.keyboard.press('x');
  const decided = await regionNames(page);
  expect(decided[0]).toMatch(/kept clear$/);

  await openFiles(page, [large, sample('fancy-dress.jpg')]);
  await item(page, large.name).getByRole('button').first().click();
  await inMidSearch(page, large.name);
  await killEngines(page);
  // Nothing was finished when it died, so whatever is found now was found by its successor.
  await expect(item(page, large.name)).toHaveAttribute('data-stage', 'detecting');
  await expectNoFindings(page);
  await searched(page, 3);
  await item(page, large.name).getByRole('button').first().click();
  await expect(page.getByTestId('region').and(page.getByRole('button', { name: /masked$/ })).first()).toBeVisible();
  await item(page, 'on-the-stairs.jpg').getByRole('button').first().click();
  await expect.poll(() => regionNames(page)).toEqual(decided);
  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText('3 files checked and ready to save.');
});

test('a file that kills its worker twice says so, the next one works, and it can be tried again', async ({ page }) => {
  // Its large picture is searched four times in part or whole.
  test.setTimeout(150_000);
  await openApp(page);
  const large = await enlarged(page, sample('evening-out.jpg'), WIDE);
  await openFiles(page, [large]);
  await inMidSearch(page, large.name);
  const first = await killEngines(page);
  await begunAgain(page, large.name);
  await inMidSearch(page, large.name);
  await killEngines(page, first);
  await expect(item(page, large.name)).toHaveAttribute('data-stage', 'failed', { timeout: 60_000 });
  await expect(item(page, large.name)).toContainText('The engine stopped in the middle of this file. The file itself is untouched.');
  await expect(item(page, large.name)).toContainText('Not searched');
  await expectNoFindings(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await expect(item(page, 'on-the-stairs.jpg')).toHaveAttribute('data-stage', 'review', { timeout: 60_000 });
  await item(page, large.name).hover();
  await page.getByRole('button', { name: `Try ${large.name} again` }).click();
  await searched(page, 2);
  await expect(page.getByTestId('region').first()).toBeVisible();
});

test('an export whose worker is killed is made again by itself', async ({ page }) => {
  await openApp(page);
  const large = await enlarged(page, sample('evening-out.jpg'), WIDE);
  await openFiles(page, [large]);
  await searched(page, 1);
  await page.getByTestId('export').click();
  await page.getByRole('button', { name: MASK_AND_EXPORT }).or(page.getByTestId('start-export')).click();
  await expect(page.getByTestId('export-row')).toContainText('Re-checking', { timeout: 60_000 });
  await killEngines(page);
  await expect(page.getByTestId('export-row')).toHaveAttribute('data-status', 'running');
  await expectNoFindings(page);
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: 60_000 });
});

test('cancelling a file in the middle of its search ends it at once, and the next one works', async ({ page }) => {
  await openApp(page);
  const large = await enlarged(page, sample('evening-out.jpg'), WIDE);
  await openFiles(page, [large, sample('on-the-stairs.jpg')]);
  await inMidSearch(page, large.name);
  await page.getByRole('button', { name: `Cancel ${large.name}` }).click();
  await expect(item(page, large.name)).toHaveAttribute('data-stage', 'cancelled');
  await expect(item(page, large.name)).toContainText('Cancelled');
  await searched(page, 1);
  await expect(item(page, 'on-the-stairs.jpg')).toHaveAttribute('data-stage', 'review');
  // What is given up is not counted among what is to become ready.
  await expect(page.getByTestId('queue-summary')).toContainText('of 1 ready');
  // It stays as it is until it is asked for.
  await expect(item(page, large.name)).toHaveAttribute('data-stage', 'cancelled');
  await page.getByRole('button', { name: `Try ${large.name} again` }).click();
  await searched(page, 2);
});
