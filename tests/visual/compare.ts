import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, type TestInfo } from '@playwright/test';
import pixelmatch from 'pixelmatch';
import { PNG, type Picture } from 'pngjs';

const BASELINE = join(import.meta.dirname, 'baseline');
/** Two renderings of one screen on one machine are the same, but for a few edge pixels of scaled pictures. */
const STEADY_SHARE = 0.0005;
/** Against a kept picture, glyphs may be drawn a little otherwise. */
const KEPT_SHARE = 0.02;
const THRESHOLD = 0.2;
/** Pixels that an element may be off: with the fonts of the baseline, and with others, whose texts are wider or narrower. */
const OFF_SAME_FONTS = 2;
const OFF_OTHER_FONTS = { least: 40, share: 0.35 };

/** Left, top, width and height of an element in CSS pixels. */
type Place = readonly [number, number, number, number];
/** The elements of a screen by name, in the order of the page. */
export type Boxes = Readonly<Record<string, Place>>;

/** One look at a screen. */
export interface Sight {
  readonly picture: Buffer;
  readonly boxes: Boxes;
}

/** Fails where two looks at one screen differ. */
export function expectSteady(first: Sight, second: Sight, info: TestInfo): void {
  expect(second.boxes, 'elements are where they were at the first look').toEqual(first.boxes);
  const { share, difference } = differ(PNG.sync.read(first.picture), PNG.sync.read(second.picture), 0.1);
  if (share > STEADY_SHARE) keep(info, { first: first.picture, second: second.picture, difference: PNG.sync.write(difference) });
  expect(share, 'share of pixels that changed between two looks').toBeLessThanOrEqual(STEADY_SHARE);
}

/**
 * Compares with what is kept, or keeps it anew when the run was started with `--update-snapshots`. On a machine with other fonts only
 * the places are compared, and loosely.
 * @param pictures - false for a screen with photos in it, of which only the places are kept
 */
export async function expectAsKept(page: Page, name: string, sight: Sight, pictures: boolean, info: TestInfo): Promise<void> {
  const look = info.project.name;
  const files = { picture: join(BASELINE, `${name}-${look}.png`), boxes: join(BASELINE, `${name}-${look}.json`), fonts: join(BASELINE, 'fonts.json') };
  const fonts = await measureFonts(page);
  if (info.config.updateSnapshots === 'all' || info.config.updateSnapshots === 'changed') {
    mkdirSync(BASELINE, { recursive: true });
    writeFileSync(files.fonts, `${JSON.stringify(fonts)}\n`);
    writeFileSync(files.boxes, boxesText(sight.boxes));
    if (pictures) writeFileSync(files.picture, PNG.sync.write(reduced(PNG.sync.read(sight.picture)), { colorType: 2, deflateLevel: 9 }));
    return;
  }
  expect(existsSync(files.boxes), `${name} is not kept yet: run this with --update-snapshots`).toBe(true);
  const kept = JSON.parse(readFileSync(files.boxes, 'utf8')) as Boxes;
  const sameFonts = readFileSync(files.fonts, 'utf8') === `${JSON.stringify(fonts)}\n`;
  if (!sameFonts) info.annotations.push({ type: 'fonts', description: 'This machine has other fonts than the kept pictures: only the places are compared, and loosely.' });
  expect(Object.keys(sight.boxes), 'elements of the screen').toEqual(Object.keys(kept));
  expect(moved(kept, sight.boxes, sameFonts), 'elements that are elsewhere').toEqual([]);
  if (!pictures || !sameFonts) return;
  const now = reduced(PNG.sync.read(sight.picture));
  const { share, difference } = differ(PNG.sync.read(readFileSync(files.picture)), now, THRESHOLD);
  if (share > KEPT_SHARE) keep(info, { now: PNG.sync.write(now), difference: PNG.sync.write(difference) });
  expect(share, 'share of pixels that are not as kept').toBeLessThanOrEqual(KEPT_SHARE);
}

function differ(a: Picture, b: Picture, threshold: number): { readonly share: number; readonly difference: Picture } {
  const difference = new PNG({ width: a.width, height: a.height });
  if (a.width !== b.width || a.height !== b.height) return { share: 1, difference };
  const count = pixelmatch(a.data, b.data, difference.data, a.width, a.height, { threshold });
  return { share: count / (a.width * a.height), difference };
}

/** Half as wide and high, and in steps of 8 a channel: small to keep, and blind to how a glyph's edge is smoothed. */
function reduced({ width, height, data }: Picture): Picture {
  const small = new PNG({ width: Math.floor(width / 2), height: Math.floor(height / 2) });
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      for (let channel = 0; channel < 4; channel += 1) {
        const at = (dx: number, dy: number): number => data[((y * 2 + dy) * width + x * 2 + dx) * 4 + channel] ?? 0;
        const mean = (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1)) / 4;
        small.data[(y * small.width + x) * 4 + channel] = channel === 3 ? 255 : Math.min(255, Math.round(mean / 8) * 8);
      }
    }
  }
  return small;
}

function moved(kept: Boxes, now: Boxes, sameFonts: boolean): readonly string[] {
  return Object.entries(kept).flatMap(([name, place]) => {
    const found = now[name] ?? place;
    const allowed = (value: number): number => (sameFonts ? OFF_SAME_FONTS : Math.max(OFF_OTHER_FONTS.least, value * OFF_OTHER_FONTS.share));
    return place.every((value, index) => Math.abs(value - (found[index] ?? 0)) <= allowed(value)) ? [] : [`${name}: ${place.join(' ')} kept, ${found.join(' ')} now`];
  });
}

/** Widths of fixed texts in the fonts that the app asks for: other fonts, other widths. */
function measureFonts(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ['--font', '--mono'].map((name) => {
      const context = document.createElement('canvas').getContext('2d');
      if (context === null) return 0;
      context.font = `20px ${style.getPropertyValue(name)}`;
      return Math.round(context.measureText('Hamburgefonstiv 0123456789 wWiIlL').width * 100) / 100;
    });
  });
}

function keep(info: TestInfo, pictures: Readonly<Record<string, Buffer>>): void {
  for (const [name, body] of Object.entries(pictures)) writeFileSync(info.outputPath(`${name}.png`), body);
}

/** One element a line, so that a change can be read. */
function boxesText(boxes: Boxes): string {
  return `{\n${Object.entries(boxes).map(([name, place]) => `${JSON.stringify(name)}: ${JSON.stringify(place)}`).join(',\n')}\n}\n`;
}
