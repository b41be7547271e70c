import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import type { Sequence } from '../../core/structure/inspection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import { boxAt, clearestFrame, hasKeyOn, onFrame } from '../../core/track/path.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { announce } from '../announcer.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';

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
}

/** The frame or page whose picture is on the screen: what is shown, edited and decided is on this one. */
export interface Frames extends FrameSteps {
  /** 0 for the first; the wanted one while there is no picture. */
  readonly frame: number;
  /** Regions that are on the frame, with the box that they have there. */
  readonly here: readonly Decision[];
  /** Goes some frames on or back, says where that is, and pauses. */
  readonly step: (by: number) => void;
  /** Pauses on the frame that is on the screen; nothing where nothing plays. */
  readonly pause: () => void;
}

interface Place {
  readonly id: string | null;
  readonly frame: number;
  readonly playing: boolean;
}

const STILL: Sequence = { kind: 'still' };
const NO_DECISIONS: readonly Decision[] = [];

/** Keeps the wanted frame of the shown file; every file begins at its first. */
export function useFrameSteps(job: Job | null): FrameSteps {
  const [at, setAt] = useState<Place>({ id: null, frame: 0, playing: false });
  const id = job?.id ?? null;
  const sequence = job?.inspection?.sequence ?? STILL;
  const count = frameCount({ sequence });
  const wanted = at.id === id ? Math.min(at.frame, count - 1) : 0;
  const go = useCallback((next: number) => setAt({ id, frame: Math.max(0, Math.min(next, count - 1)), playing: false }), [id, count]);
  const advance = useCallback((to?: number) => setAt((now) => (now.id === id && now.playing ? { ...now, frame: to ?? (now.frame + 1) % count } : now)), [id, count]);
  const play = useCallback(() => setAt((now) => ({ id, frame: now.id === id ? now.frame : 0, playing: true })), [id]);
  const goTo = useCallback((file: JobId, decision: Decision) => {
    setAt((now) => {
      const frame = now.id === file ? now.frame : 0;
      const isSeen = boxAt(decision, frame) !== null && (decision.state !== 'pending' || hasKeyOn(decision, frame));
      return { id: file, frame: isSeen ? frame : clearestFrame(decision), playing: false };
    });
  }, []);
  // A file that is left does not play on when it is shown again.
  useEffect(() => () => setAt((now) => (now.id === id && now.playing ? { ...now, playing: false } : now)), [id]);
  return { sequence, count, wanted, playing: at.id === id && at.playing, go, advance, play, goTo };
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
  const step = (by: number): void => {
    if (sequence.kind === 'still' || count === 1) return;
    const next = Math.max(0, Math.min((playing ? frame : wanted) + by, count - 1));
    go(next);
    announce(words.frames[sequence.kind].position(next + 1, count));
  };
  const pause = (): void => {
    if (playing) go(frame);
  };
  return { ...steps, frame, here, step, pause };
}
