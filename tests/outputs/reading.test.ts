import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawDigits, type DigitSheet } from '../../scripts/leaks/canvas-text.ts';
import { blurred } from '../../scripts/leaks/deblur-reader.ts';
import type { GreyPicture } from '../../scripts/leaks/digit-line.ts';
import { MaskingApp } from '../../scripts/leaks/masking-app.ts';
import { hits, makeSample } from '../../scripts/leaks/reading-sample.ts';
import { ATTACKS, latticeOver, read, type Attack } from '../../scripts/leaks/reading.ts';

const DIST = process.env['CLOAKROOM_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url));
const FORMATS = ['png', 'jpeg', 'webp'] as const;
const FILLS = ['solid', 'soft'] as const;
const CELLS = FILLS.flatMap((fill) => FORMATS.map((format) => ({ fill, format })));
/** 80 lines of eight: 640 digits for each fill, format and attack. */
const [LINES, LENGTH] = [80, 8];
/** Guessing one digit in ten, and three standard deviations of the count. */
const MOST_BY_CHANCE = 0.1 + 3 * Math.sqrt((0.1 * 0.9) / (LINES * LENGTH));
/** Lines that are read where reading must succeed. */
const CONTROL_LINES = 10;

let app: MaskingApp;
let sheets: DigitSheet[];
beforeAll(async () => {
  app = await MaskingApp.open(DIST);
  sheets = await Promise.all((['sans-serif', 'serif', 'monospace'] as const).map((family) => drawDigits(app.page, { family, size: 16 })));
});
afterAll(() => app.close());

const sampleOf = (lines: number, length: number, seed: number) => makeSample(sheets, [length], lines, seed, true);

/** Share of digits that an attack has right. */
function shareRead(attack: Attack, sample: ReturnType<typeof sampleOf>, shown: GreyPicture, blocks: number | null): number {
  const right = sample.lines.reduce((sum, line, index) => sum + hits(line, read(attack, line, shown, latticeOver(sample, index, blocks))), 0);
  return right / sample.lines.reduce((sum, { digits }) => sum + digits.length, 0);
}

describe('digits under a mask that cannot be undone', () => {
  it.each(CELLS)('are not read better than by guessing: $fill, $format', async ({ fill, format }) => {
    const sample = sampleOf(LINES, LENGTH, 11);
    const shown = await app.mask(sample.picture, sample.boxes, { fill, format });
    const shares = ATTACKS.map((attack) => ({ attack, share: shareRead(attack, sample, shown, null) }));
    console.info(`${fill}, ${format}, n = ${LINES * LENGTH}: ${shares.map(({ attack, share }) => `${attack} ${share.toFixed(3)}`).join(', ')}; limit ${MOST_BY_CHANCE.toFixed(3)}`);
    expect(shares.filter(({ share }) => share > MOST_BY_CHANCE)).toEqual([]);
  });
});

describe('the attacks themselves', () => {
  it.each(FORMATS)('read digits back through pixelation in a %s', async (format) => {
    const sample = sampleOf(CONTROL_LINES, LENGTH, 12);
    const shown = await app.mask(sample.picture, sample.boxes, { fill: 'pixelate', format, blocks: 12 });
    expect(shareRead('beam', sample, shown, 12)).toBeGreaterThan(0.9);
    expect(shareRead('blocks', sample, shown, 12)).toBeGreaterThan(0.9);
  });

  it.each(FORMATS)('read digits back through a blur of the covered pixels in a %s', async (format) => {
    const sample = sampleOf(CONTROL_LINES, LENGTH, 13);
    const blurry = blurred(sample.picture, 0.25 * (sheets[0]?.height ?? 12));
    const shown = await app.mask(blurry, [], { fill: 'solid', format });
    expect(shareRead('deblur', sample, shown, null)).toBeGreaterThan(0.6);
  });

  it('read digits that nothing covers', async () => {
    const sample = sampleOf(CONTROL_LINES, LENGTH, 14);
    const shown = await app.mask(sample.picture, [], { fill: 'solid', format: 'png' });
    for (const attack of ATTACKS) expect(shareRead(attack, sample, shown, null)).toBeGreaterThan(0.99);
  });
});
