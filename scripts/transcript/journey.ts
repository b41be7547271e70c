import type { Page } from 'playwright-core';
import type { Reader } from './reader.ts';

/** Most milliseconds for a search or an export. */
const PATIENCE = 120_000;

/** A picture for the system's own dialog, which no page can see into. */
export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/**
 * One whole review by keyboard alone: a sample, its decisions, a drawn box, a second picture, all regions at once, the policy, the export.
 * @param more - a second picture, opened through the system's dialog
 */
export async function review(page: Page, reader: Reader, more: Upload): Promise<void> {
  const searched = (count: number): Promise<unknown> => page.waitForFunction((n) => document.querySelectorAll('[data-testid="queue-item"][data-stage="review"]').length === n, count, { timeout: PATIENCE });

  // The browser has to be told early that the system's dialog is not wanted.
  const chooser = page.waitForEvent('filechooser', { timeout: 0 });
  reader.chapter('The first page');
  await reader.hear('The page opens');
  await reader.pressUntil('Tab', /^Try the sample “On the stairs”/u);
  await page.keyboard.press('Enter');
  await searched(1);
  await page.locator('button[data-region]').first().waitFor();
  await reader.hear('Enter, and the search ends');

  reader.chapter('Deciding');
  await reader.press('n', 'N');
  await reader.press('Enter');
  await reader.press('Tab');
  await reader.press('x', 'X');
  await reader.press('Control+z', 'Ctrl+Z');
  await reader.press('m', 'M');
  await reader.press('Control+z', 'Ctrl+Z');

  reader.chapter('The region in numbers');
  await reader.press('F6');
  await reader.pressUntil('Tab', /^Left/u);
  await reader.press('ArrowUp', '↑');
  await reader.pressUntil('Tab', /^Fill/u);
  await page.keyboard.press('ArrowDown');
  await reader.press('ArrowDown', '↓ ↓');
  await reader.press('Escape', 'Esc');

  reader.chapter('Drawing a box');
  await reader.press('Shift+F6');
  await reader.press('b', 'B');
  await reader.press('ArrowDown', '↓');
  await reader.press('Space');
  await reader.press('Shift+ArrowRight', 'Shift+→');
  await reader.press('Shift+ArrowDown', 'Shift+↓');
  await reader.press('Space');
  await reader.press('ArrowRight', '→');
  await reader.press('Alt+ArrowRight', 'Alt+→');
  await reader.press('Delete');
  await reader.press('Control+z', 'Ctrl+Z');
  await reader.press('Control+Shift+z', 'Shift+Ctrl+Z');

  reader.chapter('A second picture');
  await reader.pressUntil('F6', /^on-the-stairs\.jpg/u);
  await reader.pressUntil('Tab', /^Add files/u);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles([more]);
  await searched(2);
  await reader.hear('Enter, a file is chosen, and the search ends');
  await reader.press('k', 'K');
  await reader.press('j', 'J');

  reader.chapter('All regions');
  await page.keyboard.press('g');
  await page.locator('[role="option"]').first().waitFor();
  await reader.hear('G');
  await reader.press('ArrowRight', '→');
  await reader.press('Shift+ArrowRight', 'Shift+→');
  await reader.press('x', 'X');
  await reader.press('Control+z', 'Ctrl+Z');
  await reader.press('ArrowDown', '↓');
  await page.keyboard.press('g');
  await page.locator('[role="group"][data-panel="stage"]').waitFor();
  await reader.hear('G');

  reader.chapter('The policy');
  await reader.pressUntil('F6', /^Regions.*tab/u);
  await reader.press('ArrowRight', '→');
  await reader.pressUntil('Tab', /^Presets and sharing/u);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await reader.hear('Enter');
  await reader.pressUntil('Tab', /^Use: /u);
  await reader.press('Enter');
  await reader.press('Escape', 'Esc');
  await reader.press('Control+z', 'Ctrl+Z');

  // The other policy looks for more, so its searches have begun.
  await page.locator('[data-testid="queue-item"]:is([data-stage="waiting"], [data-stage="detecting"])').first().waitFor({ state: 'detached', timeout: PATIENCE });
  reader.chapter('Export');
  await page.keyboard.press('Control+s');
  await page.getByRole('dialog').waitFor();
  await reader.hear('Ctrl+S');
  await page.keyboard.press('Enter');
  await page.getByTestId('export-summary').waitFor({ timeout: PATIENCE });
  await reader.hear('Enter, and the export ends');
  if (!/^Save/u.test(reader.focused)) await reader.pressUntil('Tab', /^Save as ZIP/u);
  await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  await reader.hear('Enter, and the files are saved');
  await reader.press('Escape', 'Esc');
}
