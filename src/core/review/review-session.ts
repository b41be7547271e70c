import type { Detection, Kind } from '../detect/detection.ts';
import { assertNever } from '../errors.ts';
import type { Box, Size } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import { isStrongEnough } from '../mask/strength.ts';
import { boxAt, movePath, trimPath, type Path } from '../track/path.ts';
import { decideByPolicy } from './decide-by-policy.ts';
import { isZone, type Decision, type DecisionState, type FillStyle, type RegionId, type Shape, type ZoneEffect } from './decision.ts';
import { zonesOf } from './zones.ts';
import type { Policy } from '../policy/policy.ts';

/** Decisions as they were on the other side of one change. */
export interface HistoryEntry {
  /** Running number of the change, growing over all pictures of a queue, so that undo can follow the order of work. */
  readonly at: number;
  /** Changes with the same gesture in a row are one step: a drag, or a run of arrow keys. */
  readonly gesture: string | null;
  readonly decisions: readonly Decision[];
}

/** The review of one picture: its decisions, what is selected, and the way back and forth. Immutable. */
export interface ReviewSession {
  /** Everything the detectors gave, also below the policy's thresholds, so that a threshold can be lowered later. */
  readonly detections: readonly Detection[];
  /** Regions and zones. */
  readonly decisions: readonly Decision[];
  /** The policy in force for this picture. */
  readonly policy: Policy;
  /** Of the oriented picture, or of every page. */
  readonly sizes: readonly Size[];
  readonly selected: readonly RegionId[];
  /** Oldest first; each holds the decisions before its change. */
  readonly past: readonly HistoryEntry[];
  /** Last undone last; each holds the decisions after its change. */
  readonly future: readonly HistoryEntry[];
  /** Number for the next region that is not a detector's. */
  readonly nextNumber: number;
}

/** A region or a zone as a person draws it. */
export interface DrawnRegion {
  readonly box: Box<'source'>;
  readonly shape: Shape;
  /** There where the shape is a polygon or a brush. */
  readonly outline?: Outline;
  readonly angle?: number;
  readonly zone?: ZoneEffect;
  /** In an animation or on pages. */
  readonly path?: Path;
}

/** A change to the decisions. Each is one step of undo. */
export type ReviewEdit =
  | { readonly type: 'decide'; readonly ids: readonly RegionId[]; readonly state: DecisionState; /** Id of one of the policy's reasons. */ readonly reason?: string }
  | { readonly type: 'decide-pending'; readonly state: 'accepted' | 'rejected' }
  | ({ readonly type: 'add' } & DrawnRegion)
  | { readonly type: 'set-box'; readonly id: RegionId; readonly box: Box<'source'>; readonly gesture: string; /** Frame or page on which the box was moved; 0 for a still picture. */ readonly frame: number; /** Size of the picture; boxes on other frames stay in it. */ readonly within?: Size }
  | { readonly type: 'move'; readonly ids: readonly RegionId[]; /** Pixels to the right and down. */ readonly dx: number; readonly dy: number; readonly gesture: string; readonly frame: number; readonly within: Size }
  | { readonly type: 'set-angle'; readonly id: RegionId; /** Clockwise degrees, above -90 to 90. */ readonly angle: number; readonly gesture: string }
  | { readonly type: 'set-outline'; readonly id: RegionId; readonly box: Box<'source'>; readonly outline: Outline; readonly gesture: string; /** As in `set-box`. */ readonly frame: number; readonly within?: Size }
  | { readonly type: 'set-zone'; readonly id: RegionId; /** `null` makes a drawn zone a mask. */ readonly zone: ZoneEffect | null }
  | { readonly type: 'set-reason'; readonly ids: readonly RegionId[]; readonly reason: string | null }
  | { readonly type: 'set-range'; readonly id: RegionId; /** First and last frame, from 0. */ readonly first: number; readonly last: number; readonly gesture: string }
  | { readonly type: 'set-fill'; readonly ids: readonly RegionId[]; readonly fill: FillStyle | null }
  | { readonly type: 'set-shape'; readonly ids: readonly RegionId[]; readonly shape: Shape }
  | { readonly type: 'set-kind'; readonly id: RegionId; readonly kind: Kind }
  | { readonly type: 'duplicate'; readonly id: RegionId; readonly box: Box<'source'>; readonly frame: number; readonly within?: Size; readonly gesture?: string }
  | { readonly type: 'remove'; readonly ids: readonly RegionId[] };

/** Everything that can happen to a session. */
export type ReviewAction =
  | { readonly type: 'edit'; readonly edit: ReviewEdit; readonly at: number }
  | { readonly type: 'select'; readonly ids: readonly RegionId[] }
  | { readonly type: 'apply-policy'; readonly policy: Policy }
  | { readonly type: 'found-more'; readonly detections: readonly Detection[] }
  | { readonly type: 'hold'; readonly survivors: readonly Detection[] }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' };

/**
 * Starts the review of one picture.
 * @param detections - what the detectors gave, boxes in pixels of the oriented picture
 * @param policy - whose thresholds make the first decisions, and whose zones lie on the picture
 * @param sizes - of the oriented picture, or of every page in order
 */
export function startReview(detections: readonly Detection[], policy: Policy, sizes: readonly Size[]): ReviewSession {
  return { detections, decisions: derive(zonesOf(policy.zones, sizes), detections, policy, policy), policy, sizes, selected: [], past: [], future: [], nextNumber: 1 };
}

/**
 * The next state of a review. Pure: the same session is returned when nothing changes.
 * @param session - current state
 * @param action - what happened
 */
export function review(session: ReviewSession, action: ReviewAction): ReviewSession {
  switch (action.type) {
    case 'edit':
      return record(session, action.edit, action.at);
    case 'select': {
      const known = action.ids.filter((id) => session.decisions.some((decision) => decision.id === id));
      return sameIds(known, session.selected) ? session : { ...session, selected: known };
    }
    case 'apply-policy':
      if (action.policy === session.policy) return session;
      return everywhere({ ...session, policy: action.policy }, (decisions) => derive(withZonesOf(decisions, session.policy, action.policy, session.sizes), session.detections, session.policy, action.policy));
    case 'found-more': {
      // Added at the end, so that the ids of what was found before, which follow its order, stay.
      const detections = [...session.detections, ...action.detections];
      return everywhere({ ...session, detections }, (decisions) => derive(decisions, detections, session.policy, session.policy));
    }
    case 'hold':
      return hold(session, action.survivors);
    case 'undo':
      return step(session, 'past', 'future');
    case 'redo':
      return step(session, 'future', 'past');
    default:
      return assertNever(action);
  }
}

function record(session: ReviewSession, edit: ReviewEdit, at: number): ReviewSession {
  const next = apply(session, edit);
  if (next.decisions === session.decisions) return next;
  const gesture = 'gesture' in edit ? (edit.gesture ?? null) : null;
  const last = session.past.at(-1);
  const continues = gesture !== null && last !== undefined && last.gesture === gesture && session.future.length === 0;
  const past = continues
    ? session.past
    : [...session.past, { at, gesture, decisions: session.decisions }];
  const decisions = sameZones(session.decisions, next.decisions) ? next.decisions : derive(next.decisions, session.detections, session.policy, session.policy);
  return { ...next, decisions, past, future: [], selected: next.selected.filter((id) => decisions.some((d) => d.id === id)) };
}

function apply(session: ReviewSession, edit: ReviewEdit): ReviewSession {
  const { decisions } = session;
  switch (edit.type) {
    case 'decide':
      return { ...session, decisions: change(decisions, edit.ids, (d) => (isZone(d) ? d : withReason({ ...d, state: edit.state, decidedBy: 'person' }, edit.reason ?? (d.state === edit.state ? d.reason : undefined)))) };
    case 'decide-pending': {
      const ids = decisions.filter((d) => d.state === 'pending').map((d) => d.id);
      return { ...session, decisions: change(decisions, ids, (d) => withReason({ ...d, state: edit.state, decidedBy: 'person' }, undefined)) };
    }
    case 'add': {
      const { type: _, ...drawn } = edit;
      return add(session, { kind: 'face', fill: null, ...drawn });
    }
    case 'duplicate': {
      const model = decisions.find((d) => d.id === edit.id);
      if (model === undefined) return session;
      const { kind, shape, fill, angle, outline, zone } = model;
      const optional = { ...(angle === undefined ? {} : { angle }), ...(outline === undefined ? {} : { outline }), ...(zone === undefined ? {} : { zone }) };
      return add(session, { kind, shape, fill, ...optional, ...movedTo(model, edit.box, edit.frame, edit.within ?? null) });
    }
    case 'set-kind':
      // A fill of its own may be too weak for the new kind, so it goes back to the policy's.
      return { ...session, decisions: change(decisions, [edit.id], (d) => (d.origin !== 'person' || d.kind === edit.kind ? d : { ...d, kind: edit.kind, fill: null })) };
    case 'set-box':
      return {
        ...session,
        decisions: change(decisions, [edit.id], (d) => {
          const from = boxAt(d, edit.frame);
          return from === null || sameBox(from, edit.box) ? d : { ...d, ...movedTo(d, edit.box, edit.frame, edit.within ?? null), state: 'accepted', decidedBy: 'person' };
        }),
      };
    case 'move':
      return { ...session, decisions: move(decisions, edit) };
    case 'set-angle':
      return { ...session, decisions: change(decisions, [edit.id], (d) => ((d.angle ?? 0) === edit.angle ? d : { ...d, angle: edit.angle, state: 'accepted', decidedBy: 'person' })) };
    case 'set-outline':
      return { ...session, decisions: change(decisions, [edit.id], (d) => (d.outline === undefined ? d : { ...d, ...movedTo(d, edit.box, edit.frame, edit.within ?? null), outline: edit.outline, state: 'accepted', decidedBy: 'person' })) };
    case 'set-zone':
      return { ...session, decisions: change(decisions, [edit.id], (d) => withZone(d, edit.zone)) };
    case 'set-reason':
      return { ...session, decisions: change(decisions, edit.ids, (d) => (isZone(d) ? d : withReason({ ...d, decidedBy: 'person' }, edit.reason ?? undefined))) };
    case 'set-range':
      return {
        ...session,
        decisions: change(decisions, [edit.id], (d) => {
          if (d.path === undefined || edit.first > edit.last || (d.path.first === edit.first && d.path.last === edit.last)) return d;
          const path = trimPath(d.path, edit.first, edit.last);
          return { ...d, path, box: path.keys[0]?.box ?? d.box, state: 'accepted', decidedBy: 'person' };
        }),
      };
    case 'set-fill':
      return { ...session, decisions: change(decisions, edit.ids, (d) => (d.fill === edit.fill ? d : { ...d, fill: edit.fill, decidedBy: 'person' })) };
    case 'set-shape':
      // A polygon's or a brush's outline is a person's drawing: no other shape can be made of it, nor it of another.
      return { ...session, decisions: change(decisions, edit.ids, (d) => (d.shape === edit.shape || d.outline !== undefined ? d : { ...d, shape: edit.shape, decidedBy: 'person' })) };
    case 'remove':
      return { ...session, decisions: remove(decisions, edit.ids) };
    default:
      return assertNever(edit);
  }
}

/** A region after its box was moved on one frame: its whole way moves alike. On a frame where it is not, the box moves that it has elsewhere. */
function movedTo(decision: Decision, to: Box<'source'>, frame: number, within: Size | null): Pick<Decision, 'box' | 'path'> {
  const { path } = decision;
  if (path === undefined) return { box: to };
  const from = boxAt(decision, frame) ?? decision.box;
  const moved = movePath(path, from, to, within);
  return { path: moved, box: boxAt({ box: to, path: moved }, frame) ?? to };
}

/** All move by the same, as far as the one that reaches the picture's edge first allows. */
function move(decisions: readonly Decision[], { ids, dx, dy, frame, within }: Extract<ReviewEdit, { type: 'move' }>): readonly Decision[] {
  const boxes = decisions.flatMap((d) => (ids.includes(d.id) ? [boxAt(d, frame) ?? d.box] : []));
  const room = (low: number, high: number, wanted: number): number => Math.min(Math.max(wanted, Math.min(low, 0)), Math.max(high, 0));
  const x = room(-Math.min(...boxes.map((b) => b.left)), within.width - Math.max(...boxes.map((b) => b.left + b.width)), dx);
  const y = room(-Math.min(...boxes.map((b) => b.top)), within.height - Math.max(...boxes.map((b) => b.top + b.height)), dy);
  if (boxes.length === 0 || (x === 0 && y === 0)) return decisions;
  return change(decisions, ids, (d) => {
    const from = boxAt(d, frame);
    return from === null ? d : { ...d, ...movedTo(d, { ...from, left: from.left + x, top: from.top + y }, frame, within), state: 'accepted', decidedBy: 'person' };
  });
}

/** What a person drew can be a mask or a zone; what was found is never a zone. A zone of the policy that is changed is the person's from then on. */
function withZone(decision: Decision, zone: ZoneEffect | null): Decision {
  const { zone: before, ...rest } = decision;
  if (before === (zone ?? undefined) || (before === undefined && decision.origin !== 'person')) return decision;
  return { ...rest, ...(zone === null ? {} : { zone }), state: 'accepted', decidedBy: 'person' };
}

function withReason(decision: Decision, reason: string | undefined): Decision {
  const { reason: _, ...rest } = decision;
  return reason === undefined ? rest : { ...rest, reason };
}

function sameZones(a: readonly Decision[], b: readonly Decision[]): boolean {
  const before = a.filter(isZone);
  const after = b.filter(isZone);
  return before.length === after.length && before.every((zone, index) => zone === after[index]);
}

function add(session: ReviewSession, drawn: Omit<DrawnRegion, 'type'> & Pick<Decision, 'kind' | 'fill'>): ReviewSession {
  const id = `p${session.nextNumber}`;
  const decision: Decision = { ...drawn, id, origin: 'person', score: null, state: 'accepted', decidedBy: 'person' };
  return { ...session, decisions: [...session.decisions, decision], selected: [id], nextNumber: session.nextNumber + 1 };
}

/** Drawn regions go; found ones are kept clear instead, so that the re-check knows that a person saw them. */
function remove(decisions: readonly Decision[], ids: readonly RegionId[]): readonly Decision[] {
  const kept = decisions.filter((d) => !(d.origin === 'person' && ids.includes(d.id)));
  const next = change(kept, ids, (d) => (d.state === 'rejected' && d.decidedBy === 'person' ? d : { ...d, state: 'rejected', decidedBy: 'person' }));
  return kept.length === decisions.length && next === kept ? decisions : next;
}

function change(decisions: readonly Decision[], ids: readonly RegionId[], to: (decision: Decision) => Decision): readonly Decision[] {
  const next = decisions.map((d) => (ids.includes(d.id) ? to(d) : d));
  return next.every((d, index) => d === decisions[index] || same(d, decisions[index])) ? decisions : next;
}

function same(a: Decision, b: Decision | undefined): boolean {
  return b !== undefined && a.kind === b.kind && a.state === b.state && a.decidedBy === b.decidedBy && a.fill === b.fill && a.shape === b.shape && a.path === b.path && a.angle === b.angle && a.outline === b.outline && a.zone === b.zone && a.reason === b.reason && sameBox(a.box, b.box);
}

function sameBox(a: Box<'source'>, b: Box<'source'>): boolean {
  return a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;
}

function sameIds(a: readonly RegionId[], b: readonly RegionId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

/** Decisions that the policy makes, with everything a person touched left as it is. */
function derive(decisions: readonly Decision[], detections: readonly Detection[], previous: Policy, policy: Policy): readonly Decision[] {
  const known = new Map(decisions.map((decision) => [decision.id, decision]));
  const zones = decisions.filter(isZone);
  const fresh = new Map(decideByPolicy(detections, policy, zones).map((decision) => [decision.id, decision]));
  const found = detections.flatMap((_, index): readonly Decision[] => {
    const id = `r${index + 1}`;
    const existing = known.get(id);
    if (existing?.decidedBy === 'person') return [refill(reshape(existing, previous, policy), policy)];
    const decision = fresh.get(id);
    return decision === undefined ? [] : [existing !== undefined && same(existing, decision) ? existing : decision];
  });
  const others = decisions.filter((d) => d.origin !== 'detector' && !isZone(d)).map((d) => refill(d.origin === 'recheck' ? reshape(d, previous, policy) : d, policy));
  return [...found, ...others, ...zones];
}

/** A person's zones, and the policy's own where those have changed. */
function withZonesOf(decisions: readonly Decision[], previous: Policy, policy: Policy, sizes: readonly Size[]): readonly Decision[] {
  if (previous.zones === policy.zones) return decisions;
  const kept = decisions.filter((d) => !isZone(d) || d.decidedBy === 'person');
  return [...kept, ...zonesOf(policy.zones, sizes, new Set(kept.map(({ id }) => id)))];
}

/** A fill that a stricter policy no longer allows gives way to the policy's own. */
function refill(decision: Decision, { weakFills }: Policy): Decision {
  return decision.fill === null || isStrongEnough(decision.fill, decision.kind, weakFills) ? decision : { ...decision, fill: null };
}

/** A found region whose outline is still the policy's follows the policy to its new outline. */
function reshape(decision: Decision, previous: Policy, policy: Policy): Decision {
  const before = previous.kinds[decision.kind].shape;
  const after = policy.kinds[decision.kind].shape;
  return decision.shape === before && before !== after ? { ...decision, shape: after } : decision;
}

function hold(session: ReviewSession, survivors: readonly Detection[]): ReviewSession {
  const fresh = survivors.map((survivor, index): Decision => ({
    id: `s${session.nextNumber + index}`, kind: survivor.kind, origin: 'recheck', score: survivor.score, box: survivor.box,
    ...(survivor.angle === undefined ? {} : { angle: survivor.angle }),
    ...(survivor.path === undefined ? {} : { path: survivor.path }),
    shape: session.policy.kinds[survivor.kind].shape, state: 'pending', decidedBy: 'policy', fill: null,
  }));
  if (fresh.length === 0) return session;
  const next = everywhere(session, (decisions) => [...decisions, ...fresh]);
  return { ...next, nextNumber: session.nextNumber + fresh.length, selected: fresh.slice(0, 1).map((d) => d.id) };
}

/** Changes that are not a person's reach the whole history, so that undo takes back only what a person did. */
function everywhere(session: ReviewSession, to: (decisions: readonly Decision[]) => readonly Decision[]): ReviewSession {
  const entry = (e: HistoryEntry): HistoryEntry => ({ ...e, decisions: to(e.decisions) });
  const decisions = to(session.decisions);
  return {
    ...session,
    decisions,
    past: session.past.map(entry),
    future: session.future.map(entry),
    selected: session.selected.filter((id) => decisions.some((d) => d.id === id)),
  };
}

function step(session: ReviewSession, from: 'past' | 'future', to: 'past' | 'future'): ReviewSession {
  const entry = session[from].at(-1);
  if (entry === undefined) return session;
  const changed = entry.decisions.filter((d) => !session.decisions.includes(d)).map((d) => d.id);
  return {
    ...session,
    decisions: entry.decisions,
    selected: changed.slice(0, 1),
    [from]: session[from].slice(0, -1),
    [to]: [...session[to], { ...entry, decisions: session.decisions }],
  };
}
