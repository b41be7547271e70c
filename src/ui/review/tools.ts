import type { Box } from '../../core/geometry/box.ts';
import type { BoxShape, ZoneEffect } from '../../core/review/decision.ts';
import type { DrawnRegion } from '../../core/review/review-session.ts';

/** Tools of the stage, in the order of the toolbar. */
export const TOOLS = ['select', 'box', 'ellipse', 'polygon', 'brush', 'zone'] as const;
/** Tool of the stage. */
export type Tool = (typeof TOOLS)[number];

/** A tool that draws. */
export type DrawingTool = Exclude<Tool, 'select'>;

/** Tools that draw a box between two corners. */
export type BoxTool = Exclude<DrawingTool, 'polygon' | 'brush'>;

/** Whether a tool draws a box between two corners. */
export function isBoxTool(tool: Tool): tool is BoxTool {
  return tool === 'box' || tool === 'ellipse' || tool === 'zone';
}

/** Shape of what a box tool draws. */
export function shapeOf(tool: BoxTool): BoxShape {
  return tool === 'ellipse' ? 'ellipse' : 'rectangle';
}

/**
 * The region or zone that a box tool makes of a box.
 * @param effect - what zones do
 */
export function drawnBox(tool: BoxTool, box: Box<'source'>, effect: ZoneEffect): DrawnRegion {
  return { box, shape: shapeOf(tool), ...(tool === 'zone' ? { zone: effect } : {}) };
}

/** Smallest diameter of the brush, in picture pixels. */
export const MIN_BRUSH = 4;
/** Largest diameter of the brush, in picture pixels. */
export const MAX_BRUSH = 400;

/**
 * The next smaller or larger diameter of the brush: by about an eighth, and by a pixel at least.
 * @param size - in picture pixels
 */
export function stepBrush(size: number, direction: 1 | -1): number {
  const step = Math.max(1, Math.round(size / 8));
  return Math.min(MAX_BRUSH, Math.max(MIN_BRUSH, Math.round(size) + direction * step));
}
