import { useState } from 'react';
import { canJoin } from '../../core/review/track-edits.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import type { ReviewEdit } from '../../core/review/review-session.ts';
import { withoutKey } from '../../core/track/edit-path.ts';
import { boxAt, type Path } from '../../core/track/path.ts';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { newGesture } from '../review/gestures.ts';
import type { Frames } from '../review/use-frames.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { framesWithin, type FrameClock } from './frame-clock.ts';
import { partFrom, partTo, restOf, type Part } from './part.ts';
import { keyOn } from './track-rows.ts';
import { timeText } from './time-text.ts';

/** What can be done to tracks and to parts of the video at the shown frame. Each says what it did, or why it can't. */
export interface TrackActions {
  /** The only selected region with a way over the frames; `null` where there is none, or several. */
  readonly only: (Decision & { readonly path: Path }) | null;
  readonly canSplit: boolean;
  readonly canJoin: boolean;
  readonly canBegin: boolean;
  readonly canEnd: boolean;
  /** Whether a person put the box of the selected region on the shown frame, and it can go again. */
  readonly hasKey: boolean;
  readonly split: () => void;
  readonly join: () => void;
  /** The selected region begins, or ends, on the shown frame. */
  readonly begin: () => void;
  readonly end: () => void;
  readonly toggleKey: () => void;
  readonly part: Part | null;
  readonly markFrom: () => void;
  readonly markTo: () => void;
  /** `null` forgets it. */
  readonly setPart: (part: Part | null) => void;
  /** Masks whole frames of the part, and mutes the sound that belongs to them. */
  readonly maskPart: () => void;
  /** The same before and after the part. */
  readonly maskRest: () => void;
  readonly mutePart: () => void;
  readonly unmutePart: () => void;
}

interface Surroundings {
  readonly job: Job;
  readonly frames: Pick<Frames, 'current' | 'playing' | 'pause'>;
  readonly clock: FrameClock;
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly hasSound: boolean;
}

/** Makes the actions. */
export function useTrackActions({ job, frames, clock, numbers, hasSound }: Surroundings): TrackActions {
  const { store } = useApp();
  const [part, setPart] = useState<Part | null>(null);
  const text = words.timeline.says;
  const frame = frames.current;
  const decisions = job.session?.decisions ?? [];
  const selected = (job.session?.selected ?? []).flatMap((id) => decisions.find((decision) => decision.id === id) ?? []);
  const [first] = selected;
  const only = selected.length === 1 && first?.path !== undefined ? { ...first, path: first.path } : null;
  const edit = (change: ReviewEdit): void => store.dispatch({ type: 'region-edited', id: job.id, edit: change });
  const nameOf = (id: RegionId): string => {
    const number = numbers.get(id);
    return number === undefined ? '' : words.region.short(number);
  };
  const mayJoin = canJoin(selected);
  const canSplit = only !== null && frame > only.path.first && frame <= only.path.last;
  const canBegin = only !== null && frame <= only.path.last;
  const canEnd = only !== null && frame >= only.path.first;
  const hasKey = only !== null && keyOn(only, frame) && withoutKey(only.path, frame) !== null;

  const setRange = (from: number, to: number): void => {
    if (only === null) announce(text.selectOne);
    else if (from > to) announce(text.cannotMove);
    else {
      frames.pause();
      edit({ type: 'set-range', id: only.id, first: from, last: to, gesture: newGesture('range') });
      announce(text.range(nameOf(only.id), timeText(clock.timeOf(from)), timeText(clock.timeOf(to + 1))));
    }
  };
  const mark = (next: Part): void => {
    frames.pause();
    setPart(next);
    announce(text.part(timeText(next.from), timeText(next.to)));
  };
  const onPart = (act: (marked: Part) => void): void => {
    if (part === null) announce(text.noPart);
    else act(part);
  };
  // Sound that is to be dropped is muted as well: somebody may keep it later.
  const leaveOut = (parts: readonly Part[]): void =>
    edit({ type: 'mask-frames', spans: parts.map(({ from, to }) => framesWithin(clock, from, to)), mutes: hasSound ? parts : [] });
  const onSound = (type: 'mute' | 'unmute', said: (from: string, to: string) => string): void => {
    if (!hasSound) announce(text.noSound);
    else onPart(({ from, to }) => {
      const muted = (): unknown => store.getState().jobs.find(({ id }) => id === job.id)?.session?.muted;
      const before = muted();
      edit({ type, from, to });
      if (muted() !== before) announce(said(timeText(from), timeText(to)));
    });
  };
  return {
    only, canSplit, canJoin: mayJoin, canBegin, canEnd, hasKey, part,
    split: () => {
      if (only === null) announce(text.selectOne);
      else if (!canSplit) announce(text.cannotSplit);
      else {
        frames.pause();
        edit({ type: 'split-track', id: only.id, frame });
        announce(text.split(nameOf(only.id)));
      }
    },
    join: () => {
      if (!mayJoin) announce(text.selectSeveral);
      else {
        edit({ type: 'join-tracks', ids: selected.map(({ id }) => id) });
        announce(text.joined(selected.length));
      }
    },
    begin: () => setRange(frame, only?.path.last ?? frame),
    end: () => setRange(only?.path.first ?? frame, frame),
    toggleKey: () => {
      if (only === null) {
        announce(text.selectOne);
        return;
      }
      frames.pause();
      if (hasKey) {
        edit({ type: 'remove-key', id: only.id, frame });
        announce(text.keyRemoved(nameOf(only.id)));
        return;
      }
      // Where it is not there yet, the box that it has at its nearer end.
      const box = boxAt(only, Math.max(only.path.first, Math.min(frame, only.path.last))) ?? only.box;
      edit({ type: 'set-key', id: only.id, frame, box, gesture: newGesture('key') });
      announce(text.keyPut(nameOf(only.id)));
    },
    markFrom: () => mark(partFrom(part, clock.timeOf(frame), clock)),
    markTo: () => mark(partTo(part, clock.timeOf(frame + 1), clock)),
    setPart: (next) => {
      setPart(next);
      if (next === null) announce(text.partForgotten);
    },
    maskPart: () =>
      onPart((marked) => {
        leaveOut([marked]);
        announce(text.maskedPart(timeText(marked.from), timeText(marked.to), hasSound));
      }),
    maskRest: () =>
      onPart((marked) => {
        const rest = restOf(marked, clock.duration);
        leaveOut(rest);
        announce(rest.length === 0 ? text.noRest : text.maskedRest(timeText(marked.from), timeText(marked.to), hasSound));
      }),
    mutePart: () => onSound('mute', text.muted),
    unmutePart: () => onSound('unmute', text.unmuted),
  };
}
