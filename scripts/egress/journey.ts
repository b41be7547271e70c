import { statSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { StaticServer } from './static-server.ts';

const PATIENCE_MS = 120_000;

/** What the journey came to. */
export interface JourneyOutcome {
  /** Bytes of each exported file, with the server running and with it gone. */
  readonly savedBytes: readonly number[];
  /** Requests that reached the app's server between opening the first file and switching it off. */
  readonly requestsAfterOpening: readonly string[];
  /** What the page's own witness said at the end. */
  readonly witness: string;
}

/**
 * Walks through everything a person does in the built app: start, open, detect, review, export, save; then the server
 * goes away, the page is reloaded, and another picture goes the same way.
 * @param pictures - two source files
 */
export async function walkJourney(page: Page, server: StaticServer, pictures: readonly [string, string]): Promise<JourneyOutcome> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(server.origin);
  await page.locator('[data-testid="offline-badge"][data-state="ready"]').waitFor();
  const before = server.log.length;
  const first = await anonymise(page, pictures[0]);
  const requestsAfterOpening = server.log.slice(before).map(({ method, target }) => `${method} ${target}`);
  await server.close();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const second = await anonymise(page, pictures[1]);
  const witness = await page.getByTestId('network-witness').innerText();
  return { savedBytes: [first, second], requestsAfterOpening, witness };
}

/** Opens one picture, decides what is open, exports it, and saves it. @returns size of the saved file in bytes */
async function anonymise(page: Page, picture: string): Promise<number> {
  await page.getByTestId('file-input').first().setInputFiles(picture);
  const exportButton = page.getByTestId('export');
  await exportButton.and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await exportButton.click();
  const saveAll = page.getByTestId('save-all');
  const startExport = page.getByTestId('start-export');
  const question = page.getByTestId('undecided-question');
  const maskIt = page.getByRole('button', { name: 'Mask it', exact: true });
  while (!(await saveAll.isVisible())) {
    if (await question.isVisible()) await question.getByRole('button', { name: /^Mask (it|them) and export$/ }).click();
    else if (await maskIt.first().isVisible()) await maskIt.first().click();
    else if (await startExport.isVisible()) await startExport.click();
    await saveAll.or(question).or(maskIt.first()).or(startExport).first().waitFor();
  }
  const download = page.waitForEvent('download');
  await saveAll.click();
  return statSync(await (await download).path()).size;
}
