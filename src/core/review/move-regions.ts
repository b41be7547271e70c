import type { Box, Size } from '../geometry/box.ts';
import { boxAt, movePath } from '../track/path.ts';
import { change } from './change-decisions.ts';
import { isZone, type Decision, type RegionId } from './decision.ts';
import { putKey } from './track-edits.ts';

/** How some regions are moved together. */
export interface RegionMove {
  readonly ids: readonly RegionId[];
  /** Pixels to the right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Frame or page on which they are moved; 0 for a still picture. */
  readonly frame: number;
  /** Size of the picture. */
  readonly within: Size;
  /** The boxes are put on that frame by hand, as in a video, instead of the whole way moving; not those of zones. */
  readonly asKey?: boolean;
}

/** A region after its box was moved on one frame: its whole way moves alike. On a frame where it is not, the box moves that it has elsewhere. */
export function movedTo(decision: Decision, to: Box<'source'>, frame: number, within: Size | null): Pick<Decision, 'box' | 'path'> {
  const { path } = decision;
  if (path === undefined) return { box: to };
  const from = boxAt(decision, frame) ?? decision.box;
  const moved = movePath(path, from, to, within);
  return { path: moved, box: boxAt({ box: to, path: moved }, frame) ?? to };
}

/** All move by the same, as far as the one that reaches the picture's edge first allows. */
export function moveRegions(decisions: readonly Decision[], { ids, dx, dy, frame, within, asKey = false }: RegionMove): readonly Decision[] {
  const boxes = decisions.flatMap((d) => (ids.includes(d.id) ? [boxAt(d, frame) ?? d.box] : []));
  const room = (low: number, high: number, wanted: number): number => Math.min(Math.max(wanted, Math.min(low, 0)), Math.max(high, 0));
  const x = room(-Math.min(...boxes.map((b) => b.left)), within.width - Math.max(...boxes.map((b) => b.left + b.width)), dx);
  const y = room(-Math.min(...boxes.map((b) => b.top)), within.height - Math.max(...boxes.map((b) => b.top + b.height)), dy);
  if (boxes.length === 0 || (x === 0 && y === 0)) return decisions;
  return change(decisions, ids, (d) => {
    const from = boxAt(d, frame);
    if (from === null) return d;
    const to = { ...from, left: from.left + x, top: from.top + y };
    return asKey && d.path !== undefined && !isZone(d) ? putKey(d, frame, to) : { ...d, ...movedTo(d, to, frame, within), state: 'accepted', decidedBy: 'person' };
  });
}
