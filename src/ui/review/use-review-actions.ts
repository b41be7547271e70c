import { useMemo } from 'react';
import type { Kind } from '../../core/detect/detection.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { DecisionState, FillStyle, RegionId, Shape } from '../../core/review/decision.ts';
import { nextPending, numberRegions } from '../../core/review/review-names.ts';
import { storageOf } from '../../core/structure/sequence.ts';
import { pathOnPage } from '../../core/track/link-frames.ts';
import { boxAt, type Path } from '../../core/track/path.ts';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { canTravel, currentJob, neighbour, undecidedCount, type Job } from '../workspace.ts';
import { words } from '../words.ts';
import { changedRegion, reachOf } from './reach.ts';
import { fitBox } from './region-box.ts';
import type { Frames } from './use-frames.ts';

/** Everything that a person can do to regions and files; shared by keys, buttons and the picture. */
export interface ReviewActions {
  readonly select: (ids: readonly RegionId[], extend?: boolean) => void;
  /** Selects the regions of the shown frame. */
  readonly selectAll: () => void;
  /** Decides regions; the selected ones on the shown frame unless others are named. Goes on to the next undecided one. */
  readonly decide: (state: Exclude<DecisionState, 'pending'>, ids?: readonly RegionId[]) => void;
  readonly decideAllPending: (state: 'accepted' | 'rejected') => void;
  readonly stepUncertain: (direction: 1 | -1) => void;
  readonly stepFile: (direction: 1 | -1) => void;
  /** `at` is the frame on which the box is; the shown one unless named. */
  readonly setBox: (id: RegionId, box: Box<'source'>, gesture: string, at?: number) => void;
  readonly setRange: (id: RegionId, first: number, last: number, gesture: string) => void;
  /** `at` is the frame on which the box was drawn; the shown one unless named. */
  readonly add: (box: Box<'source'>, shape: Shape, at?: number) => void;
  readonly setFill: (ids: readonly RegionId[], fill: FillStyle | null) => void;
  readonly cycleFill: () => void;
  readonly setKind: (id: RegionId, kind: Kind) => void;
  readonly setShape: (ids: readonly RegionId[], shape: Shape) => void;
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
export function useReviewActions(reveal: Reveal, frames: Pick<Frames, 'frame' | 'count' | 'sequence' | 'goTo'>): ReviewActions {
  const { store } = useApp();
  const { frame, count, sequence, goTo } = frames;
  return useMemo(() => {
    const job = (): Job | null => currentJob(store.getState());
    const selected = (): readonly RegionId[] => job()?.session?.selected ?? [];
    const nameOf = (id: RegionId): string => {
      const number = numberRegions(job()?.session?.decisions ?? []).get(id);
      return number === undefined ? '' : words.region.short(number);
    };
    const select = (ids: readonly RegionId[], extend = false): void => {
      const current = job();
      if (current === null) return;
      store.dispatch({ type: 'regions-selected', id: current.id, ids: extend ? [...new Set([...selected(), ...ids])] : ids });
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
    const edit = (change: Extract<Parameters<typeof store.dispatch>[0], { type: 'region-edited' }>['edit']): void => {
      const current = job();
      if (current !== null) store.dispatch({ type: 'region-edited', id: current.id, edit: change });
    };
    const goOn = (from: RegionId | null): void => {
      const current = job();
      if (current?.session == null) return;
      const here = nextPending(current.session.decisions, from, 1);
      if (here !== null) {
        show(here);
        return;
      }
      const other = neighbour(store.getState(), 1, (candidate) => undecidedCount(candidate) > 0);
      if (other === null) {
        announce(words.exportBar.allDecided);
        return;
      }
      store.dispatch({ type: 'job-selected', id: other });
      announce(`${words.says.fileDecided} ${words.says.nextFile(job()?.name ?? '')}`);
      const first = nextPending(job()?.session?.decisions ?? [], null, 1);
      if (first !== null) show(first);
    };
    const travel = (type: 'undo' | 'redo'): void => {
      if (!canTravel(store.getState(), type === 'undo' ? 'past' : 'future')) {
        announce(type === 'undo' ? words.says.nothingToUndo : words.says.nothingToRedo);
        return;
      }
      const before = store.getState().jobs;
      store.dispatch({ type });
      announce(type === 'undo' ? words.says.undone : words.says.redone);
      const now = job();
      const old = before.find(({ id }) => id === now?.id)?.session;
      // The same length: a change of the policy was taken back, which is no region's.
      if (now?.session == null || old == null || old.past.length === now.session.past.length) return;
      const region = changedRegion(old.decisions, now.session.decisions, frame);
      if (region !== null) goTo(now.id, region);
    };
    return {
      select,
      selectAll: () => {
        const all = job()?.session?.decisions ?? [];
        select(reachOf(all, all.map(({ id }) => id), frame).here);
      },
      decide: (state, ids = selectedHere()) => {
        const session = job()?.session;
        if (session == null || ids.length === 0) return;
        const wasPending = session.decisions.some((decision) => ids.includes(decision.id) && decision.state === 'pending');
        const from = ids[0] ?? null;
        const next = from === null ? null : nextPending(session.decisions, from, 1);
        edit({ type: 'decide', ids, state });
        if (from !== null) announce(words.says.decided(ids.length === 1 ? nameOf(from) : words.region.selected(ids.length), state));
        if (!wasPending) return;
        if (next !== null && !ids.includes(next)) show(next);
        else goOn(null);
      },
      decideAllPending: (state) => edit({ type: 'decide-pending', state }),
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
        announce(words.says.nextFile(job()?.name ?? ''));
      },
      setBox: (id, box, gesture, at = frame) => {
        const inspection = job()?.inspection;
        edit({ type: 'set-box', id, box, gesture, frame: at, ...(inspection == null ? {} : { within: storageOf(inspection, at).size }) });
      },
      setRange: (id, first, last, gesture) => edit({ type: 'set-range', id, first, last, gesture }),
      add: (box, shape, at = frame) => {
        edit({ type: 'add', box, shape, ...drawnPath(box, at) });
        announce(words.says.added);
        const id = selected()[0];
        if (id !== undefined) reveal(id);
      },
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
        const [chosen] = selectedHere();
        const current = job();
        const model = current?.session?.decisions.find((decision) => decision.id === chosen);
        const inspection = current?.inspection;
        if (model === undefined || inspection == null) return;
        const { size } = storageOf(inspection, frame);
        const { left, top, width, height } = boxAt(model, frame) ?? model.box;
        edit({ type: 'duplicate', id: model.id, frame, within: size, box: fitBox({ left: left + width / 3, top: top + height / 3, width, height }, size) });
        announce(words.says.added);
        const id = selected()[0];
        if (id !== undefined) reveal(id);
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
  }, [store, reveal, goTo, frame, count, sequence]);
}
