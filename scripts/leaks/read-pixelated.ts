import { drawDigits, type CanvasFont } from './canvas-text.ts';
import type { MaskingApp, MaskWish } from './masking-app.ts';
import { hits, makeSample } from './reading-sample.ts';
import { latticeOver, read, type Attack } from './reading.ts';

/** Fonts and sizes that texts are drawn in: what photos of documents and screenshots show. */
const FONTS: readonly CanvasFont[] = (['sans-serif', 'serif', 'monospace'] as const).flatMap((family) => [14, 20, 30].map((size) => ({ family, size })));
const LENGTHS = [4, 7, 10, 14];
/** Every number of blocks that the policy takes. */
const BLOCKS = Array.from({ length: 15 }, (_, n) => n + 2);
/** Lower ends of the classes of block sizes, as multiples of the digits' height. */
export const CLASSES: readonly number[] = [0.2, 0.35, 0.5, 0.65, 0.8, 1, 1.2, 1.4, 1.6, 2, 2.5, 3.5];

/** Digits that were read in one class of block sizes. */
export interface ClassCount {
  readonly blockToText: number;
  readonly digits: number;
  readonly hits: Readonly<Record<'beam' | 'blocks', number>>;
}

/**
 * Pixelates lines of digits with every number of blocks and reads them back.
 * @param app - the built app
 * @param format - of the finished file
 * @param linesPerSetting - for each number of blocks
 */
export async function readPixelated(app: MaskingApp, format: MaskWish['format'], linesPerSetting: number): Promise<ClassCount[]> {
  const sheets = await Promise.all(FONTS.map((font) => drawDigits(app.page, font)));
  const counts = CLASSES.map((blockToText) => ({ blockToText, digits: 0, hits: { beam: 0, blocks: 0 } }));
  for (const blocks of BLOCKS) {
    const sample = makeSample(sheets, LENGTHS, linesPerSetting, blocks);
    const shown = await app.mask(sample.picture, sample.boxes, { fill: 'pixelate', format, blocks });
    for (const [index, line] of sample.lines.entries()) {
      const lattice = latticeOver(sample, index, blocks);
      const ratio = lattice.side / line.sheet.height;
      const count = counts.findLast(({ blockToText }) => blockToText <= ratio);
      if (count === undefined) continue;
      count.digits += line.digits.length;
      for (const attack of ['beam', 'blocks'] as const satisfies readonly Attack[]) count.hits[attack] += hits(line, read(attack, line, shown, lattice));
    }
  }
  return counts;
}
