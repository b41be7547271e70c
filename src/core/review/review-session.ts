import type { TimeSpan } from '../audio/time-span.ts';
import type { Detection } from '../detect/detection.ts';
import { assertNever } from '../errors.ts';
import { sourceBox, type Box, type Size } from '../geometry/box.ts';
import type { Outline } from '../geometry/outline.ts';
import { boxAt, type Path } from '../track/path.ts';
import { change, sameBox } from './change-decisions.ts';
import { isZone, type Decision, type DecisionState, type FillStyle, type RegionId, type RegionKind, type Shape, type ZoneEffect } from './decision.ts';
import { derive, withZonesOf } from './derive-decisions.ts';
import { longerDecisions, longerFinds, type LongerWay } from './longer-ways.ts';
import { movedTo, moveRegions, type RegionMove } from './move-regions.ts';
import { withoutSpan, withSpan } from './muted-spans.ts';
import { dropKey, joinTracks, putKey, setRange, splitTrack } from './track-edits.ts';
import { zonesOf } from './zones.ts';
import type { Policy } from '../policy/policy.ts';

/** Decisions and muted parts as they were on the other side of one change. */
export interface HistoryEntry {
  /** Running number of the change, growing over all pictures of a queue, so that undo can follow the order of work. */
  readonly at: number;
  /** Changes with the same gesture in a row are one step: a drag, or a run of arrow keys. */
  readonly gesture: string | null;
  readonly decisions: readonly Decision[];
  readonly muted: readonly TimeSpan[];
}

/** The review of one picture: its decisions, what is selected, and the way back and forth. Immutable. */
export interface ReviewSession {
  /** Everything the detectors gave, also below the policy's thresholds, so that a threshold can be lowered later. */
  readonly detections: readonly Detection[];
  /** Regions and zones. */
  readonly decisions: readonly Decision[];
  /** Parts of a video whose sound is silenced: in order, none touching the next. */
  readonly muted: readonly TimeSpan[];
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

/** A change to the decisions, or to what is heard. Each is one step of undo. */
export type ReviewEdit =
  | { readonly type: 'decide'; readonly ids: readonly RegionId[]; readonly state: DecisionState; /** Id of one of the policy's reasons. */ readonly reason?: string }
  | { readonly type: 'decide-pending'; readonly state: 'accepted' | 'rejected' }
  | ({ readonly type: 'add' } & DrawnRegion)
  | { readonly type: 'set-box'; readonly id: RegionId; readonly box: Box<'source'>; readonly gesture: string; /** Frame or page on which the box was moved; 0 for a still picture. */ readonly frame: number; /** Size of the picture; boxes on other frames stay in it. */ readonly within?: Size }
  | ({ readonly type: 'move'; readonly gesture: string } & RegionMove)
  | { readonly type: 'set-angle'; readonly id: RegionId; /** Clockwise degrees, above -90 to 90. */ readonly angle: number; readonly gesture: string }
  | { readonly type: 'set-outline'; readonly id: RegionId; readonly box: Box<'source'>; readonly outline: Outline; readonly gesture: string; /** As in `set-box`. */ readonly frame: number; readonly within?: Size }
  | { readonly type: 'set-zone'; readonly id: RegionId; /** `null` makes a drawn zone a mask. */ readonly zone: ZoneEffect | null }
  | { readonly type: 'set-reason'; readonly ids: readonly RegionId[]; readonly reason: string | null }
  | { readonly type: 'set-range'; readonly id: RegionId; /** First and last frame, from 0. */ readonly first: number; readonly last: number; readonly gesture: string }
  | { readonly type: 'split-track'; readonly id: RegionId; /** First frame of the second part, which gets a new id. */ readonly frame: number }
  | { readonly type: 'join-tracks'; /** Two or more of one kind, areas aside. */ readonly ids: readonly RegionId[] }
  | { readonly type: 'set-key'; readonly id: RegionId; readonly frame: number; /** In pixels of that frame, before its rotation. */ readonly box: Box<'source'>; readonly gesture: string }
  | { readonly type: 'remove-key'; readonly id: RegionId; readonly frame: number }
  | { readonly type: 'mask-frames'; /** Frames that are masked whole, from 0. */ readonly spans: readonly Pick<Path, 'first' | 'last'>[]; /** Parts of the sound that are muted with them. */ readonly mutes: readonly TimeSpan[] }
  | { readonly type: 'mute'; /** Seconds. */ readonly from: number; /** Not included. */ readonly to: number; readonly gesture?: string }
  | { readonly type: 'unmute'; /** Seconds. */ readonly from: number; /** Not included. */ readonly to: number; readonly gesture?: string }
  | { readonly type: 'set-fill'; readonly ids: readonly RegionId[]; readonly fill: FillStyle | null }
  | { readonly type: 'set-shape'; readonly ids: readonly RegionId[]; readonly shape: Shape }
  | { readonly type: 'set-kind'; readonly id: RegionId; readonly kind: RegionKind }
  | { readonly type: 'duplicate'; readonly id: RegionId; readonly box: Box<'source'>; readonly frame: number; readonly within?: Size; readonly gesture?: string }
  | { readonly type: 'remove'; readonly ids: readonly RegionId[] };

/** Everything that can happen to a session. */
export type ReviewAction =
  | { readonly type: 'edit'; readonly edit: ReviewEdit; readonly at: number }
  | { readonly type: 'select'; readonly ids: readonly RegionId[] }
  | { readonly type: 'apply-policy'; readonly policy: Policy }
  | { readonly type: 'found-more'; readonly detections: readonly Detection[]; /** Of what is known already. */ readonly longer?: readonly LongerWay[] }
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
  return { detections, decisions: derive(zonesOf(policy.zones, sizes), detections, policy, policy), muted: [], policy, sizes, selected: [], past: [], future: [], nextNumber: 1 };
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
      const { longer = [] } = action;
      const detections = [...longerFinds(session.detections, longer), ...action.detections];
      return everywhere({ ...session, detections }, (decisions) => derive(longerDecisions(decisions, session.detections, longer), detections, session.policy, session.policy));
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
  const gesture = 'gesture' in edit ? (edit.gesture ?? null) : null;
  const last = session.past.at(-1);
  const begun = gesture !== null && last?.gesture === gesture && session.future.length === 0 ? last : null;
  const next = apply(begun === null ? session : beforeDrag(session, edit, begun), edit);
  if (next.decisions === session.decisions && next.muted === session.muted) return next;
  // Whoever drags an end back to where it was has changed nothing, so there is no step to take back.
  if (begun !== null && next.decisions === begun.decisions && next.muted === begun.muted) return { ...next, past: session.past.slice(0, -1) };
  const past = begun === null ? [...session.past, { at, gesture, decisions: session.decisions, muted: session.muted }] : session.past;
  const decisions = sameZones(session.decisions, next.decisions) ? next.decisions : derive(next.decisions, session.detections, session.policy, session.policy);
  return { ...next, decisions, past, future: [], selected: next.selected.filter((id) => decisions.some((d) => d.id === id)) };
}

/** What the next step of a drag is done to: a track's end, dragged back, gives back the keys that it passed. */
function beforeDrag(session: ReviewSession, edit: ReviewEdit, { decisions }: HistoryEntry): ReviewSession {
  if (edit.type !== 'set-range') return session;
  const isThere = session.decisions.some(({ id, path }) => id === edit.id && path?.first === edit.first && path.last === edit.last);
  return isThere ? session : { ...session, decisions };
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
      return add(session, { kind: 'area', fill: null, ...drawn });
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
      return { ...session, decisions: moveRegions(decisions, edit) };
    case 'set-angle':
      return { ...session, decisions: change(decisions, [edit.id], (d) => ((d.angle ?? 0) === edit.angle ? d : { ...d, angle: edit.angle, state: 'accepted', decidedBy: 'person' })) };
    case 'set-outline':
      return { ...session, decisions: change(decisions, [edit.id], (d) => (d.outline === undefined ? d : { ...d, ...movedTo(d, edit.box, edit.frame, edit.within ?? null), outline: edit.outline, state: 'accepted', decidedBy: 'person' })) };
    case 'set-zone':
      return { ...session, decisions: change(decisions, [edit.id], (d) => withZone(d, edit.zone)) };
    case 'set-reason':
      return { ...session, decisions: change(decisions, edit.ids, (d) => (isZone(d) ? d : withReason({ ...d, decidedBy: 'person' }, edit.reason ?? undefined))) };
    case 'set-range':
      return { ...session, decisions: change(decisions, [edit.id], (d) => setRange(d, edit.first, edit.last)) };
    case 'split-track': {
      const id: RegionId = `t${session.nextNumber}`;
      const parts = splitTrack(decisions, edit.id, edit.frame, id);
      return parts.length === decisions.length ? session : { ...session, decisions: parts, selected: [id], nextNumber: session.nextNumber + 1 };
    }
    case 'join-tracks': {
      const joined = joinTracks(decisions, edit.ids);
      return joined === decisions ? session : { ...session, decisions: joined, selected: joined.filter((d) => edit.ids.includes(d.id)).map((d) => d.id) };
    }
    case 'set-key':
      return {
        ...session,
        decisions: change(decisions, [edit.id], (d) => {
          const from = boxAt(d, edit.frame);
          const isThere = from !== null && sameBox(from, edit.box) && d.path?.keys.some((key) => key.frame === edit.frame && key.byHand === true) === true;
          return isThere ? d : putKey(d, edit.frame, edit.box);
        }),
      };
    case 'remove-key':
      return { ...session, decisions: change(decisions, [edit.id], (d) => dropKey(d, edit.frame)) };
    case 'mask-frames':
      return maskFrames(session, edit.spans, edit.mutes);
    case 'mute':
      return { ...session, muted: withSpan(session.muted, edit.from, edit.to) };
    case 'unmute':
      return { ...session, muted: withoutSpan(session.muted, edit.from, edit.to) };
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

/** Regions over the whole picture on some frames. Solid, because no other fill hides a picture that has nothing around it. */
function maskFrames(session: ReviewSession, spans: readonly Pick<Path, 'first' | 'last'>[], mutes: readonly TimeSpan[]): ReviewSession {
  const [size] = session.sizes;
  const real = spans.filter(({ first, last }) => first <= last);
  if (size === undefined || real.length === 0) return session;
  const box: Box<'source'> = sourceBox(0, 0, size.width, size.height);
  const masked = real.reduce((to, { first, last }) => add(to, { kind: 'area', shape: 'rectangle', fill: 'solid', box, path: { first, last, keys: [{ frame: first, box }] } }), session);
  const muted = mutes.reduce((to, { from, to: end }) => withSpan(to, from, end), session.muted);
  return { ...masked, muted, selected: masked.decisions.slice(session.decisions.length).map(({ id }) => id) };
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

function sameIds(a: readonly RegionId[], b: readonly RegionId[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
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
    muted: entry.muted,
    // What only changed what is heard leaves the selection alone.
    selected: entry.decisions === session.decisions ? session.selected : changed.slice(0, 1),
    [from]: session[from].slice(0, -1),
    [to]: [...session[to], { ...entry, decisions: session.decisions, muted: session.muted }],
  };
}
