import { createStore } from 'zustand/vanilla';
import type { JobId } from '../../protocol/engine-api.ts';

/** Which frame or page of each file a person looks at. */
export interface ShownFrames {
  /** 0 for the first; files that were never anywhere else are left out. */
  readonly frames: ReadonlyMap<JobId, number>;
  /** The file that plays. */
  readonly playing: JobId | null;
}

/** Nothing was looked at yet. */
export const NO_FRAMES: ShownFrames = { frames: new Map(), playing: null };

/** The place in each file, for as long as the page lives: also while another file is shown, and for one that is closed and put back. Numbers only. */
export const shownFrames = createStore<ShownFrames>(() => NO_FRAMES);

/** Where a person is in a file. */
export function frameOf({ frames }: ShownFrames, id: JobId | null): number {
  return (id === null ? undefined : frames.get(id)) ?? 0;
}

/** At another frame of a file; what plays pauses unless it goes on by itself. */
export function wentTo(state: ShownFrames, id: JobId, frame: number, plays = false): ShownFrames {
  return { frames: new Map(state.frames).set(id, frame), playing: plays ? id : null };
}

/** A file that is left does not play on when it is shown again. */
export function pausedIn(state: ShownFrames, id: JobId): ShownFrames {
  return state.playing === id ? { ...state, playing: null } : state;
}
