import type { Locator, Page } from '@playwright/test';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { expect, test } from './app-test.ts';
import { button, expectFocus, press, pressTo, regions, stage, use } from './by-keyboard.ts';
import { drag } from './on-stage.ts';
import { box, FRAMES, frames, LAST, onFrame, openPeople, openUnsearched, PLAN, row, rows, step, timeline, way, wayOf } from './on-timeline.ts';
import { looks, savedVideo, silences, type Look, type Place } from './video-files.ts';
import { exportAll, openFiles, sample, searched } from './workroom.ts';

/** A clip is searched, encoded and looked at again, several times on a busy machine. */
const SLOW_MS = 180_000;

const said = (page: Page, text: string): Locator => page.getByRole('status').filter({ hasText: text });

test('a track that is kept clear is bare, another is masked, one that is cut is bare in its second half only, and joining puts it back', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openPeople(page);
  const [cut, clear, masked] = [await wayOf(page, /^Face 1 of/), await wayOf(page, /^Face 2 of/), await wayOf(page, /^Face 3 of/)];
  const places = [cut, clear, masked];
  await row(page, /^Face 2 of/).getByText('Face 2').click();
  await page.keyboard.press('x');
  await expect(row(page, /^Face 2 of \d+, kept clear, 0:00\.0 to 0:01\.0/)).toHaveCount(1);

  const total = await rows(page).count();
  await row(page, /^Face 1 of/).getByText('Face 1').click();
  await page.getByTestId('timeline-ruler').press('Home');
  for (let frame = 0; frame < 10; frame += 1) await page.keyboard.press('.');
  await onFrame(page, 10);
  await timeline(page).getByRole('button', { name: 'Cut in two here' }).click();
  await expect(rows(page)).toHaveCount(total + 1);
  await expect(row(page, /^Face 1 of \d+, masked, 0:00\.0 to 0:00\.4,/)).toHaveAttribute('aria-selected', 'false');
  const second = row(page, /, masked, 0:00\.4 to 0:01\.0,/);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('x');
  await expect(row(page, /, kept clear, 0:00\.4 to 0:01\.0,/)).toHaveCount(1);

  await exportAll(page);
  expect(await looks(page, file.buffer, await savedVideo(page), places)).toEqual([frames('masked', 10, LAST, 'bare'), frames('bare', 0, -1, 'masked'), frames('masked', 0, -1, 'bare')]);

  await page.keyboard.press('Escape');
  await row(page, /^Face 1 of/).getByText('Face 1').click();
  await row(page, /, kept clear, 0:00\.4 to 0:01\.0,/).click({ modifiers: ['Shift'] });
  await timeline(page).getByRole('button', { name: 'Join the selected regions' }).click();
  await expect(said(page, '2 regions are one now.')).toHaveCount(1);
  await expect(rows(page)).toHaveCount(total);
  await expect(row(page, /^Face 1 of \d+, masked, 0:00\.0 to 0:01\.0,/)).toHaveAttribute('aria-selected', 'true');
  await exportAll(page);
  expect(await looks(page, file.buffer, await savedVideo(page), places)).toEqual([frames('masked', 0, -1, 'bare'), frames('bare', 0, -1, 'masked'), frames('masked', 0, -1, 'bare')]);
});

test('a box begins and ends on other frames by keys and by a drag in the timeline, and each is one step of undo', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page);
  await press(page, 'b');
  await press(page, 'Enter');
  await expect(regions(page)).toHaveCount(1);
  const here = await box(page);
  const lasts = (from: string, to: string): Promise<void> => expect(row(page, new RegExp(`, ${from.replace('.', '\\.')} to ${to.replace('.', '\\.')}$`))).toHaveCount(1);
  await lasts('0:00.0', '0:01.0');

  await step(page, 0, 8);
  await press(page, 'Shift+i');
  await lasts('0:00.3', '0:01.0');
  await step(page, 8, 14);
  await press(page, 'Shift+o');
  await lasts('0:00.3', '0:00.6');
  // Where it is not, it becomes longer.
  await step(page, 14, 17);
  await press(page, 'Shift+o');
  await lasts('0:00.3', '0:00.7');
  await step(page, 17, 4);
  await press(page, 'Shift+i');
  await lasts('0:00.2', '0:00.7');
  for (const [from, to] of [['0:00.3', '0:00.7'], ['0:00.3', '0:00.6'], ['0:00.3', '0:01.0'], ['0:00.0', '0:01.0']] as const) {
    await press(page, 'Control+z');
    await lasts(from, to);
  }
  await press(page, 'Control+Shift+z', 4);
  await lasts('0:00.2', '0:00.7');

  const lane = await page.getByTestId('timeline-ruler').boundingBox();
  const end = await timeline(page).locator('.track-end[data-end="last"]').boundingBox();
  const height = (end?.y ?? 0) + (end?.height ?? 0) / 2;
  const at = (frame: number): { x: number; y: number } => ({ x: (lane?.x ?? 0) + ((frame + 0.5) * (lane?.width ?? 0)) / FRAMES, y: height });
  await drag(page, { x: (end?.x ?? 0) + (end?.width ?? 0) / 2, y: height }, at(20));
  await lasts('0:00.2', '0:00.8');
  await page.keyboard.press('Control+z');
  await lasts('0:00.2', '0:00.7');
  await page.keyboard.press('Control+Shift+z');
  await lasts('0:00.2', '0:00.8');
  const start = await timeline(page).locator('.track-end[data-end="first"]').boundingBox();
  await drag(page, { x: (start?.x ?? 0) + (start?.width ?? 0) / 2, y: height }, at(6));
  await lasts('0:00.2', '0:00.8');

  await exportAll(page);
  expect(await looks(page, file.buffer, await savedVideo(page), [way(here, here)])).toEqual([frames('bare', 6, 20, 'masked')]);
});

test('a film stays on its frame while another file is shown, and undo leads back to it, says what it took back, and goes where that is seen', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page);
  await press(page, 'b');
  await press(page, 'Enter');
  await step(page, 0, 14);
  await press(page, 'Shift+i');
  await expect(row(page, /, 0:00\.6 to 0:01\.0$/)).toHaveCount(1);
  await openFiles(page, [sample('on-the-stairs.jpg')]);
  await searched(page, 2);
  await press(page, 'j');
  await expect(page.getByRole('heading', { level: 1, name: 'on-the-stairs.jpg' })).toBeAttached();
  await press(page, 'j');
  await onFrame(page, 14);

  await step(page, 14, 17);
  await press(page, 'j');
  await press(page, 'Control+z');
  await expect(page.getByTestId('step-notice')).toHaveText(`Undone in ${file.name}. Area 1: frames 1 to 24.`);
  await onFrame(page, 17);
  await step(page, 17, 5);
  await press(page, 'Control+Shift+z');
  await expect(page.getByTestId('step-notice')).toHaveCount(0);
  await expect(said(page, `Redone in ${file.name}. Area 1: frames 15 to 24.`)).toHaveCount(1);
  await onFrame(page, 14);
});

test('on a phone, the name of a track is read whole', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  await openUnsearched(page);
  await press(page, 'b');
  await press(page, 'Enter');
  await page.setViewportSize({ width: 390, height: 844 });
  const name = rows(page).first().locator('.track-short');
  await expect(name).toHaveText('Area 1');
  for (const [lang, text] of [['en-GB', 'Face 128'], ['en-GB', 'Personal detail 128'], ['en-GB', 'Number plate 128'], ['de', 'Personenbezogene Angabe 128'], ['de', 'Ausnahmezone 12']] as const) {
    const cut = await name.evaluate((element, [language, words]) => {
      document.documentElement.lang = language;
      element.textContent = words;
      const row = element.closest('.timeline-row')?.getBoundingClientRect();
      const { top, bottom } = element.getBoundingClientRect();
      return element.scrollWidth > element.clientWidth || row === undefined || top < row.top || bottom > row.bottom;
    }, [lang, text] as const);
    expect(cut, text).toBe(false);
  }
});

test('a box with two keyframes goes evenly from one to the other, and a third is put and taken away, by keys alone', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page);
  await press(page, 'b');
  await press(page, 'Enter');
  await expect(regions(page)).toBeFocused();
  const first = await box(page);
  await step(page, 0, 4);
  await press(page, 'f');
  await expect(said(page, 'box put here by hand')).toHaveCount(1);
  await step(page, 4, 20);
  await press(page, 'Shift+ArrowRight', 20);
  const last = await box(page);
  expect(last.left - first.left).toBe(200);
  await expect(timeline(page).locator('.track-key')).toHaveCount(3);

  await step(page, 20, 12);
  const between = await box(page);
  expect(between.left).toBe(first.left + 100);
  await press(page, 'Shift+ArrowDown', 10);
  await expect(timeline(page).locator('.track-key')).toHaveCount(4);
  expect((await box(page)).top).toBe(first.top + 100);
  await press(page, 'f');
  await expect(said(page, 'the box put by hand is gone')).toHaveCount(1);
  await expect(timeline(page).locator('.track-key')).toHaveCount(3);
  expect(await box(page)).toEqual(between);

  await exportAll(page);
  const [moving, ...still] = await looks(page, file.buffer, await savedVideo(page), [way(first, last, 4, 20), way(first, first), way(last, last)]);
  expect(moving).toEqual(frames('masked', 0, -1, 'bare'));
  // The box has left the place where it began, and is not yet in the place where it ends.
  expect(still.map((list) => [list[4], list[12], list[20]])).toEqual([['masked', 'bare', 'bare'], ['bare', 'bare', 'masked']]);
});

test('what is said about a part of a film names its frames and its time', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  await openUnsearched(page);
  await step(page, 0, 6);
  await press(page, 'i');
  await step(page, 6, 11);
  await press(page, 'o');
  await timeline(page).getByRole('button', { name: 'Mask whole frames, 0:00.240 to 0:00.480' }).click();
  await expect(said(page, 'Whole frames masked, 0:00.240 to 0:00.480.')).toHaveCount(1);
});

/** The corners and the middle of a frame. */
const SPOTS = [[0, 320], [600, 0], [600, 320], [300, 160]].map(([left = 0, top = 0]) => (): Place => ({ left, top, width: 40, height: 40 }));

/** Exports a film with its sound kept, and saves it. */
async function exportWithSound(page: Page): Promise<Buffer> {
  await use(page, page.getByTestId('sound-question').getByRole('button', { name: /^Keep/ }));
  await use(page, page.getByTestId('start-export'));
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.', { timeout: 60_000 });
  await expectFocus(page, 'an export');
  return savedVideo(page);
}

test('a part of the film is masked whole and its sound muted with it, by keys alone', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page, true);
  const sound = page.getByTestId('timeline-sound');
  await expect(sound.locator('.sound-wave path')).toHaveAttribute('d', /^M0 1L/);
  await step(page, 0, 6);
  await press(page, 'i');
  await step(page, 6, 11);
  await press(page, 'o');
  const part = page.getByTestId('timeline-part');
  await expect(part.getByLabel('From', { exact: true })).toHaveValue('0:00.240');
  await expect(part.getByLabel('To', { exact: true })).toHaveValue('0:00.480');
  await press(page, 'w');
  await expect(row(page, /^Area 1 of 1, masked, 0:00\.2 to 0:00\.5$/)).toHaveCount(1);
  await expectFocus(page, 'masking a part');
  const muted = sound.getByRole('button', { name: 'Muted, 0:00.240 to 0:00.480' });
  await expect(muted).toHaveCount(1);
  await expect(said(page, 'Whole frames masked and their sound muted, 0:00.240 to 0:00.480.')).toHaveCount(1);
  await press(page, 'Control+z');
  await expect(rows(page).or(muted)).toHaveCount(0);

  // Masked again and heard, and muted once more.
  await press(page, 'w');
  await expect(muted).toHaveCount(1);
  await press(page, 'Shift+q');
  await expect(muted).toHaveCount(0);
  await expect(rows(page)).toHaveCount(1);
  await press(page, 'q');
  await expect(muted).toHaveCount(1);
  await press(page, 'Control+z');
  await expect(muted).toHaveCount(0);
  await press(page, 'Control+z');
  await expect(muted).toHaveCount(1);
  const [lane, span] = [await sound.locator('.timeline-lane').boundingBox(), await sound.locator('.sound-muted').boundingBox()];
  const share = (x: number): number => (x - (lane?.x ?? 0)) / (lane?.width ?? 1);
  expect(share(span?.x ?? 0)).toBeCloseTo(6 / FRAMES, 2);
  expect(share((span?.x ?? 0) + (span?.width ?? 0))).toBeCloseTo(12 / FRAMES, 2);
  // The marked part is found again by its muted sound, and forgotten.
  await use(page, part.getByRole('button', { name: 'Forget the part' }));
  await expect(part).toHaveCount(0);
  await use(page, muted);
  await expect(part).toHaveCount(1);

  await press(page, 'Control+s');
  await expect(page.getByTestId('sound-question')).toContainText('1 part is muted on the timeline. With the sound dropped, it goes with it.');
  await expect(page.getByTestId('export-row').locator('.export-ready')).toHaveText(/Quality: High\s*1 part muted/u);
  const output = await exportWithSound(page);
  await expect(page.getByTestId('export-row').getByTestId('sound-fact')).toHaveText(/^Sound: 1 part muted \(0\.2 seconds\), encoded anew as (?:AAC|Opus)$/);
  await expect(page.getByTestId('export-row')).toContainText('1 area masked');

  for (const place of await looks(page, file.buffer, output, SPOTS)) expect(place).toEqual(frames('bare', 6, 11, 'masked'));
  expect((await silences(page, file.buffer)).some(Boolean)).toBe(false);
  const quiet = await silences(page, output);
  expect(quiet.slice(24, 48)).toEqual(new Array<boolean>(24).fill(true));
  expect([...quiet.slice(0, 20), ...quiet.slice(53, 96)].some(Boolean)).toBe(false);
});

test('everything but a part of the film is masked whole and muted in one step, by keys alone', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page, true);
  const muted = page.getByTestId('timeline-sound').getByRole('button', { name: /^Muted, (?:0:00\.000 to 0:00\.240|0:00\.480 to 0:00\.960)$/ });
  await press(page, 'Shift+w');
  await expect(said(page, 'Mark a part first')).toHaveCount(1);
  await press(page, 'i');
  await press(page, 'Shift+w');
  await expect(said(page, 'there is nothing else to mask.')).toHaveCount(1);
  await expect(rows(page).or(muted)).toHaveCount(0);
  await step(page, 0, 6);
  await press(page, 'i');
  await step(page, 6, 11);
  await press(page, 'o');
  await press(page, 'Shift+w');
  await expect(said(page, 'Whole frames masked and their sound muted, all but 0:00.240 to 0:00.480.')).toHaveCount(1);
  await expect(row(page, /masked, (?:0:00\.0 to 0:00\.2|0:00\.5 to 0:01\.0)$/)).toHaveCount(2);
  await expect(muted).toHaveCount(2);
  await press(page, 'Control+z');
  await expect(rows(page).or(muted)).toHaveCount(0);
  await press(page, 'Control+Shift+z');
  await expect(rows(page).or(muted)).toHaveCount(4);
  await expectFocus(page, 'masking everything else');

  await press(page, 'Control+s');
  const output = await exportWithSound(page);
  await expect(page.getByTestId('export-row').getByTestId('sound-fact')).toContainText('2 parts muted (0.7 seconds)');
  for (const place of await looks(page, file.buffer, output, SPOTS)) expect(place).toEqual(frames('masked', 6, 11, 'bare'));
  const quiet = await silences(page, output);
  expect([...quiet.slice(0, 24), ...quiet.slice(48, 96)].every(Boolean)).toBe(true);
  expect(quiet.slice(29, 44).some(Boolean)).toBe(false);
});

test('what is outside a zone is masked on every frame', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openUnsearched(page);
  await press(page, 'z');
  await page.getByLabel('What the zone does').selectOption('Mask outside');
  await stage(page).focus();
  await press(page, 'Enter');
  await expect(row(page, /^Mask outside 1, 0:00\.0 to 0:01\.0$/)).toHaveCount(1);
  const inside = await box(page);
  await exportAll(page);
  const spot = (left: number, top: number) => (): Place => ({ left, top, width: 40, height: 40 });
  const [middle, ...around] = await looks(page, file.buffer, await savedVideo(page), [way(inside, inside), spot(0, 320), spot(600, 0), spot(600, 320), spot(300, 300)]);
  expect(middle).toEqual(frames('bare', 0, -1, 'masked'));
  for (const place of around) expect(place).toEqual(frames('masked', 0, -1, 'bare'));
});

test('one person who goes and comes back is kept clear on both tracks, and the others are masked', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  // Four seconds, one for each frame: nobody is followed over that.
  const [gone, back] = [10, 14];
  const times = PLAN.times.map((time, frame) => time + 1000 * Math.max(0, Math.min(frame - gone, back - gone)));
  const file = await openPeople(page, { times, people: (frame) => frame < gone || frame >= back });
  /** Where a person’s first track leads to: they go on as evenly as they began. */
  const ahead = async (name: RegExp): Promise<(frame: number) => Place> => {
    await row(page, name).getByText(/^Face \d+$/).click();
    await page.getByTestId('timeline-ruler').press('Home');
    await onFrame(page, 0);
    const first = await box(page);
    await step(page, 0, gone - 1);
    const next = await box(page);
    const on = (side: keyof Place): number => first[side] + ((next[side] - first[side]) * LAST) / (gone - 1);
    return way(first, { left: on('left'), top: on('top'), width: on('width'), height: on('height') });
  };
  const places = [await ahead(/^Face 1 of/), await ahead(/^Face 2 of/)];

  await press(page, 'g');
  await use(page, button(page, 'Group by person'));
  await press(page, 'Enter');
  await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
  await expectFocus(page, 'comparing faces');
  const person = page.getByRole('listbox', { name: 'Regions of all files' }).getByRole('group').filter({ has: page.getByRole('option', { name: /^Face 1 of/ }) });
  await expect(person).toHaveAccessibleName(/^Person \d+, 2 faces in 1 file/);
  const number = /\d+/.exec((await person.getAttribute('aria-label')) ?? '')?.[0] ?? '';
  await use(page, button(page, `Keep clear: person ${number}`));
  await expect(person.getByRole('option', { name: /kept clear$/ })).toHaveCount(2);
  await use(page, button(page, `Mask everyone else: person ${number} stays as is`));
  await exportAll(page);
  const seen = await looks(page, file.buffer, await savedVideo(page), places);
  const withPeople = (list: readonly Look[] | undefined): readonly Look[] => [...(list?.slice(0, gone) ?? []), ...(list?.slice(back) ?? [])];
  expect(seen.map((list) => [...new Set(withPeople(list))])).toEqual([['bare'], ['masked']]);
});

test('a video in which a face is still to be seen is held, the way leads to a frame where it is, and it is let out once that is masked', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  const file = await openPeople(page);
  const places = [await wayOf(page, /^Face 1 of/), await wayOf(page, /^Face 2 of/)];
  await row(page, /^Face 1 of/).getByText('Face 1').click();
  await page.getByTestId('timeline-ruler').press('Home');
  for (let frame = 0; frame < 9; frame += 1) await page.keyboard.press('.');
  await onFrame(page, 9);
  await page.keyboard.press('Shift+o');
  await expect(row(page, /^Face 1 of \d+, masked, 0:00\.0 to 0:00\.4,/)).toHaveCount(1);
  await page.getByTestId('timeline-ruler').press('Home');
  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText('Nothing to save yet. 1 file is held.');
  await expect(page.getByTestId('save-all')).toHaveCount(0);
  await use(page, button(page, 'Show it').first());
  await expect(page.locator(':focus')).toHaveAccessibleName(/to decide$/);
  await expect(stage(page)).toHaveAttribute('data-frame', /^(1\d|2[0-3])$/);
  await press(page, 'Enter');
  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText('1 file checked and ready to save.');
  expect(await looks(page, file.buffer, await savedVideo(page), places)).toEqual([frames('masked', 0, -1, 'bare'), frames('masked', 0, -1, 'bare')]);
});

test('rows of the timeline are chosen, cut, joined, kept clear and masked by keys alone', async ({ page }) => {
  test.setTimeout(SLOW_MS);
  await openUnsearched(page);
  await press(page, 'b');
  await press(page, 'Enter');
  await step(page, 0, 10);
  await pressTo(page, 'F6', rows(page).first());
  await pressTo(page, 'Shift+Tab', button(page, 'Cut in two here'));
  await press(page, 'Enter');
  await expect(rows(page)).toHaveCount(2);
  await pressTo(page, 'Tab', rows(page).nth(1));
  await press(page, 'x');
  await expect(row(page, /, kept clear, 0:00\.4 to 0:01\.0$/)).toHaveAttribute('aria-selected', 'true');
  await press(page, 'ArrowUp');
  await expect(row(page, /, masked, 0:00\.0 to 0:00\.4$/)).toBeFocused();
  await onFrame(page, 0);
  await press(page, 'Shift+ArrowDown');
  await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveCount(2);
  await press(page, 'u');
  await expect(rows(page)).toHaveCount(1);
  await expectFocus(page, 'joining');
  await expect(row(page, /, masked, 0:00\.0 to 0:01\.0$/)).toHaveCount(1);
  await press(page, 'Control+z', 3);
  await expect(row(page, /, masked, 0:00\.0 to 0:01\.0$/)).toHaveCount(1);
  await expectFocus(page, 'undoing');
});

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use({ ...options, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds nothing in the timeline with a track selected, a part marked and sound muted', async ({ page }) => {
      await openUnsearched(page, true);
      if (await button(page, 'Show regions and sound').isVisible()) await button(page, 'Show regions and sound').click();
      await stage(page).focus();
      await press(page, 'b');
      await press(page, 'Enter');
      await press(page, 'f');
      await press(page, 'i');
      await step(page, 0, 5);
      await press(page, 'o');
      await press(page, 'q');
      await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveCount(1);
      await expect(page.getByTestId('timeline-sound').getByRole('button', { name: /^Muted/ })).toHaveCount(1);
      await expect(page.getByTestId('timeline-sound').locator('.sound-wave')).toHaveCount(1);
      await expectNoFindings(page);
    });
  });
}
