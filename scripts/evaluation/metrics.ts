import { area, intersectionArea, iou, sourceBox, type Box } from '../../src/core/geometry/box.ts';

/** Ground truth of one picture, as in `gt.json`: boxes are `[x, y, w, h]` in pixels of the oriented picture. */
export interface TruthImage {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly TruthObject[];
}

/** One true object. */
export interface TruthObject {
  readonly label: string;
  readonly box: readonly [number, number, number, number];
  readonly ignore?: boolean;
  /** What it says, for text and plates. */
  readonly text?: string;
  /** `true` where it tells something about a person. */
  readonly personal?: boolean;
  /** What it tells, such as `email`. */
  readonly personalKind?: string;
}

/** Other labels that ground truth uses for a kind. */
const ALSO_CALLED: Readonly<Record<string, readonly string[]>> = { 'licence-plate': ['plate'] };

/** `true` where a label of the ground truth stands for the kind. */
export function isLabelOf(kind: string, label: string): boolean {
  return label === kind || ALSO_CALLED[kind]?.includes(label) === true;
}

/** What was masked in one picture. */
export interface MaskedFind {
  readonly box: Box<'source'>;
  readonly maskBox: Box<'source'>;
  /** 0..1, for the average precision; `null` and left out count as 0. */
  readonly score?: number | null;
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
  const objects = truth.objects.filter((object) => isLabelOf(label, object.label));
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

/** One picture's part of an average precision. */
export interface PrecisionPicture {
  readonly truth: TruthImage;
  readonly finds: readonly MaskedFind[];
}

/**
 * Average precision of one kind: the area under precision over recall, precision made to fall only (all points, as for COCO
 * at one overlap). Finds are taken by falling score, each to the free truth that it overlaps most; those that match none but lie
 * on an ignored object by half are left out.
 * @param iouThreshold - 0.5 for AP50
 * @returns 0..1, `null` where nothing is there to be found
 */
export function averagePrecision(pictures: readonly PrecisionPicture[], kind: string, iouThreshold: number): number | null {
  const truths = pictures.map(({ truth }) => truth.objects.filter((object) => isLabelOf(kind, object.label)));
  const total = truths.flat().filter((object) => object.ignore !== true).length;
  if (total === 0) return null;
  const finds = pictures.flatMap(({ finds: list }, picture) => list.map((find) => ({ find, picture })));
  finds.sort((a, b) => (b.find.score ?? 0) - (a.find.score ?? 0));
  const taken = new Set<TruthObject>();
  const points: { recall: number; precision: number }[] = [];
  let right = 0;
  let wrong = 0;
  for (const { find, picture } of finds) {
    const objects = truths[picture] ?? [];
    const [best] = objects
      .filter((object) => object.ignore !== true && !taken.has(object))
      .map((object) => ({ object, overlap: iou(sourceBox(...object.box), find.box) }))
      .filter(({ overlap }) => overlap >= iouThreshold)
      .sort((a, b) => b.overlap - a.overlap);
    if (best !== undefined) {
      taken.add(best.object);
      right += 1;
    } else if (
      objects.some((object) => object.ignore === true && intersectionArea(sourceBox(...object.box), find.box) >= 0.5 * area(find.box))
    ) {
      continue;
    } else wrong += 1;
    points.push({ recall: right / total, precision: right / (right + wrong) });
  }
  let sum = 0;
  let reached = 0;
  for (const [i, { recall }] of points.entries()) {
    if (recall === reached) continue;
    sum += (recall - reached) * Math.max(...points.slice(i).map(({ precision }) => precision));
    reached = recall;
  }
  return sum;
}

/**
 * Character error rate: edits (one character put in, left out or changed) that turn what was read into what is there, over all
 * pairs together, per true character.
 * @param pairs - what is there and what was read
 * @returns 0 or more; above 1 where more was read than is there; `null` without a true character
 */
export function characterErrorRate(pairs: readonly { readonly truth: string; readonly read: string }[]): number | null {
  let edits = 0;
  let characters = 0;
  for (const { truth, read } of pairs) {
    const from = Array.from(truth);
    edits += editDistance(from, Array.from(read));
    characters += from.length;
  }
  return characters === 0 ? null : edits / characters;
}

/** Levenshtein distance, one row at a time. */
function editDistance(from: readonly string[], to: readonly string[]): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, character] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (character === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
