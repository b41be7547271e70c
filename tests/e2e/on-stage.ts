import { expect, type Locator, type Page } from '@playwright/test';
import { openApp, openFiles, sample, searched } from './workroom.ts';

/** A place on the screen, in CSS pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** All regions on the picture. */
export const regions = (page: Page): Locator => page.getByTestId('region');
/** Those that a person drew. */
export const drawn = (page: Page): Locator => regions(page).and(page.getByRole('button', { name: /drawn by you/ }));
/** The picture and what lies around it. */
export const stage = (page: Page): Locator => page.getByRole('group', { name: 'Picture' });
/** A number of the selected region. */
export const field = (page: Page, name: string): Locator => page.getByTestId('region-form').getByLabel(name, { exact: true });

/** Opens a sample and returns how many regions it starts with. */
export async function openStairs(page: Page): Promise<number> {
  await openApp(page);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 1);
  await expect(regions(page).first()).toBeVisible();
  return regions(page).count();
}

/** A place on the picture, in shares of the stage. */
export async function spot(page: Page, x: number, y: number): Promise<Spot> {
  const box = await stage(page).boundingBox();
  if (box === null) throw new Error('no stage');
  return { x: Math.round(box.x + box.width * x), y: Math.round(box.y + box.height * y) };
}

/** From press to release, with a stop on the way. */
export async function drag(page: Page, from: Spot, to: Spot): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2);
  await page.mouse.move(to.x, to.y);
  await page.mouse.up();
}

/** A press that does not move. */
export async function click(page: Page, at: Spot): Promise<void> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.up();
}

/** The middle of an element. */
export async function centre(target: Locator): Promise<Spot> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('not shown');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Presses a key several times. */
export async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
}
