import type { Decision, DecisionState } from '../../core/review/decision.ts';

/** Frames on which regions of one state are, drawn above the slider. */
export interface FrameMark {
  /** 0 for the first. */
  readonly first: number;
  /** Included. */
  readonly last: number;
  readonly state: DecisionState;
}

/** More marks than this can't be told apart on a screen, and cost time at every step. */
export const MAX_MARKS = 200;

/**
 * Marks of the regions of an animation or document. Equal ones are drawn once; where there are too many, those that wait for a
 * decision stay.
 * @param decisions - all decisions of the file
 * @returns at most `MAX_MARKS`, pending ones last, so that they are painted on top
 */
export function frameMarks(decisions: readonly Decision[]): readonly FrameMark[] {
  const marks = new Map<string, FrameMark>();
  for (const { path, state } of decisions) {
    if (path !== undefined) marks.set(`${state} ${path.first} ${path.last}`, { first: path.first, last: path.last, state });
  }
  const all = [...marks.values()];
  const pending = all.filter(({ state }) => state === 'pending').slice(0, MAX_MARKS);
  return [...all.filter(({ state }) => state !== 'pending').slice(0, MAX_MARKS - pending.length), ...pending];
}
