import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { expectNoFindings, LOOKS } from './accessible.ts';
import { expect, OFFLINE_COPY, test } from './app-test.ts';
import { expectFocus, press, pressTo, use } from './by-keyboard.ts';
import { enlarged, exportAll, openApp, openFiles, sample, searched, type TestFile } from './workroom.ts';

const people = (page: Page) => page.getByTestId('person');
const bar = (page: Page) => page.getByTestId('people-bar');
const said = (page: Page) => page.getByTestId('people-said');
const tiles = (page: Page, section: RegExp) => page.getByRole('listbox', { name: 'Regions of all files' }).getByRole('group', { name: section }).getByRole('option');

/** The same picture twice, the second with other bytes and fewer pixels. */
async function twice(page: Page): Promise<readonly [TestFile, TestFile]> {
  const first = sample('evening-out.jpg');
  return [first, { ...(await enlarged(page, first, 1600)), name: 'again.jpg' }];
}

async function group(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^All regions/ }).click();
  await page.getByRole('button', { name: 'Group by person' }).click();
  await page.getByRole('button', { name: 'Compare faces' }).click();
  await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
}

/** How far the pixels of a picture are from another's in places that are given as shares of both. */
async function differences(page: Page, output: Uint8Array, source: Buffer, places: readonly (readonly [number, number])[]): Promise<readonly number[]> {
  return page.evaluate(
    async ([after, before, centres]) => {
      const read = async (base64: string): Promise<ImageData> => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
        const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
        if (context === null) throw new Error('no canvas');
        context.drawImage(bitmap, 0, 0);
        return context.getImageData(0, 0, bitmap.width, bitmap.height);
      };
      const [a, b] = [await read(after), await read(before)];
      return centres.map(([x, y]) => {
        let sum = 0;
        for (let dy = -8; dy <= 8; dy += 1) {
          for (let dx = -8; dx <= 8; dx += 1) {
            const at = 4 * ((Math.round(y * a.height) + dy) * a.width + Math.round(x * a.width) + dx);
            for (const channel of [0, 1, 2]) sum += Math.abs((a.data[at + channel] ?? 0) - (b.data[at + channel] ?? 0));
          }
        }
        return sum / (17 * 17 * 3);
      });
    },
    [Buffer.from(output).toString('base64'), source.toString('base64'), places] as const,
  );
}

/** The middle of each face of the shown file, as shares of the picture, with what was decided. */
async function middles(page: Page, width: number, height: number): Promise<readonly { readonly state: string; readonly at: readonly [number, number] }[]> {
  const found: { state: string; at: readonly [number, number] }[] = [];
  const faces = page.getByTestId('region').and(page.getByRole('button', { name: /^Face/ }));
  for (let index = 0; index < (await faces.count()); index += 1) {
    const face = faces.nth(index);
    await face.focus();
    const value = async (label: string): Promise<number> => Number(await page.getByTestId('region-form').getByLabel(label).inputValue());
    const at = [((await value('Left')) + (await value('Width')) / 2) / width, ((await value('Top')) + (await value('Height')) / 2) / height] as const;
    found.push({ state: /kept clear/.test((await face.getAttribute('aria-label')) ?? '') ? 'clear' : 'masked', at });
  }
  return found;
}

test('comparing faces begins only after a warning was read, which is asked once', OFFLINE_COPY, async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url()));
  await openApp(page);
  await openFiles(page, [sample('evening-out.jpg')]);
  await searched(page, 1);
  await page.getByRole('button', { name: /^All regions/ }).click();
  await page.getByRole('button', { name: 'Group by person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Compare faces?' });
  await expect(dialog).toContainText('biometric data');
  await expect(dialog).toContainText('It identifies nobody');
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Group by person' }).click();
  await page.getByRole('button', { name: 'Compare faces' }).click();
  await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
  // Grouping has a worker of its own, which is gone with its answer.
  expect(workers.filter((url) => url.includes('people.worker'))).toHaveLength(1);
  expect(page.workers().filter((worker) => worker.url().includes('people.worker'))).toEqual([]);
  await page.getByRole('button', { name: 'Stop grouping' }).click();
  await expect(bar(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Group by person' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('network-witness')).toContainText('0 requests since you opened files');
});

test('a person is kept clear in two files, and everyone else is masked in what comes out', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await openApp(page);
  const files = await twice(page);
  await openFiles(page, files);
  await searched(page, 2);
  await group(page);
  await expect(people(page).filter({ hasText: '2 faces in 2 files' })).toHaveCount(3);
  await page.getByRole('button', { name: 'Keep clear: person 1' }).click();
  await expect(said(page)).toHaveText(/^Person 1 kept clear in 2 files\./);
  await expect(tiles(page, /^Person 1,/).and(page.getByRole('option', { name: /kept clear$/ }))).toHaveCount(2);
  await page.getByRole('button', { name: 'Mask everyone else: person 1 stays as is' }).click();
  await expect(said(page)).toHaveText(/^Everyone but person 1 masked/);

  await page.getByRole('button', { name: /^Picture/ }).click();
  const sizes = [[1920, 1350], [1600, 1125]] as const;
  const faces = [];
  for (const [index, [width, height]] of sizes.entries()) {
    await page.getByTestId('queue-item').nth(index).getByRole('button').first().click();
    await expect(page.getByTestId('region').first()).toBeVisible();
    faces.push(await middles(page, width, height));
  }
  for (const found of faces) {
    expect(found.filter(({ state }) => state === 'clear')).toHaveLength(1);
    expect(found.length).toBeGreaterThanOrEqual(3);
  }

  await exportAll(page);
  await expect(page.getByTestId('export-summary')).toHaveText(/2 files checked/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-all').click()]);
  const entries = unzipSync(new Uint8Array(readFileSync(await download.path())));
  for (const [index, found] of faces.entries()) {
    const output = entries[`anonymised-000${String(index + 1)}.jpg`] ?? new Uint8Array();
    const far = await differences(page, output, files[index]!.buffer, found.map(({ at }) => at));
    for (const [place, { state }] of found.entries()) {
      if (state === 'clear') expect(far[place]).toBeLessThan(6);
      else expect(far[place]).toBeGreaterThan(20);
    }
    expect(strFromU8(entries[`anonymised-000${String(index + 1)}.record.json`] ?? new Uint8Array())).not.toMatch(/person 1|embedding/i);
  }
});

test('one step of undo takes a person back in all files, and a later file follows the rule', async ({ page }) => {
  test.setTimeout(120_000);
  await openApp(page);
  const [first, second] = await twice(page);
  await openFiles(page, [first, second]);
  await searched(page, 2);
  await group(page);
  await page.getByRole('button', { name: 'Keep clear: person 1' }).click();
  const clear = tiles(page, /^Person 1,/).and(page.getByRole('option', { name: /kept clear$/ }));
  await expect(clear).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(clear).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  await expect(clear).toHaveCount(2);

  await openFiles(page, [{ ...(await enlarged(page, first, 1760)), name: 'third.jpg' }]);
  await searched(page, 3);
  await expect(clear).toHaveCount(3, { timeout: 60_000 });
  await expect(people(page).filter({ hasText: 'Person 1, 3 faces in 3 files' })).toContainText('Also kept clear in files that you open later');
});

test('people are grouped, decided about and corrected by keys alone', async ({ page }) => {
  await openApp(page);
  await openFiles(page, await twice(page));
  await searched(page, 2);
  await press(page, 'g');
  await use(page, page.getByRole('button', { name: 'Group by person' }));
  await expect(page.getByRole('button', { name: 'Compare faces' })).toBeFocused();
  await press(page, 'Enter');
  await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
  await expectFocus(page, 'comparing faces');
  await expect(people(page)).toHaveCount(3);
  await use(page, page.getByRole('button', { name: 'Keep clear: person 1' }));
  await expect(said(page)).toHaveText(/^Person 1 kept clear in 2 files\./);
  await use(page, page.getByRole('button', { name: 'Mask everyone else: person 1 stays as is' }));
  await press(page, 'Control+z', 2);
  await pressTo(page, 'Shift+Tab', page.getByRole('checkbox', { name: 'Select person 1' }));
  await press(page, 'Space');
  await use(page, page.getByRole('checkbox', { name: 'Select person 2' }), 'Space');
  await pressTo(page, 'Shift+Tab', page.getByRole('button', { name: 'This is the same person' }));
  await press(page, 'Enter');
  await expect(people(page)).toHaveCount(2);
  await expect(people(page).first()).toContainText('Person 1, 4 faces in 2 files');

  const list = page.getByRole('listbox', { name: 'Regions of all files' });
  await pressTo(page, 'F6', list);
  await press(page, 'Home');
  await use(page, page.getByRole('button', { name: 'Not this person' }));
  await expect(people(page).first()).toContainText('Person 1, 3 faces in 2 files');
  await expect(tiles(page, /^Seen once/)).not.toHaveCount(0);
  await pressTo(page, 'Shift+Tab', page.getByRole('button', { name: 'Take back last regrouping' }));
  await press(page, 'Enter', 2);
  await expect(people(page)).toHaveCount(3);

  // The keys go over the headings, down and up again.
  await pressTo(page, 'F6', list);
  await press(page, 'Home');
  const active = async (): Promise<string | null> => list.getAttribute('aria-activedescendant');
  const top = await active();
  await page.keyboard.press('ArrowDown');
  expect(await active()).not.toBe(top);
  await page.keyboard.press('ArrowUp');
  expect(await active()).toBe(top);
  await pressTo(page, 'Shift+Tab', page.getByRole('button', { name: 'Stop grouping' }));
  await press(page, 'Enter');
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Group by person' })).toBeFocused();
});

for (const { name, options } of LOOKS) {
  test.describe(name, () => {
    test.use(options);

    test('the warning and the list by person have no findings', async ({ page }) => {
      await openApp(page);
      await openFiles(page, await twice(page));
      await searched(page, 2);
      await page.getByRole('button', { name: /^All regions/ }).click();
      await page.getByRole('button', { name: 'Group by person' }).click();
      await expectNoFindings(page);
      await page.getByRole('button', { name: 'Compare faces' }).click();
      await expect(page.getByTestId('people-summary')).toBeVisible({ timeout: 60_000 });
      await page.getByRole('button', { name: 'Keep clear: person 1' }).click();
      await expect(said(page)).toBeVisible();
      await expectNoFindings(page);
    });
  });
}
