import { sharedArea, type RotatedRectangle } from './rotated-rectangle.ts';

/** A line with its score, in pixels of the picture. */
export interface ScoredLine {
  readonly rectangle: RotatedRectangle;
  /** 0..1. */
  readonly score: number;
}

/** A line that lies under another by more than this share is the same or a part of it. */
const INSIDE_SHARE = 0.6;
/** Above this ratio of heights a line is not a part of another line but one of several that a coarse view ran together. */
const SAME_LINE_HEIGHTS = 1.7;
/** A line that is covered by smaller ones by more than this share is what a coarse view made of them. */
const MADE_OF_SHARE = 0.5;

/**
 * Merges lines that several views found. Of two that lie on top of each other the longer one stays; one that stands for
 * several smaller lines gives way to them.
 * @param lines - any order
 * @returns highest score first
 */
export function mergeTextLines<T extends ScoredLine>(lines: readonly T[]): T[] {
  const byArea = [...lines].sort((a, b) => areaOf(b.rectangle) - areaOf(a.rectangle));
  const blocks = new Set(byArea.filter((line) => isBlockOfLines(line, byArea)));
  const kept: T[] = [];
  for (const line of byArea) {
    if (blocks.has(line)) continue;
    const twin = kept.findIndex((other) => isPartOf(line.rectangle, other.rectangle));
    const other = kept[twin];
    if (other === undefined) kept.push(line);
    else if (line.score > other.score) kept[twin] = { ...other, score: line.score };
  }
  return kept.sort((a, b) => b.score - a.score);
}

function isPartOf(line: RotatedRectangle, other: RotatedRectangle): boolean {
  if (!mayTouch(line, other) || shortSide(other) > SAME_LINE_HEIGHTS * shortSide(line)) return false;
  return sharedArea(line, other) > INSIDE_SHARE * areaOf(line);
}

function isBlockOfLines<T extends ScoredLine>(block: T, lines: readonly T[]): boolean {
  const members = lines.filter(
    ({ rectangle }) =>
      shortSide(block.rectangle) > SAME_LINE_HEIGHTS * shortSide(rectangle) &&
      mayTouch(block.rectangle, rectangle) &&
      sharedArea(block.rectangle, rectangle) > INSIDE_SHARE * areaOf(rectangle),
  );
  if (members.length < 2) return false;
  const covered = members.reduce((sum, { rectangle }) => sum + sharedArea(block.rectangle, rectangle), 0);
  return covered > MADE_OF_SHARE * areaOf(block.rectangle);
}

function areaOf({ width, height }: RotatedRectangle): number {
  return width * height;
}

function shortSide({ width, height }: RotatedRectangle): number {
  return Math.min(width, height);
}

/** Circles around both touch: cheap, and never wrong about rectangles that do. */
function mayTouch(a: RotatedRectangle, b: RotatedRectangle): boolean {
  const reach = (Math.hypot(a.width, a.height) + Math.hypot(b.width, b.height)) / 2;
  return Math.hypot(a.centreX - b.centreX, a.centreY - b.centreY) < reach;
}
