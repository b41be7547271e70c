import { AnonymizerError } from '../errors.ts';
import { MAX_OUTLINE_POINTS, type OutlinePoint } from '../geometry/outline.ts';
import { MAX_PIXELS, MAX_SIDE } from '../limits.ts';
import { FILL_STYLES, SHAPES } from '../review/decision.ts';
import type { BlockGrid, FillSettings, MaskPlan, MaskRegion, PlacedShape } from './mask-plan.ts';

/** A box may reach past the picture by growth, up to three times its size, but no further than this from the origin. */
const MAX_REACH = 4 * MAX_SIDE;
/** AV1 superblocks are the largest known blocks, at 128; twice that leaves room and still bounds the margin. */
const MAX_CELL = 256;

/**
 * Checks a plan against the picture that it is about to change: sizes, grid, boxes, outlines, styles and strengths.
 * A plan that does not fit must stop the job, since a mask in the wrong place hides nothing.
 * @param plan - from any caller; its types are not trusted
 * @param bytes - length of the picture's RGBA buffer
 * @throws AnonymizerError `plan/invalid`
 */
export function checkPlan(plan: MaskPlan, bytes: number): void {
  const { width, height } = plan.size;
  const fits = isWhole(width, 1, MAX_SIDE) && isWhole(height, 1, MAX_SIDE) && width * height <= MAX_PIXELS && width * height * 4 === bytes;
  const ids = new Set(plan.regions.map((region) => region.id));
  const isSound =
    fits &&
    ids.size === plan.regions.length &&
    (plan.grid === null || isGrid(plan.grid)) &&
    plan.regions.every(isRegion) &&
    isSettings(plan.settings);
  if (!isSound) throw new AnonymizerError('plan/invalid', { regions: plan.regions.length });
}

function isGrid(grid: BlockGrid): boolean {
  return (
    isWhole(grid.cellWidth, 1, MAX_CELL) &&
    isWhole(grid.cellHeight, 1, MAX_CELL) &&
    isWhole(grid.originX, 1 - grid.cellWidth, 0) &&
    isWhole(grid.originY, 1 - grid.cellHeight, 0) &&
    isWhole(grid.margin, 0, MAX_CELL)
  );
}

function isRegion({ fill, inverse = false, alsoClear, ...placed }: MaskRegion): boolean {
  const isInverseSound = typeof inverse === 'boolean' && (alsoClear === undefined || (inverse && alsoClear.every(isPlacedShape)));
  return isPlacedShape(placed) && FILL_STYLES.includes(fill) && isInverseSound;
}

function isPlacedShape(placed: PlacedShape): boolean {
  const { box, angle = 0, shape } = placed;
  const { left, top, width, height } = box;
  // NaN fails every comparison, so it is refused here as well.
  const isPlaced = left >= -MAX_REACH && top >= -MAX_REACH && left + width <= MAX_REACH && top + height <= MAX_REACH;
  return isPlaced && width > 0 && height > 0 && Math.abs(angle) <= 360 && SHAPES.includes(shape) && isOutlined(placed);
}

/** An outline is there exactly where the shape needs one, and is of its type. */
function isOutlined({ shape, outline }: PlacedShape): boolean {
  if (shape === 'ellipse' || shape === 'rectangle') return outline === undefined;
  if (outline?.type !== shape) return false;
  if (outline.type === 'polygon') return isCountOfPoints(outline.points.length, 3) && outline.points.every(isOutlinePoint);
  const { radiusX, radiusY, strokes } = outline;
  const count = strokes.reduce((sum, points) => sum + points.length, 0);
  const isTip = [radiusX, radiusY].every((radius) => radius > 0 && radius <= 1);
  return isTip && isCountOfPoints(count, 1) && strokes.every((points) => points.length > 0 && points.every(isOutlinePoint));
}

function isCountOfPoints(count: number, least: number): boolean {
  return isWhole(count, least, MAX_OUTLINE_POINTS);
}

/** A drawing lies in its box; it may lie beside it by rounding, or after a box was set by hand, but no further than a box away. */
function isOutlinePoint({ x, y }: OutlinePoint): boolean {
  return x >= -1 && x <= 2 && y >= -1 && y <= 2;
}

function isSettings({ solidColor, pixelateBlocks, softness }: FillSettings): boolean {
  const { r, g, b } = solidColor;
  return [r, g, b].every((value) => isWhole(value, 0, 255)) && isWhole(pixelateBlocks, 2, 16) && softness >= 0 && softness <= 1;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
