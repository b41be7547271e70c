import type { KeyboardEvent } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import { announce } from '../announcer.ts';
import { words } from '../words.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Ground } from './draft.ts';
import { newGesture } from './gestures.ts';
import { fitRegion, insertedBox, resizeBox } from './region-box.ts';
import { isBoxTool, type Tool } from './tools.ts';
import { resizeTurned, TURN_STEP } from './turned-region.ts';
import type { Drawing } from './use-drawing.ts';
import type { ReviewActions } from './use-review-actions.ts';
import type { Viewport } from './use-viewport.ts';
import { toPicture, type Point } from './viewport.ts';

/** What the keys act on. */
export interface KeyTarget {
  readonly viewport: Viewport;
  readonly ground: Ground | null;
  /** Regions of the shown frame. */
  readonly decisions: readonly Decision[];
  readonly selected: readonly RegionId[];
  readonly tool: Tool;
  readonly drawing: Drawing;
  readonly actions: ReviewActions;
  /** Puts a region in the middle of what is in sight. */
  readonly onInsert: (box: Box<'source'>) => void;
}

/** Way of the picture and of the cross for one press of an arrow key, in CSS pixels. */
const PAN_STEP = 48;
const CROSS_STEP = 10;
/** A run of arrow keys without a longer pause is one step of undo, in milliseconds. */
const RUN_PAUSE = 700;

/** The run of arrow keys that goes on, known also where the picture is shown anew, so that each is one step of undo. */
const run = { name: '', at: -Infinity };

/** Keys on the picture: arrows move regions, the picture or the drawing cross; Space and Enter draw. */
export function useStageKeys(target: KeyTarget): (event: KeyboardEvent<HTMLElement>) => boolean {
  const { viewport, ground, decisions, selected, tool, drawing, actions } = target;

  const middle = (): Point => toPicture(viewport.view, { x: viewport.stage.width / 2, y: viewport.stage.height / 2 });
  const inside = (point: Point, { size }: Ground): Point => ({ x: Math.min(Math.max(Math.round(point.x), 0), size.width), y: Math.min(Math.max(Math.round(point.y), 0), size.height) });

  const moveCross = (dx: number, dy: number, event: KeyboardEvent<HTMLElement>, on: Ground): void => {
    const step = event.altKey ? 1 : Math.max(1, Math.round((event.shiftKey ? 5 * CROSS_STEP : CROSS_STEP) / viewport.view.scale));
    const from = drawing.cross ?? middle();
    const cross = inside({ x: from.x + dx * step, y: from.y + dy * step }, on);
    drawing.setCross(cross);
    drawing.hover(cross);
    announce(words.says.cross(cross.x, cross.y));
    viewport.scrollTo({ left: cross.x, top: cross.y, width: 0, height: 0 });
  };

  const draw = (event: KeyboardEvent<HTMLElement>, on: Ground): boolean => {
    if (event.key === 'Backspace') return drawing.takeBack();
    const isSpace = event.key === ' ';
    if (event.ctrlKey || event.metaKey || event.altKey || (!isSpace && event.key !== 'Enter')) return false;
    if (event.key === 'Enter' && drawing.finish()) return true;
    if (drawing.cross !== null) {
      drawing.place(drawing.cross, event.shiftKey);
      return true;
    }
    if (isSpace) return false;
    if (isBoxTool(tool)) {
      const inSight = { width: viewport.stage.width / viewport.view.scale, height: viewport.stage.height / viewport.view.scale };
      target.onInsert(insertedBox(middle(), inSight, on.size));
    } else {
      const cross = inside(middle(), on);
      drawing.setCross(cross);
      drawing.place(cross, false);
    }
    return true;
  };

  const change = (dx: number, dy: number, event: KeyboardEvent<HTMLElement>, on: Ground): boolean => {
    const chosen = decisions.filter((decision) => selected.includes(decision.id));
    const [only] = chosen;
    if (only === undefined) return false;
    if (event.timeStamp - run.at > RUN_PAUSE) run.name = newGesture('run');
    run.at = event.timeStamp;
    const sort = event.ctrlKey || event.metaKey ? 'turn' : event.altKey ? 'resize' : 'nudge';
    const gesture = `${sort}-${selected.join('-')}-${run.name}`;
    const step = event.shiftKey ? 10 : 1;
    if (sort === 'nudge') actions.moveSelected(dx * step, dy * step, gesture);
    else if (chosen.length > 1) return false;
    else if (sort === 'turn') {
      if (dx === 0) return false;
      actions.turn(only.id, dx * (event.shiftKey ? TURN_STEP : 1), gesture);
    } else {
      const isPlain = (only.angle ?? 0) === 0 && only.outline === undefined;
      const box = isPlain ? resizeBox(only.box, 'se', dx * step, dy * step, on.size) : resizeTurnedByKeys(only, dx * step, dy * step, on);
      actions.setBox(only.id, box, gesture);
      announce(words.says.size(Math.round(box.width), Math.round(box.height)));
    }
    return true;
  };

  return (event) => {
    if (ground === null) return false;
    const isOnStage = event.target === event.currentTarget;
    if (isOnStage && tool !== 'select' && draw(event, ground)) return true;
    const dx = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const dy = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (dx === 0 && dy === 0) return false;
    if (!isOnStage) return change(dx, dy, event, ground);
    if (event.ctrlKey || event.metaKey) return false;
    if (tool === 'select') viewport.panBy(-PAN_STEP * dx, -PAN_STEP * dy);
    else moveCross(dx, dy, event, ground);
    return true;
  };
}

/** Along the region's own axes, like its fields for width and height, with the upper left corner staying. */
function resizeTurnedByKeys(region: Decision, wider: number, higher: number, { size }: Ground): Decision['box'] {
  const radians = ((region.angle ?? 0) * Math.PI) / 180;
  const dx = wider * Math.cos(radians) - higher * Math.sin(radians);
  const dy = wider * Math.sin(radians) + higher * Math.cos(radians);
  return fitRegion(region, resizeTurned(region, 'se', dx, dy, size), size);
}
