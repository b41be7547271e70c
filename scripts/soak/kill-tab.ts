import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { serveFolder } from '../headless/static-server.ts';
import { KillableBrowser, tracesOf } from './killable-browser.ts';

/** Decisions younger than this may be lost, in milliseconds. */
const GRACE_MS = 1_000;
/** A name that nothing else has. */
const NAME = 'canary-4711-quintessa.jpg';

/** All regions as their names say them, and when that was seen. */
interface Sight {
  readonly at: number;
  readonly regions: string;
}

/**
 * Decides about a picture, kills the browser at a random moment, starts it again and opens the picture again. No decision made
 * more than a second before may be lost, and no trace of the picture or its name may be on the disk.
 * @param app - folder of the built app
 * @param kills - how often
 * @returns what was wrong, one sentence each
 */
export async function killTab(app: string, kills: number): Promise<readonly string[]> {
  const server = await serveFolder(app);
  const browser = new KillableBrowser();
  const sample = readFileSync(join(app, 'samples', 'on-the-stairs.jpg'));
  let picture: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer } | null = null;
  const wrong: string[] = [];
  let history: Sight[] = [];
  let decisions = 0;
  try {
    for (let round = 0; round <= kills; round += 1) {
      const page = await browser.start();
      await page.goto(server.origin);
      picture ??= { name: NAME, mimeType: 'image/jpeg', buffer: await drawnAnew(page, sample) };
      await page.getByTestId(round === 0 ? 'file-input' : 'unfinished-input').setInputFiles(picture, { timeout: 30_000 });
      await page.locator('[data-stage="review"]').waitFor({ timeout: 60_000 });
      await page.getByTestId('region').first().waitFor();
      const back = await look(page);
      if (round > 0 && !history.some(({ regions }) => regions === back)) wrong.push(`kill ${round}: decisions of more than a second before are lost`);
      history = [{ at: Date.now(), regions: back }];
      if (round === kills) break;
      const end = Date.now() + 300 + Math.random() * 2_700;
      while (Date.now() < end) {
        await decide(page);
        decisions += 1;
        history.push({ at: Date.now(), regions: await look(page) });
      }
      const killedAt = Date.now();
      await browser.kill();
      console.log(`  kill ${round + 1}: ${history.length - 1} decisions`);
      // What was seen last before the grace began, and everything since.
      const firm = history.findLastIndex(({ at }) => at < killedAt - GRACE_MS);
      history = history.slice(Math.max(0, firm));
      wrong.push(...browser.find(tracesOf(NAME, picture.buffer)).map((hit) => `kill ${round + 1}: ${hit}`));
    }
  } finally {
    await browser.dispose();
    await server.close();
  }
  console.log(`  ${kills} kills, ${decisions} decisions`);
  return wrong;
}

/** Turns a random region round: masked, or kept clear. */
async function decide(page: Page): Promise<void> {
  const regions = page.getByTestId('region');
  await regions.nth(Math.floor(Math.random() * (await regions.count()))).focus();
  await page.keyboard.press(Math.random() < 0.5 ? 'x' : 'm');
}

async function look(page: Page): Promise<string> {
  const names = await page.getByTestId('region').evaluateAll((boxes) => boxes.map((box) => box.getAttribute('aria-label') ?? ''));
  return names.toSorted().join('; ');
}

/** The picture drawn anew: other bytes, because the app keeps its own copy of its samples on the disk. */
async function drawnAnew(page: Page, jpeg: Buffer): Promise<Buffer> {
  const base64 = await page.evaluate(async (source) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(source), (character) => character.charCodeAt(0))]));
    const canvas = document.createElement('canvas');
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    bitmap.close();
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  }, jpeg.toString('base64'));
  return Buffer.from(base64, 'base64');
}
