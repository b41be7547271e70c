import { expect, type Locator, type Page } from '@playwright/test';
import { button, chooseFiles, press, stage, use, withoutSystemDialogs } from './by-keyboard.ts';
import { clip, type ClipPlan } from './clips.ts';
import { field } from './on-stage.ts';
import type { Look, Place } from './video-files.ts';
import { openApp, openFiles, searched, type TestFile } from './workroom.ts';

/** Seconds of one frame, and frames of a clip. */
const FRAME = 0.04;
export const FRAMES = 24;
export const LAST = FRAMES - 1;

/** The rows of all regions. */
export const rows = (page: Page): Locator => page.getByTestId('track-row');
/** The row with a name. */
export const row = (page: Page, name: RegExp): Locator => rows(page).and(page.getByRole('option', { name }));
/** The timeline. */
export const timeline = (page: Page): Locator => page.getByTestId('timeline');

/** Frames as a list: each has one look but for those from `first` to `last`. */
export function frames(others: Look, first: number, last: number, inside: Look): Look[] {
  return Array.from({ length: FRAMES }, (_, frame) => (frame >= first && frame <= last ? inside : others));
}

/** People on all frames. */
export const PLAN: ClipPlan = { width: 640, height: 360, times: Array.from({ length: FRAMES }, (_, frame) => frame * FRAME * 1000), people: () => true };

/** Opens a clip in which nothing is looked for. */
export async function openUnsearched(page: Page, sound = false, plan: Partial<ClipPlan> = {}): Promise<TestFile> {
  await withoutSystemDialogs(page);
  await openApp(page);
  const file = await clip(page, { ...PLAN, ...plan, sound });
  await use(page, button(page, 'Faces'));
  await expect(button(page, 'Faces')).toHaveAttribute('aria-pressed', 'false');
  await chooseFiles(page, button(page, 'Choose files'), file);
  await searched(page, 1);
  await onFrame(page, 0);
  await expect(stage(page)).toBeFocused();
  return file;
}

/** Opens a clip whose faces are found. */
export async function openPeople(page: Page, plan: Partial<ClipPlan> = {}): Promise<TestFile> {
  await withoutSystemDialogs(page);
  await openApp(page);
  const file = await clip(page, { ...PLAN, ...plan });
  await openFiles(page, [file]);
  await searched(page, 1);
  await onFrame(page, 0);
  return file;
}

/** Waits until a frame, counted from 0, is on the screen. */
export async function onFrame(page: Page, frame: number): Promise<void> {
  await expect(timeline(page)).toContainText(`Frame ${String(frame + 1)} of ${String(FRAMES)}`);
  await expect(stage(page)).toHaveAttribute('data-frame', String(frame));
}

/** Goes to a frame by keys, from another. */
export async function step(page: Page, from: number, to: number): Promise<void> {
  await press(page, to > from ? '.' : ',', Math.abs(to - from));
  await onFrame(page, to);
}

/** Where the selected region is on the shown frame. */
export async function box(page: Page): Promise<Place> {
  const value = async (name: string): Promise<number> => Number(await field(page, name).inputValue());
  return { left: await value('Left'), top: await value('Top'), width: await value('Width'), height: await value('Height') };
}

/** A place that goes evenly from one box on one frame to another on another, and is the same beyond them. Only the middle half of each box counts. */
export function way(first: Place, last: Place, from = 0, to = LAST): (frame: number) => Place {
  return (frame) => {
    const share = Math.max(0, Math.min(1, (frame - from) / (to - from)));
    const mix = (side: keyof Place): number => first[side] + share * (last[side] - first[side]);
    const [width, height] = [mix('width') / 2, mix('height') / 2];
    return { left: mix('left') + width / 2, top: mix('top') + height / 2, width, height };
  };
}

/** Selects a found region and tells where it is over the whole clip. */
export async function wayOf(page: Page, name: RegExp): Promise<(frame: number) => Place> {
  await row(page, name).getByText(/^Face \d+$/).click();
  await page.getByTestId('timeline-ruler').press('Home');
  await onFrame(page, 0);
  const first = await box(page);
  await page.getByTestId('timeline-ruler').press('End');
  await onFrame(page, LAST);
  return way(first, await box(page));
}
