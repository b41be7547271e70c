import { planTiles } from '../../geometry/tiling.ts';
import { cutRotated } from './cut-rotated.ts';
import { extendBars } from './extend-bars.ts';
import { judgeCode, type CodeRead } from './judge-code.ts';
import { cutPlane, doublePlane, halvePlane, inverted, type Plane } from './luminance.ts';
import { mergeCodes, type CodeFind } from './merge-codes.ts';
import type { Point } from '../../geometry/box.ts';
import { boxOfCorners, holdsPoint, centreOf } from './rotated-box.ts';
import { stripeRegions } from './stripe-regions.ts';
import { BAR_SYMBOLOGY_IDS, SYMBOLOGIES, SYMBOLOGY_IDS, type SymbologyId } from './symbologies.ts';

/** Reads the codes in one plane; `upright` when bars can only stand upright, which is quicker. */
export type ReadCodes = (plane: Plane, symbologies: readonly SymbologyId[], upright: boolean) => Promise<readonly CodeRead[]>;

/** How a picture is searched. */
export interface CodeSearchSettings {
  /** Longest side of a tile in level pixels. */
  readonly tileSide: number;
  /** Pixels that tiles share; larger codes at a border are found one level up. */
  readonly overlap: number;
  /** Pictures up to this many pixels are searched at twice their size as well. */
  readonly doubleUpTo: number;
  /** Striped regions looked at one by one. */
  readonly mostStripes: number;
}

/** Finds, and what was done for them. */
export interface CodeSearchOutcome {
  readonly codes: readonly CodeFind[];
  /** Factors of the native size, largest first. */
  readonly scales: readonly number[];
  /** Runs of the reader. */
  readonly reads: number;
}

/** A find of this score needs no second try. */
const SURE = 0.9;
/** A striped region is brought to about this width: enough for three pixels a module of most codes. */
const PIECE_WIDTH = 700;
/** Quiet zone that a linear code needs beside it, as a share of its width, with some to spare. */
const PIECE_MARGIN = 0.2;

/**
 * Finds machine-readable codes in a picture: at its own size in tiles, at halves of it until it fits one tile, at twice its size
 * where it is not too large, and in striped regions that are turned upright first.
 * @param picture - only read
 * @param read - reader of one plane
 * @param onFraction - share done, 0..1
 * @returns boxes in pixels of the picture, without quiet zones
 */
export async function findCodes(
  picture: Plane,
  read: ReadCodes,
  settings: CodeSearchSettings,
  onFraction: (fraction: number) => void,
): Promise<CodeSearchOutcome> {
  const finds: CodeFind[] = [];
  const scales: number[] = [];
  let reads = 0;
  const pixels = picture.width * picture.height;
  const doubled = pixels <= settings.doubleUpTo;
  const total = pixels * (doubled ? 5.8 : 1.8);
  let done = 0;
  const tick = (amount: number): void => {
    done += amount;
    onFraction(Math.min(done / total, 1));
  };

  let level = picture;
  let scale = 1;
  for (;;) {
    scales.push(scale);
    const tiles = planTiles(level, { maxSide: settings.tileSide, overlap: settings.overlap });
    for (const { box } of tiles) {
      const place = ({ x, y }: Point): Point => ({ x: (x + box.left) / scale, y: (y + box.top) / scale });
      finds.push(...placed(picture, await read(cutPlane(level, box), SYMBOLOGY_IDS, false), place));
      reads += 1;
      tick(box.width * box.height);
    }
    if (tiles.length === 1) break;
    level = halvePlane(level);
    scale /= 2;
  }

  if (doubled) {
    scales.unshift(2);
    for (const { box } of planTiles(picture, { maxSide: settings.tileSide / 2, overlap: settings.overlap / 2 })) {
      const place = ({ x, y }: Point): Point => ({ x: x / 2 + box.left, y: y / 2 + box.top });
      finds.push(...placed(picture, await read(doublePlane(cutPlane(picture, box)), SYMBOLOGY_IDS, false), place));
      reads += 1;
      tick(4 * box.width * box.height);
    }
  }

  for (const region of stripeRegions(picture, settings.mostStripes)) {
    if (finds.some((find) => find.score >= SURE && holdsPoint(find, centreOf(region)))) continue;
    const margin = region.box.width * PIECE_MARGIN;
    const zoom = Math.min(3, Math.max(0.5, PIECE_WIDTH / region.box.width));
    const { plane, toSource } = cutRotated(picture, region, { width: margin, height: region.box.height * PIECE_MARGIN }, zoom);
    const upright = placed(picture, await read(plane, BAR_SYMBOLOGY_IDS, true), toSource);
    reads += 1;
    // The reader tries light bars on a dark ground for matrix codes only.
    const sure = upright.some((find) => find.score >= SURE);
    if (!sure) reads += 1;
    finds.push(...upright, ...(sure ? [] : placed(picture, await read(inverted(plane), BAR_SYMBOLOGY_IDS, true), toSource)));
  }
  onFraction(1);
  return { codes: mergeCodes(finds), scales, reads };
}

/** Reads of one plane as finds in the picture. */
function placed(picture: Plane, reads: readonly CodeRead[], place: (point: Point) => Point): CodeFind[] {
  return reads.flatMap((one): CodeFind[] => {
    const [a, b, c, d] = one.corners;
    const corners = [place(a), place(b), place(c), place(d)] as const;
    const score = judgeCode({ ...one, corners });
    if (score === 0) return [];
    const region = SYMBOLOGIES[one.symbology].form === 'linear' ? extendBars(picture, corners) : boxOfCorners(corners);
    return [{ ...region, symbology: one.symbology, score }];
  });
}
