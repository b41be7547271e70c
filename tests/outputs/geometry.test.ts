import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/bench/photo-page.ts';
import { measureSizes, SIZE_FONTS, SOURCES, textsOf, type SizeLeak } from '../../scripts/leaks/mask-sizes.ts';

const KINDS = ['personal-text', 'licence-plate'] as const;
const CELLS = KINDS.flatMap((kind) => (Object.keys(SOURCES) as (keyof typeof SOURCES)[]).map((source) => ({ kind, source })));
/** What the size of a mask may tell, in bits, and how many texts must at least share each size. */
const [MOST_BITS, FEWEST] = [1, 5];

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
});
afterAll(() => browser.close());

async function measure({ kind, source }: (typeof CELLS)[number], isBucketed: boolean): Promise<SizeLeak[]> {
  const leaks: SizeLeak[] = [];
  for (const font of SIZE_FONTS) leaks.push(await measureSizes(page, kind, font, source, isBucketed));
  return leaks;
}

describe('the size of a mask', () => {
  it.each(CELLS)('tells at most one bit about what a $kind is, in a $source', async (cell) => {
    const leaks = await measure(cell, true);
    console.info(`${cell.kind}, ${cell.source}: at most ${Math.max(...leaks.map(({ bits }) => bits)).toFixed(2)} bits, at least ${Math.min(...leaks.map(({ fewest }) => fewest))} of ${textsOf(cell.kind).length} share a size`);
    expect(leaks.filter(({ bits, fewest }) => bits > MOST_BITS || fewest < FEWEST)).toEqual([]);
  });

  it('would tell most names apart without buckets', async () => {
    const leaks = await measure({ kind: 'personal-text', source: 'png' }, false);
    expect(Math.min(...leaks.map(({ bits }) => bits))).toBeGreaterThan(5);
    expect(leaks.every(({ fewest }) => fewest === 1)).toBe(true);
  });
});
