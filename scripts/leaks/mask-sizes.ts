import type { Page } from 'playwright-core';
import type { Kind } from '../../src/core/detect/detection.ts';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { maskBox, planMasks } from '../../src/core/mask/plan-masks.ts';
import { hidingBucket } from '../../src/core/mask/length-bucket.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import { measureInk, type CanvasFont } from './canvas-text.ts';
import { seeded } from './seeded.ts';
import { makeSurnames } from './surnames.ts';

/** What the size of a mask tells about the text under it. */
export interface SizeLeak {
  readonly kind: Kind;
  readonly font: CanvasFont;
  /** Entropy of the sizes of the masks over all texts: what an onlooker learns on average. */
  readonly bits: number;
  /** Texts that share the rarest size. */
  readonly fewest: number;
  /** The same for size and place, where every text begins at one known point, or is centred there for plates. */
  readonly placeBits: number;
  /** Mean area of the masks, as a multiple of the area without buckets. */
  readonly growth: number;
}

/** Fonts and sizes that are measured. */
export const SIZE_FONTS: readonly CanvasFont[] = (['sans-serif', 'serif', 'monospace'] as const).flatMap((family) => [13, 20, 32].map((size) => ({ family, size })));
/** Where every text begins, on no grid. */
const ORIGIN = { x: 203, y: 151 };
const PICTURE = { width: 2_000, height: 400 };
/** A lossless source, and a photo whose blocks every mask is widened to. */
export const SOURCES = {
  png: { size: PICTURE, storedSize: PICTURE, orientation: 1, blocks: null },
  jpeg: { size: PICTURE, storedSize: PICTURE, orientation: 1, blocks: { width: 16, height: 16, margin: 2 } },
} as const;

/** Texts of a kind: surnames, or plates of common forms. */
export function textsOf(kind: Kind): readonly string[] {
  return kind === 'licence-plate' ? makePlates(500, 7) : makeSurnames(600, 7);
}

/**
 * Masks texts by the app's own plan, over the very box of their ink, and counts the sizes that come out.
 * @param page - of a headless browser, which draws the texts
 * @param source - decides the blocks that masks are widened to
 * @param isBucketed - `false` switches the buckets off
 */
export async function measureSizes(page: Page, kind: Kind, font: CanvasFont, source: keyof typeof SOURCES, isBucketed: boolean): Promise<SizeLeak> {
  const texts = textsOf(kind);
  const ink = await measureInk(page, font, texts);
  const masks = ink.map((box) => {
    const [left, top] = [Math.floor(box.left), Math.floor(box.top)];
    const [width, height] = [Math.ceil(box.left + box.width) - left, Math.ceil(box.top + box.height) - top];
    const start = kind === 'licence-plate' ? ORIGIN.x - width / 2 : ORIGIN.x + left;
    return { plain: maskOf(kind, start, ORIGIN.y + top, { width, height }, source, false), chosen: maskOf(kind, start, ORIGIN.y + top, { width, height }, source, isBucketed) };
  });
  const area = (which: 'plain' | 'chosen'): number => masks.reduce((sum, mask) => sum + mask[which].width * mask[which].height, 0);
  const sizes = tally(masks.map(({ chosen }) => `${String(chosen.width)} x ${String(chosen.height)}`));
  const places = tally(masks.map(({ chosen }) => JSON.stringify(chosen)));
  return { kind, font, bits: sizes.bits, fewest: sizes.fewest, placeBits: places.bits, growth: area('chosen') / area('plain') };
}

function maskOf(kind: Kind, left: number, top: number, { width, height }: { width: number; height: number }, source: keyof typeof SOURCES, isBucketed: boolean) {
  const kinds = DEFAULT_POLICY.kinds;
  const policy: Policy = { ...DEFAULT_POLICY, kinds: { ...kinds, [kind]: { ...kinds[kind], lengthBucket: isBucketed ? hidingBucket(kind) : 0 } } };
  const decision = { id: 'r1', kind, origin: 'detector', score: 1, box: sourceBox(left, top, width, height), shape: 'rectangle', state: 'accepted', decidedBy: 'policy', fill: null } as const;
  const plan = planMasks([decision], policy, SOURCES[source]);
  const [region] = plan.regions;
  if (region === undefined) throw new RangeError('nothing was masked');
  return maskBox(region, plan);
}

/** Entropy of a list of labels in bits, and how often the rarest comes. */
export function tally(labels: readonly string[]): { readonly bits: number; readonly fewest: number } {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const shares = [...counts.values()].map((count) => count / labels.length);
  return { bits: -shares.reduce((sum, share) => sum + share * Math.log2(share), 0), fewest: Math.min(...counts.values()) };
}

/** Plates made up after common forms: one to three letters, gaps or hyphens, one to four digits, with or without a tail. */
function makePlates(count: number, seed: number): string[] {
  const next = seeded(seed);
  const some = (alphabet: string, least: number, most: number): string =>
    Array.from({ length: least + Math.floor(next() * (most - least + 1)) }, () => alphabet[Math.floor(next() * alphabet.length)] ?? '').join('');
  const [letters, numbers] = ['ABCDEFGHJKLMNPRSTUVWXYZ', '0123456789'];
  const forms = [
    () => `${some(letters, 1, 3)} ${some(letters, 1, 2)} ${some(numbers, 1, 4)}`,
    () => `${some(letters, 2, 2)}${some(numbers, 2, 2)} ${some(letters, 3, 3)}`,
    () => `${some(letters, 2, 2)}-${some(numbers, 3, 3)}-${some(letters, 2, 2)}`,
    () => `${some(numbers, 4, 4)} ${some(letters, 3, 3)}`,
  ];
  return Array.from({ length: count }, (_, n) => forms[n % forms.length]?.() ?? '');
}
