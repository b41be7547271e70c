import type { Decision } from './decision.ts';
import { review, type HistoryEntry, type ReviewEdit, type ReviewSession } from './review-session.ts';

/** A decision about some regions. */
export type DecideEdit = Extract<ReviewEdit, { readonly type: 'decide' }>;

/**
 * Several decisions in one picture as one step of undo. With the number of an earlier step they become part of that step: undo
 * takes them back together with it, and what a person did since stays as it is and in its place.
 * @param session - current state
 * @param edits - in order
 * @param at - number of the step: a new one, or one that is still in the past of a picture of the queue
 * @returns the same session where nothing changes
 */
export function decideInStep(session: ReviewSession, edits: readonly DecideEdit[], at: number): ReviewSession {
  const decided = edits.reduce((now, edit) => review(now, { type: 'edit', edit, at }), session);
  const changed = new Map<Decision, Decision>();
  session.decisions.forEach((before, index) => {
    const after = decided.decisions[index];
    if (after !== undefined && after !== before) changed.set(before, after);
  });
  if (changed.size === 0) return session;
  // Where the history has a region just as it was until now, it gets it as it is from now on.
  const withChanges = (entry: HistoryEntry): HistoryEntry => ({ ...entry, decisions: entry.decisions.map((decision) => changed.get(decision) ?? decision) });
  const before = session.past.filter((entry) => entry.at <= at);
  const since = session.past.filter((entry) => entry.at > at);
  const step = before.at(-1)?.at === at ? [] : [{ at, gesture: null, decisions: since[0]?.decisions ?? session.decisions, muted: since[0]?.muted ?? session.muted }];
  return {
    ...session,
    decisions: decided.decisions,
    past: [...before, ...step, ...since.map(withChanges)],
    future: session.future.filter((entry) => entry.at > at).map(withChanges),
  };
}
