import type { Page } from '@playwright/test';
import { expect, test } from './app-test.ts';
import { button, press, stage } from './by-keyboard.ts';
import { LAST, onFrame, openUnsearched, PLAN, step } from './on-timeline.ts';

/** A clip is encoded by the browser, and played for some seconds. */
const SLOW_MS = 180_000;
/** How much longer each frame is shown than in other tests, so that busy machines have time for most. */
const SLOWER = 8;

/** Drawings after which the canvas shows the frame that the stage tells. */
const SETTLED = 4;

/** A frame that was on the screen for some drawings, and whether nothing but one colour was to be seen in its middle. */
interface Seen {
  readonly frame: number;
  readonly isMasked: boolean;
}

/** Writes down what the stage shows from now on, drawing by drawing, and which frame it was on when a key was pressed last. */
async function watch(page: Page): Promise<void> {
  await stage(page).evaluate((element, settled) => {
    const seen: Seen[] = [];
    Object.assign(window, { seenFrames: seen, frameAtKey: -1 });
    const frameNow = (): number => Number(element.dataset['frame']);
    window.addEventListener('keydown', () => Object.assign(window, { frameAtKey: frameNow() }), { capture: true });
    let [before, drawings] = [-1, 0];
    const look = (): void => {
      const canvas = element.querySelector('canvas');
      const frame = frameNow();
      drawings = frame === before ? drawings + 1 : 0;
      // The canvas is painted some drawings after the frame is told, picture and masks at once.
      if (canvas !== null && drawings === settled) {
        const middle = canvas.getContext('2d')?.getImageData(canvas.width / 2 - 40, canvas.height / 2 - 40, 80, 80).data ?? new Uint8ClampedArray();
        seen.push({ frame, isMasked: new Set(new Uint32Array(middle.buffer)).size === 1 });
      }
      before = frame;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, SETTLED);
}

const seenFrames = (page: Page): Promise<readonly Seen[]> => page.evaluate(() => (window as unknown as { seenFrames: readonly Seen[] }).seenFrames);
const shownFrame = async (page: Page): Promise<number> => Number(await stage(page).getAttribute('data-frame'));

test('a film plays by its key with its masks, stops on its last frame, begins again from there, and pauses on the frame that is shown', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  await openUnsearched(page, false, { times: PLAN.times.map((time) => time * SLOWER) });
  await step(page, 0, 8);
  await press(page, 'i');
  await step(page, 8, 15);
  await press(page, 'o');
  await press(page, 'w');
  await step(page, 15, 0);

  await watch(page);
  await press(page, 'l');
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(button(page, 'Play')).toBeVisible({ timeout: 60_000 });
  await onFrame(page, LAST);
  // It is written down some drawings after it is told.
  await expect.poll(async () => (await seenFrames(page)).at(-1)?.frame).toBe(LAST);
  const seen = await seenFrames(page);
  for (const { frame, isMasked } of seen) expect(isMasked, `frame ${String(frame)}`).toBe(frame >= 8 && frame <= 15);
  const frames = seen.map(({ frame }) => frame);
  expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
  // Before the masked frames, on them, and behind.
  for (const [first, last] of [[1, 7], [8, 15], [16, LAST - 1]] as const) expect(frames.some((frame) => frame >= first && frame <= last), frames.join()).toBe(true);

  await press(page, 'l');
  await expect.poll(() => shownFrame(page)).toBeLessThan(LAST);
  await expect.poll(() => shownFrame(page), { intervals: [20], timeout: 30_000 }).toBeGreaterThan(2);
  await press(page, 'l');
  await expect(button(page, 'Play')).toBeVisible();
  const paused = await page.evaluate(() => (window as unknown as { frameAtKey: number }).frameAtKey);
  expect(paused).toBeLessThan(LAST);
  await onFrame(page, paused);
  // A picture that was on its way does not come after all.
  await page.evaluate(async () => {
    for (let drawing = 0; drawing < 60; drawing += 1) await new Promise(requestAnimationFrame);
  });
  await onFrame(page, paused);
});
