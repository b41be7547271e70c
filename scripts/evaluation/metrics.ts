import { area, intersectionArea, iou, sourceBox, type Box } from '../../src/core/geometry/box.ts';

/** Ground truth of one picture, as in `gt.json`: boxes are `[x, y, w, h]` in pixels of the oriented picture. */
export interface TruthImage {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly {
    readonly label: string;
    readonly box: readonly [number, number, number, number];
    readonly ignore?: boolean;
  }[];
}

/** What was masked in one picture. */
export interface MaskedFind {
  readonly box: Box<'source'>;
  readonly maskBox: Box<'source'>;
}

/** Height bands, by the true box's height in pixels. */
export const BANDS = ['< 16', '16-32', '32-64', '> 64'] as const;
/** One height band. */
export type Band = (typeof BANDS)[number];

/** Sums over pictures, from which all ratios are made. */
export interface Tally {
  pictures: number;
  truths: number;
  found: number;
  covered: number;
  finds: number;
  falseFinds: number;
  readonly bands: Record<Band, { truths: number; found: number; covered: number }>;
}

/** An empty tally. */
export function emptyTally(): Tally {
  const band = () => ({ truths: 0, found: 0, covered: 0 });
  return {
    pictures: 0,
    truths: 0,
    found: 0,
    covered: 0,
    finds: 0,
    falseFinds: 0,
    bands: { '< 16': band(), '16-32': band(), '32-64': band(), '> 64': band() },
  };
}

/** Share of a true box that must lie under masks for it to count as covered. */
const COVERED_SHARE = 0.8;

/**
 * Adds one picture to a tally. A truth is found when a find, taken by falling overlap and each used once, reaches the
 * IoU; covered when at least 80 % of its pixels lie under the union of the masks. A find is false when it is matched to
 * no truth and lies on no ignored one.
 */
export function addPicture(tally: Tally, truth: TruthImage, label: string, finds: readonly MaskedFind[], iouThreshold: number): void {
  const objects = truth.objects.filter((object) => object.label === label);
  const truths = objects.filter((object) => object.ignore !== true).map(({ box }) => sourceBox(...box));
  const ignored = objects.filter((object) => object.ignore === true).map(({ box }) => sourceBox(...box));
  const pairs = truths
    .flatMap((box, t) => finds.map((find, f) => ({ t, f, overlap: iou(box, find.box) })))
    .filter(({ overlap }) => overlap >= iouThreshold)
    .sort((a, b) => b.overlap - a.overlap);
  const foundTruths = new Set<number>();
  const usedFinds = new Set<number>();
  for (const { t, f } of pairs) {
    if (foundTruths.has(t) || usedFinds.has(f)) continue;
    foundTruths.add(t);
    usedFinds.add(f);
  }
  tally.pictures += 1;
  tally.finds += finds.length;
  tally.falseFinds += finds.filter(
    (find, f) => !usedFinds.has(f) && !ignored.some((box) => intersectionArea(box, find.box) >= 0.5 * area(find.box)),
  ).length;
  const masks = finds.map((find) => find.maskBox);
  for (const [t, box] of truths.entries()) {
    const covered = coveredShare(box, masks) >= COVERED_SHARE;
    const band = tally.bands[bandOf(box.height)];
    for (const sums of [tally, band]) {
      sums.truths += 1;
      if (foundTruths.has(t)) sums.found += 1;
      if (covered) sums.covered += 1;
    }
  }
}

/** Share of a box that lies under the union of masks, on a 32 x 32 grid of sample points. */
export function coveredShare(box: Box<'source'>, masks: readonly Box<'source'>[]): number {
  const near = masks.filter((mask) => intersectionArea(mask, box) > 0);
  const steps = 32;
  let inside = 0;
  for (let row = 0; row < steps; row += 1) {
    for (let column = 0; column < steps; column += 1) {
      const x = box.left + ((column + 0.5) / steps) * box.width;
      const y = box.top + ((row + 0.5) / steps) * box.height;
      if (near.some((m) => x >= m.left && x < m.left + m.width && y >= m.top && y < m.top + m.height)) inside += 1;
    }
  }
  return inside / (steps * steps);
}

function bandOf(height: number): Band {
  if (height < 16) return '< 16';
  if (height < 32) return '16-32';
  return height <= 64 ? '32-64' : '> 64';
}
