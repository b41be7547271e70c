import { hullOf, type Box, type Size } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Handle } from './region-box.ts';
import type { Point } from './viewport.ts';

/** How near to a line something has to come to be drawn to it, in CSS pixels. */
export const SNAP_REACH = 6;

/** Lines that edges are drawn to, in picture pixels: places across and places down. */
export interface SnapLines {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Where something came to lie, and the lines that it lies on; `null` where it is free. In picture pixels. */
export interface Snapped extends Point {
  readonly onX: number | null;
  readonly onY: number | null;
}

/** Nothing snaps. */
export const NO_LINES: SnapLines = { x: [], y: [] };

/**
 * The edges and middles of the picture and of the regions on it.
 * @param without - regions that are being moved, and would only snap to themselves
 */
export function snapLines(decisions: readonly Decision[], without: readonly RegionId[], picture: Size): SnapLines {
  const boxes: readonly Box<'source'>[] = decisions.filter(({ id }) => !without.includes(id)).map((decision) => hullOf(decision));
  return {
    x: [0, picture.width / 2, picture.width, ...boxes.flatMap(({ left, width }) => [left, left + width / 2, left + width])],
    y: [0, picture.height / 2, picture.height, ...boxes.flatMap(({ top, height }) => [top, top + height / 2, top + height])],
  };
}

/**
 * Draws a point to the nearest line of either way.
 * @param reach - in picture pixels
 */
export function snapPoint({ x, y }: Point, lines: SnapLines, reach: number): Snapped {
  const toX = nearest([x], lines.x, reach);
  const toY = nearest([y], lines.y, reach);
  return { x: x + toX.by, y: y + toY.by, onX: toX.line, onY: toY.line };
}

/**
 * Draws a box that is moved to the nearest line of either way, with its edges or its middle.
 * @param hull - where the move began
 * @param way - how far it went, in picture pixels
 * @param reach - in picture pixels
 * @returns the way that it goes
 */
export function snapMove(hull: Box<'source'>, way: Point, lines: SnapLines, reach: number): Snapped {
  const places = (start: number, side: number): readonly number[] => [start, start + side / 2, start + side];
  const toX = nearest(places(hull.left + way.x, hull.width), lines.x, reach);
  const toY = nearest(places(hull.top + way.y, hull.height), lines.y, reach);
  return { x: way.x + toX.by, y: way.y + toY.by, onX: toX.line, onY: toY.line };
}

/**
 * Draws the edges that a handle moves to the nearest line.
 * @param way - how far the handle went, in picture pixels
 * @param reach - in picture pixels
 * @returns the way that it goes
 */
export function snapHandle(box: Box<'source'>, handle: Handle, way: Point, lines: SnapLines, reach: number): Snapped {
  const edgeX = handle.includes('w') ? box.left : handle.includes('e') ? box.left + box.width : null;
  const edgeY = handle.includes('n') ? box.top : handle.includes('s') ? box.top + box.height : null;
  const toX = nearest(edgeX === null ? [] : [edgeX + way.x], lines.x, reach);
  const toY = nearest(edgeY === null ? [] : [edgeY + way.y], lines.y, reach);
  return { x: way.x + toX.by, y: way.y + toY.by, onX: toX.line, onY: toY.line };
}

/** The shortest way from any of the places to any of the lines; no way where none is within reach. */
function nearest(places: readonly number[], lines: readonly number[], reach: number): { readonly by: number; readonly line: number | null } {
  let best: { by: number; line: number | null } = { by: 0, line: null };
  for (const place of places) {
    for (const line of lines) {
      const by = line - place;
      if (Math.abs(by) <= reach && (best.line === null || Math.abs(by) < Math.abs(best.by))) best = { by, line };
    }
  }
  return best;
}
