import { useMemo } from 'react';
import type { Box, Size } from '../../core/geometry/box.ts';
import type { BoxShape, Decision, DecisionState, FillStyle, RegionId, RegionKind, ZoneEffect } from '../../core/review/decision.ts';
import { nextPending, numberRegions } from '../../core/review/review-names.ts';
import type { DrawnRegion, ReviewEdit } from '../../core/review/review-session.ts';
import { storageOf } from '../../core/structure/sequence.ts';
import { pathOnPage } from '../../core/track/link-frames.ts';
import { boxAt, type Path } from '../../core/track/path.ts';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { showPolicyStep } from '../policy/policy-notice.ts';
import { policyStepOf } from '../policy/policy-step.ts';
import { undecidedCount, type Job } from '../workspace/job.ts';
import { canTravel, currentJob, neighbour } from '../workspace/workspace-state.ts';
import { words } from '../words.ts';
import type { BrushedRegion } from './draw-brush.ts';
import { newGesture } from './gestures.ts';
import { changedRegion, reachOf, reachOfStep } from './reach.ts';
import { fitRegion } from './region-box.ts';
import { toggled } from './selection.ts';
import { frameOf, shownFrames } from './shown-frames.ts';
import { showStep } from './step-notice.ts';
import { stepSentence, type TakenStep } from './step-words.ts';
import { turnedBy } from './turned-region.ts';
import type { Frames } from './use-frames.ts';

/** Everything that a person can do to regions and files; shared by keys, buttons and the picture. */
export interface ReviewActions {
  readonly select: (ids: readonly RegionId[]) => void;
  /** Adds a region to the selection, or takes it out. */
  readonly toggle: (id: RegionId) => void;
  /** Selects the regions of the shown frame. */
  readonly selectAll: () => void;
  /** Decides regions; the selected ones on the shown frame unless others are named. Goes on to the next undecided one. */
  readonly decide: (state: Exclude<DecisionState, 'pending'>, ids?: readonly RegionId[], reason?: string) => void;
  readonly decideAllPending: (state: 'accepted' | 'rejected') => void;
  readonly stepUncertain: (direction: 1 | -1) => void;
  readonly stepFile: (direction: 1 | -1) => void;
  /** `at` is the frame on which the box is; the shown one unless named. */
  readonly setBox: (id: RegionId, box: Box<'source'>, gesture: string, at?: number) => void;
  readonly setRange: (id: RegionId, first: number, last: number, gesture: string) => void;
  /** Moves the selected regions of the shown frame together, as far as the picture allows. */
  readonly moveSelected: (dx: number, dy: number, gesture: string) => void;
  /** `at` is the frame on which the regions are moved. */
  readonly move: (ids: readonly RegionId[], dx: number, dy: number, gesture: string, at: number) => void;
  /** Turns a region by clockwise degrees. */
  readonly turn: (id: RegionId, by: number, gesture: string) => void;
  /** `at` is the frame on which it was drawn. The person is led to it unless more is to come. */
  readonly add: (drawn: DrawnRegion, at: number, isMoreToCome?: boolean) => void;
  /** A brushed region with one more stroke; `at` is the frame on which it was drawn. */
  readonly extend: (id: RegionId, brushed: BrushedRegion, at: number) => void;
  /** Makes a drawn region a zone, or changes what a zone does; `null` makes it a mask again. */
  readonly setZone: (id: RegionId, zone: ZoneEffect | null) => void;
  readonly setReason: (ids: readonly RegionId[], reason: string | null) => void;
  readonly setFill: (ids: readonly RegionId[], fill: FillStyle | null) => void;
  readonly cycleFill: () => void;
  readonly setKind: (id: RegionId, kind: RegionKind) => void;
  readonly setShape: (ids: readonly RegionId[], shape: BoxShape) => void;
  /** Duplicates the selected regions of the shown frame, as one step. */
  readonly duplicate: () => void;
  readonly remove: (ids?: readonly RegionId[]) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Asks the picture to bring a region into sight and to give it the focus. */
export type Reveal = (id: RegionId) => void;

/**
 * Makes the actions. `reveal` is called with a region that a person should now see; boxes are on the shown frame. What acts on
 * the selected regions acts on those that are on that frame; where none is, it shows where they are instead.
 */
export function useReviewActions(reveal: Reveal, frames: Pick<Frames, 'frame' | 'count' | 'sequence' | 'goNear'>): ReviewActions {
  const { store } = useApp();
  const { frame, count, sequence, goNear } = frames;
  return useMemo(() => {
    const job = (): Job | null => currentJob(store.getState());
    const selected = (): readonly RegionId[] => job()?.session?.selected ?? [];
    const nameOf = (id: RegionId): string => {
      const number = numberRegions(job()?.session?.decisions ?? []).get(id);
      return number === undefined ? '' : words.region.short(number);
    };
    const select = (ids: readonly RegionId[]): void => {
      const current = job();
      if (current !== null) store.dispatch({ type: 'regions-selected', id: current.id, ids });
    };
    const find = (id: RegionId): Decision | undefined => job()?.session?.decisions.find((decision) => decision.id === id);
    const sizeAt = (at: number): Size | null => {
      const inspection = job()?.inspection;
      return inspection == null ? null : storageOf(inspection, at).size;
    };
    const within = (at: number): { readonly within?: Size } => {
      const size = sizeAt(at);
      return size === null ? {} : { within: size };
    };
    const move = (ids: readonly RegionId[], dx: number, dy: number, gesture: string, at: number): void => {
      const size = sizeAt(at);
      if (size !== null) edit({ type: 'move', ids, dx, dy, gesture, frame: at, within: size, asKey: sequence.kind === 'video' });
    };
    /** What a person draws is masked in the whole animation, or on the shown page. */
    const drawnPath = (box: Box<'source'>, at: number): { readonly path?: Path } => {
      if (sequence.kind === 'still') return {};
      return { path: sequence.kind === 'pages' ? pathOnPage(at, box) : { first: 0, last: count - 1, keys: [{ frame: at, box }] } };
    };
    const show = (id: RegionId): void => {
      select([id]);
      reveal(id);
    };
    const selectedHere = (): readonly RegionId[] => {
      const { here, elsewhere } = reachOf(job()?.session?.decisions ?? [], selected(), frame);
      if (here.length === 0 && elsewhere !== null && sequence.kind !== 'still') {
        announce(words.frames[sequence.kind].wentTo(nameOf(elsewhere.id)));
        reveal(elsewhere.id);
      }
      return here;
    };
    const edit = (change: ReviewEdit): void => {
      const current = job();
      if (current === null) return;
      store.dispatch({ type: 'region-edited', id: current.id, edit: change });
      if (change.type === 'decide' || change.type === 'decide-pending' || change.type === 'remove') return;
      // Whoever changes a region decides it by that, but for the way of a track, which is only shaped.
      const open = new Set(current.session?.decisions.filter(({ state }) => state === 'pending').map(({ id }) => id));
      if (open.size === 0) return;
      for (const { id, state } of job()?.session?.decisions ?? []) if (open.has(id) && state !== 'pending') announce(words.says.decided(nameOf(id), state));
    };
    const goOn = (from: RegionId | null): void => {
      const current = job();
      if (current === null) return;
      const here = nextPending(current.session?.decisions ?? [], from, 1);
      if (here !== null) {
        show(here);
        return;
      }
      const other = neighbour(store.getState(), 1, (candidate) => undecidedCount(candidate) > 0);
      if (other === null) {
        announce(words.says.noUncertain);
        return;
      }
      store.dispatch({ type: 'job-selected', id: other });
      // A file that can’t be opened was not decided.
      announce([...(current.session === null ? [] : [words.says.fileDecided]), words.says.nextFile(job()?.name ?? '')].join(' '));
      const first = nextPending(job()?.session?.decisions ?? [], null, 1);
      if (first !== null) show(first);
    };
    const travel = (type: 'undo' | 'redo'): void => {
      if (!canTravel(store.getState(), type === 'undo' ? 'past' : 'future')) {
        announce(type === 'undo' ? words.says.nothingToUndo : words.says.nothingToRedo);
        return;
      }
      const from = store.getState();
      const { jobs: before } = from;
      store.dispatch({ type });
      const step = policyStepOf(type, from, store.getState());
      showPolicyStep(step, from.clock);
      showStep(null, null, from.clock);
      // The notice says it, aloud too; no region's past has changed.
      if (step !== null) return;
      const now = job();
      const old = before.find(({ id }) => id === now?.id)?.session;
      if (now?.session == null || old == null) return;
      const region = changedRegion(old.decisions, now.session.decisions, frameOf(shownFrames.getState(), now.id));
      const taken: TakenStep = {
        type, ...reachOfStep(before, store.getState().jobs), file: before.length > 1 ? now.name : null, sequence: now.inspection?.sequence.kind ?? 'still',
        before: old, now: now.session, region, name: region === null ? '' : nameOf(region.id),
      };
      const isElsewhere = now.id !== from.currentId;
      // Where it led to another file the notice says it, aloud too.
      if (isElsewhere) showStep(taken, now.id, from.clock);
      else announce(stepSentence(taken));
      if (region !== null) goNear(now.id, region);
    };
    return {
      select,
      toggle: (id) => select(toggled(selected(), id)),
      selectAll: () => {
        const all = job()?.session?.decisions ?? [];
        select(reachOf(all, all.map(({ id }) => id), frame).here);
      },
      decide: (state, named = selectedHere(), reason) => {
        const session = job()?.session;
        // A zone is a rule, about which nothing is to be decided.
        const ids = named.filter((id) => find(id)?.zone === undefined);
        if (session == null || ids.length === 0) return;
        const wasPending = session.decisions.some((decision) => ids.includes(decision.id) && decision.state === 'pending');
        const from = ids[0] ?? null;
        const next = from === null ? null : nextPending(session.decisions, from, 1);
        edit({ type: 'decide', ids, state, ...(reason === undefined ? {} : { reason }) });
        if (from !== null) announce(words.says.decided(ids.length === 1 ? nameOf(from) : words.region.selected(ids.length), state));
        if (!wasPending) return;
        if (next !== null && !ids.includes(next)) show(next);
        else goOn(null);
      },
      decideAllPending: (state) => {
        const current = job();
        const n = current === null ? 0 : undecidedCount(current);
        edit({ type: 'decide-pending', state });
        announce(words.gallery.decided(n, state));
      },
      stepUncertain: (direction) => {
        const session = job()?.session;
        const id = session == null ? null : nextPending(session.decisions, session.selected[0] ?? null, direction);
        if (id !== null) show(id);
        else if (neighbour(store.getState(), direction, (candidate) => undecidedCount(candidate) > 0) !== null) goOn(null);
        else announce(words.says.noUncertain);
      },
      stepFile: (direction) => {
        const id = neighbour(store.getState(), direction, () => true);
        if (id === null) return;
        store.dispatch({ type: 'job-selected', id });
        announce(direction === 1 ? words.says.nextFile(job()?.name ?? '') : words.says.previousFile(job()?.name ?? ''));
      },
      setBox: (id, box, gesture, at = frame) => {
        const decision = find(id);
        // In a video a box is put on this frame, and the rest of its way stays; a zone stands where it stands.
        const isKey = sequence.kind === 'video' && decision?.path !== undefined && decision.zone === undefined;
        edit(isKey ? { type: 'set-key', id, frame: at, box, gesture } : { type: 'set-box', id, box, gesture, frame: at, ...within(at) });
      },
      move,
      moveSelected: (dx, dy, gesture) => {
        const ids = selectedHere();
        move(ids, dx, dy, gesture, frame);
        const first = ids[0] === undefined ? undefined : find(ids[0]);
        const box = first === undefined ? null : boxAt(first, frame);
        if (box !== null) announce(words.says.at(Math.round(box.left), Math.round(box.top)));
      },
      turn: (id, by, gesture) => {
        const decision = find(id);
        if (decision === undefined || by === 0) return;
        const { angle, outline } = turnedBy(decision, by);
        if (outline !== undefined) edit({ type: 'set-outline', id, box: boxAt(decision, frame) ?? decision.box, outline, gesture, frame, ...within(frame) });
        edit({ type: 'set-angle', id, angle, gesture });
      },
      setRange: (id, first, last, gesture) => edit({ type: 'set-range', id, first, last, gesture }),
      add: (drawn, at, isMoreToCome = false) => {
        edit({ type: 'add', ...drawn, ...drawnPath(drawn.box, at) });
        announce(drawn.zone === undefined ? words.says.added : words.says.zoneAdded);
        const id = selected()[0];
        if (id !== undefined && !isMoreToCome) reveal(id);
      },
      extend: (id, brushed, at) => edit({ type: 'set-outline', id, ...brushed, gesture: newGesture('stroke'), frame: at, ...within(at) }),
      setZone: (id, zone) => edit({ type: 'set-zone', id, zone }),
      setReason: (ids, reason) => edit({ type: 'set-reason', ids, reason }),
      setFill: (ids, fill) => edit({ type: 'set-fill', ids, fill }),
      cycleFill: () => {
        const ids = selectedHere();
        const first = job()?.session?.decisions.find((decision) => decision.id === ids[0]);
        if (first === undefined) return;
        // Pixelation can be undone in part, so a key never chooses it: only the form does.
        const next: FillStyle | null = first.fill === null ? 'solid' : first.fill === 'solid' ? 'soft' : null;
        edit({ type: 'set-fill', ids, fill: next });
        announce(words.says.fill(next));
      },
      setKind: (id, kind) => edit({ type: 'set-kind', id, kind }),
      setShape: (ids, shape) => edit({ type: 'set-shape', ids, shape }),
      duplicate: () => {
        const size = sizeAt(frame);
        const models = selectedHere().flatMap((id) => find(id) ?? []);
        if (size === null || models.length === 0) return;
        const gesture = newGesture('duplicate');
        const copies = models.flatMap((model) => {
          const { left, top, width, height } = boxAt(model, frame) ?? model.box;
          const box = fitRegion(model, { left: left + width / 3, top: top + height / 3, width, height }, size);
          edit({ type: 'duplicate', id: model.id, frame, within: size, box, gesture });
          return selected();
        });
        select(copies);
        announce(copies.length === 1 ? words.says.added : words.says.duplicated(copies.length));
        const [first] = copies;
        if (first !== undefined && copies.length === 1) reveal(first);
      },
      remove: (ids = selectedHere()) => {
        if (ids.length === 0) return;
        const drawn = job()?.session?.decisions.some((decision) => ids.includes(decision.id) && decision.origin === 'person') ?? false;
        const first = ids[0];
        const name = first === undefined ? '' : nameOf(first);
        edit({ type: 'remove', ids });
        announce(drawn ? words.says.removed : words.says.decided(name, 'rejected'));
      },
      undo: () => travel('undo'),
      redo: () => travel('redo'),
    };
  }, [store, reveal, goNear, frame, count, sequence]);
}
