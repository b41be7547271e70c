import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { serveFolder } from '../headless/static-server.ts';
import { AppPage } from './app-page.ts';
import { drawJpeg, withComment } from './pictures.ts';

/** Side of the pictures whose search is interrupted: long enough to be hit, short enough for many. */
const WIDE = 2400;
/** Longest wait in milliseconds between the start of a search and the kill. */
const LONGEST_WAIT_MS = 250;
/** Milliseconds after which a message to a worker counts as lost. */
const UNHEARD_MS = 3_000;
const DECIDED = 'decided.jpg';

/**
 * Kills every engine in the middle of a search, over and over. A file must be searched again by itself or say that its engine stopped, and
 * then work at the next try; decisions in another file stay; the app never throws.
 * @param app - the built app
 * @param cycles - how many kills
 * @returns what went wrong
 */
export async function crashEngines(app: string, cycles: number): Promise<readonly string[]> {
  const server = await serveFolder(app);
  const window = await AppPage.start();
  const { page } = window;
  const wrong: string[] = [];
  const tally = { byItself: 0, failedThenTried: 0, tooLate: 0 };
  try {
    await window.open(server.origin);
    const picture = await drawJpeg(page, WIDE, Math.round(WIDE * 0.75), 0);
    await window.input.setInputFiles({ name: DECIDED, mimeType: 'image/jpeg', buffer: readFileSync(join(app, 'samples', 'on-the-stairs.jpg')) });
    await stage(window, DECIDED, ['review']);
    await page.getByTestId('region').first().focus();
    await page.keyboard.press('x');
    const decided = await regions(window);
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const name = `victim-${String(cycle)}.jpg`;
      await window.input.setInputFiles({ name, mimeType: 'image/jpeg', buffer: withComment(picture, name) });
      await stage(window, name, ['detecting', 'review', 'failed']);
      await page.waitForTimeout(Math.random() * LONGEST_WAIT_MS);
      await killEngines(window);
      const atKill = await window.item(name).getAttribute('data-stage');
      const end = await stage(window, name, ['review', 'failed']);
      if (end === 'failed') {
        const said = (await window.item(name).textContent()) ?? '';
        if (!said.includes('The engine stopped')) wrong.push(`cycle ${String(cycle)}: ${said}`);
        await page.getByRole('button', { name: `Try ${name} again` }).click();
        if ((await stage(window, name, ['review', 'failed'])) === 'failed') wrong.push(`cycle ${String(cycle)}: the next try fails too`);
        tally.failedThenTried += 1;
      } else if (atKill === 'review') tally.tooLate += 1;
      else tally.byItself += 1;
      await page.getByRole('button', { name: `Close ${name}` }).click();
      await window.item(name).waitFor({ state: 'detached' });
      if (cycle % 10 === 0 || cycle === cycles) {
        await window.item(DECIDED).getByRole('button').first().click();
        if ((await regions(window)) !== decided) wrong.push(`cycle ${String(cycle)}: decisions of another file have changed`);
        console.log(`  ${String(cycle)} of ${String(cycles)}: ${String(tally.byItself)} searched again by itself, ${String(tally.failedThenTried)} said so and worked at the next try, ${String(tally.tooLate)} were done before`);
      }
    }
    const summary = await window.exportAll();
    if (!summary.startsWith('1 file checked')) wrong.push(`the export at the end: ${summary}`);
  } finally {
    wrong.push(...window.errors.map((error) => `uncaught: ${error}`));
    await window.browser.close();
    await server.close();
  }
  if (tally.byItself + tally.failedThenTried === 0) wrong.push('no kill came in time: nothing was tested');
  return wrong;
}

async function stage(window: AppPage, name: string, wanted: readonly string[]): Promise<string> {
  const item = window.item(name).and(window.page.locator(wanted.map((one) => `[data-stage="${one}"]`).join(', ')));
  await item.waitFor({ timeout: 120_000 });
  return (await item.getAttribute('data-stage')) ?? '';
}

async function regions(window: AppPage): Promise<string> {
  await window.page.getByTestId('region').first().waitFor();
  return (await window.page.getByTestId('region').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''))).join('; ');
}

/** Ends every engine through the browser's debugging, of which the page hears nothing. */
async function killEngines({ browser }: AppPage): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  for (const { targetId } of targetInfos.filter(({ type, title }) => type === 'worker' && title === 'cloakroom-engine')) {
    await killWorker(session, targetId).catch(() => undefined);
  }
  await session.detach();
}

/** @throws Error when the worker has been ended by the page in the meantime */
async function killWorker(session: CDPSession, targetId: string): Promise<void> {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const send = (id: number, method: string, params = {}) => session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) });
  const done = new Promise<void>((resolve) => {
    session.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId === sessionId && (JSON.parse(event.message) as { readonly id?: number }).id === 2) resolve();
    });
    session.on('Target.detachedFromTarget', (event) => {
      if (event.sessionId === sessionId) resolve();
    });
  });
  // A search is one long task: without the first message the second would only be heard at its end.
  await send(1, 'Runtime.terminateExecution');
  const end = (): Promise<unknown> => send(2, 'Runtime.evaluate', { expression: 'self.close()' });
  await end();
  // The end of a worker is not always told, and a message to one that is just starting may be lost.
  for (let tries = 0; tries < 5; tries += 1) {
    if (await Promise.race([done.then(() => true), new Promise<false>((resolve) => setTimeout(() => resolve(false), UNHEARD_MS))])) return;
    await end();
  }
}
