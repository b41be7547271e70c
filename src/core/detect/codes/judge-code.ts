import { SYMBOLOGIES, type SymbologyId } from './symbologies.ts';
import type { Point } from '../../geometry/box.ts';
import { boxOfCorners } from './rotated-box.ts';

/** What a reader says of one code. What the code says is not part of it. */
export interface CodeRead {
  readonly symbology: SymbologyId;
  /** `none`: decoded and its checks hold; `checksum`: bits that do not add up; `format`: not the form of its family. */
  readonly error: 'none' | 'checksum' | 'format';
  /** Scan lines that agree, for linear codes; 0 for others. */
  readonly lineCount: number;
  /** Start and end of the first line, end and start of the last one, or the four corners in that order. */
  readonly corners: readonly [Point, Point, Point, Point];
}

/** Scan lines that a family without a compulsory check has to show, so that a fence is no code. */
const LEAST_LINES_UNCHECKED = 4;
/** A code that only half a line was read of is noise: shortest side across the bars, pixels. */
const LEAST_WIDTH = 20;
/** A failed find that is thinner than this is a line, not a code, pixels. */
const LEAST_SIDE = 8;

/**
 * Confidence that a read is a code.
 *
 * Decoded: .99, for a linear code on one scan line alone .35: one check digit holds by chance once in ten. Not decoded: .6 for a matrix or stacked code whose checksum fails,
 * .55 where its form is wrong. Data Matrix has a plain frame that windows and type imitate, so its failures count .25; failed
 * linear codes need several lines and count .3; families without a compulsory check .9 when decoded on enough lines.
 * Rounded from what was right among reads of each sort; the model card has the counts.
 * @returns 0..1, 0 for what is not worth a look
 */
export function judgeCode({ symbology, error, lineCount, corners }: CodeRead): number {
  const { form, checked } = SYMBOLOGIES[symbology];
  if (form === 'linear') {
    const [start, end] = corners;
    if (Math.hypot(end.x - start.x, end.y - start.y) < LEAST_WIDTH) return 0;
    if (!checked) return error === 'none' && lineCount >= LEAST_LINES_UNCHECKED ? 0.9 : 0;
    if (error === 'none') return lineCount >= 2 ? 0.99 : 0.35;
    return lineCount >= 2 ? 0.3 : 0;
  }
  if (error === 'none') return 0.99;
  if (symbology === 'DataMatrix') return 0.25;
  if (shortestSide(corners) < LEAST_SIDE) return 0;
  return error === 'checksum' ? 0.6 : 0.55;
}

function shortestSide(corners: CodeRead['corners']): number {
  const { box } = boxOfCorners(corners);
  return Math.min(box.width, box.height);
}
