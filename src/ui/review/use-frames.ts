import { useCallback, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Decision } from '../../core/review/decision.ts';
import type { Sequence } from '../../core/structure/inspection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import { boxAt, clearestFrame, hasKeyOn, nearestFrame, onFrame } from '../../core/track/path.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { frameOf, pausedIn, shownFrames, wentTo } from './shown-frames.ts';

/** Which frame or page of the shown file a person wants to look at. */
export interface FrameSteps {
  readonly sequence: Sequence;
  /** 1 for a still picture. */
  readonly count: number;
  /** 0 for the first. Its picture may still be on its way. */
  readonly wanted: number;
  readonly playing: boolean;
  /** Goes to a frame, beyond the ends to the last one there, and pauses. */
  readonly go: (frame: number) => void;
  /** Goes to the frame that plays next, or to the one named, unless it was paused. */
  readonly advance: (to?: number) => void;
  readonly play: () => void;
  /**
   * Goes to a frame where a region is, unless it is on the wanted one already, and pauses. What waits for a decision is shown where it
   * was found, because on frames on which it is only held there is nothing of it to be seen.
   * @param id - file of the region, which may be one that is about to be shown
   */
  readonly goTo: (id: JobId, decision: Decision) => void;
  /** Goes to the nearest frame where a region is, which is the wanted one where it is there, and pauses. @param id - as for {@link goTo} */
  readonly goNear: (id: JobId, decision: Decision) => void;
}

/** The frame or page whose picture is on the screen: what is shown, edited and decided is on this one. */
export interface Frames extends FrameSteps {
  /** 0 for the first; the wanted one while there is no picture. */
  readonly frame: number;
  /** The frame that a person is on: the wanted one, and while it plays the one on the screen, because what is seen is what is meant. */
  readonly current: number;
  /** Regions that are on the frame, with the box that they have there. */
  readonly here: readonly Decision[];
  /** Goes some frames on or back, says where that is, and pauses. */
  readonly step: (by: number) => void;
  /** Pauses on the frame that is on the screen; nothing where nothing plays. */
  readonly pause: () => void;
}

const STILL: Sequence = { kind: 'still' };
const NO_DECISIONS: readonly Decision[] = [];

/** The wanted frame of the shown file; every file begins at its first, and is found where it was left. */
export function useFrameSteps(job: Job | null): FrameSteps {
  const id = job?.id ?? null;
  const sequence = job?.inspection?.sequence ?? STILL;
  const count = frameCount({ sequence });
  const wanted = useStore(shownFrames, (state) => Math.min(frameOf(state, id), count - 1));
  const playing = useStore(shownFrames, (state) => id !== null && state.playing === id);
  const go = useCallback((next: number) => {
    if (id !== null) shownFrames.setState((now) => wentTo(now, id, Math.max(0, Math.min(next, count - 1))));
  }, [id, count]);
  const advance = useCallback((to?: number) => {
    shownFrames.setState((now) => (id !== null && now.playing === id ? wentTo(now, id, to ?? (frameOf(now, id) + 1) % count, true) : now));
  }, [id, count]);
  const play = useCallback(() => {
    if (id !== null) shownFrames.setState({ playing: id });
  }, [id]);
  const goTo = useCallback((file: JobId, decision: Decision) => {
    shownFrames.setState((now) => {
      const frame = frameOf(now, file);
      const isSeen = boxAt(decision, frame) !== null && (decision.state !== 'pending' || hasKeyOn(decision, frame));
      return wentTo(now, file, isSeen ? frame : clearestFrame(decision));
    });
  }, []);
  const goNear = useCallback((file: JobId, decision: Decision) => {
    shownFrames.setState((now) => wentTo(now, file, nearestFrame(decision, frameOf(now, file))));
  }, []);
  useEffect(() => () => {
    if (id !== null) shownFrames.setState((now) => pausedIn(now, id));
  }, [id]);
  return { sequence, count, wanted, playing, go, advance, play, goTo, goNear };
}

/**
 * The frame on the screen and what is on it.
 * @param job - the shown file
 * @param steps - which frame is wanted
 * @param shown - frame of the picture on the screen; `null` while there is none
 */
export function useFrames(job: Job | null, steps: FrameSteps, shown: number | null): Frames {
  const { sequence, count, wanted, playing, go } = steps;
  const decisions = job?.session?.decisions ?? NO_DECISIONS;
  const frame = shown ?? wanted;
  const here = useMemo(() => (count === 1 ? decisions : onFrame(decisions, frame)), [count, decisions, frame]);
  const current = playing ? frame : wanted;
  const step = (by: number): void => {
    if (sequence.kind === 'still' || count === 1) return;
    const next = Math.max(0, Math.min(current + by, count - 1));
    go(next);
    announce(words.frames[sequence.kind].position(next + 1, count));
  };
  const pause = (): void => {
    if (playing) go(frame);
  };
  return { ...steps, frame, current, here, step, pause };
}
