import type { Box } from '../geometry/box.ts';
import type { Decision, RegionId } from './decision.ts';

/**
 * Decisions with some of them changed.
 * @param ids - of those that change
 * @returns the very same list where nothing changes
 */
export function change(decisions: readonly Decision[], ids: readonly RegionId[], to: (decision: Decision) => Decision): readonly Decision[] {
  const next = decisions.map((d) => (ids.includes(d.id) ? to(d) : d));
  return next.every((d, index) => d === decisions[index] || same(d, decisions[index])) ? decisions : next;
}

/** Whether two decisions say the same. Ways, outlines and lists are compared by identity. */
export function same(a: Decision, b: Decision | undefined): boolean {
  return b !== undefined && a.kind === b.kind && a.state === b.state && a.decidedBy === b.decidedBy && a.shapedBy === b.shapedBy && a.fill === b.fill && a.shape === b.shape && a.path === b.path && a.angle === b.angle && a.outline === b.outline && a.zone === b.zone && a.reason === b.reason && a.joined === b.joined && sameBox(a.box, b.box);
}

/** Whether two boxes are the same to the last digit. */
export function sameBox(a: Box<'source'>, b: Box<'source'>): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}
