import { expect, type Locator, type Page } from '@playwright/test';
import { openApp, searched, type TestFile } from './workroom.ts';

/** Most presses of one key on the way to something. */
const MOST_PRESSES = 80;

export const regions = (page: Page): Locator => page.getByTestId('region');
export const stage = (page: Page): Locator => page.getByRole('group', { name: 'Picture' });
export const grid = (page: Page): Locator => page.getByRole('listbox', { name: 'Regions of all files' });
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** Without the system's own dialogs, which can't be driven, the browser has a file input and a download. */
export async function withoutSystemDialogs(page: Page): Promise<void> {
  await page.addInitScript(() => {
    for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) Reflect.deleteProperty(globalThis, name);
  });
}

/** What is wrong with where the focus is: on nothing, out of sight, or wholly under something else. Empty where nothing is. */
function lostFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return 'on nothing';
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [x1, y1, x2, y2] = [Math.max(left, 0), Math.max(top, 0), Math.min(right, innerWidth), Math.min(bottom, innerHeight)];
    const name = `${element.tagName} “${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}”`;
    if (x2 <= x1 || y2 <= y1) return `${name} out of sight`;
    // Any part of it that can be seen is enough: its middle, its corners and the middles of its sides.
    const places = [0.5, 0.02, 0.98].flatMap((across) => [0.5, 0.02, 0.98].map((down) => [x1 + (x2 - x1) * across, y1 + (y2 - y1) * down] as const));
    const seen = places.some(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      if (hit === null) return false;
      // Regions may lie on one another, because each shows what is beneath it; what is over the picture itself hides them.
      if (element.matches('.region')) return element.checkVisibility({ opacityProperty: true }) && hit.closest('.stage') !== null && hit.closest('[data-no-gesture]') === null;
      return element.contains(hit) || hit.closest('label')?.contains(element) === true;
    });
    return seen ? '' : `${name} under something else`;
  });
}

/** Fails where nothing in particular has the focus, or where it can't be seen. */
export async function expectFocus(page: Page, after: string): Promise<void> {
  // What goes away and what takes its place may come with two drawings.
  await expect.poll(() => lostFocus(page), { message: `the focus after ${after}`, intervals: [0, 10, 50, 200] }).toBe('');
}

/** Presses a key several times, and looks for the focus after each. */
export async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    await page.keyboard.press(key);
    await expectFocus(page, key);
  }
}

/** Presses a key until something has the focus. Past the last control, Tab leaves the page for the browser’s own bar, and comes back. */
export async function pressTo(page: Page, key: string, target: Locator): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await page.keyboard.press(key);
    const left = key.endsWith('Tab') && (await page.evaluate(() => document.activeElement === document.body));
    if (!left) await expectFocus(page, key);
    if (await target.evaluateAll((elements) => elements.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`${key} never comes to ${String(target)}.`);
}

/** Goes to something with Tab and presses it. */
export async function use(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await pressTo(page, 'Tab', target);
  await press(page, key);
}

/** Goes to a button with Tab that asks the system for files, and answers for the system. */
export async function chooseFiles(page: Page, target: Locator, files: TestFile | readonly TestFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressTo(page, 'Tab', target);
  await page.keyboard.press('Enter');
  await (await chooser).setFiles('name' in files ? files : [...files]);
}

/** Opens the first sample from the first page. */
export async function openSample(page: Page): Promise<void> {
  await openApp(page);
  await pressTo(page, 'Tab', button(page, /^Try the sample/).first());
  await page.keyboard.press('Enter');
  await searched(page, 1);
  await expect(regions(page).first()).toBeVisible();
  await expect(stage(page)).toBeFocused();
}
