import { useCallback, useMemo, useState } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import type { Sequence } from '../../core/structure/inspection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import { boxAt, onFrame } from '../../core/track/path.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace.ts';

/** Which frame or page of the shown file is looked at. */
export interface Frames {
  readonly sequence: Sequence;
  /** 1 for a still picture. */
  readonly count: number;
  /** 0 for the first. */
  readonly frame: number;
  /** Regions that are on the frame, with the box that they have there. */
  readonly here: readonly Decision[];
  /** Goes to a frame; beyond the ends to the last one there. */
  readonly go: (frame: number) => void;
  /**
   * Goes to a frame where a region is, unless it is on the shown one already.
   * @param id - file of the region, which may be one that is about to be shown
   */
  readonly goTo: (id: JobId, decision: Decision) => void;
}

const STILL: Sequence = { kind: 'still' };
const NO_DECISIONS: readonly Decision[] = [];

/** Keeps the shown frame of the shown file; every file begins at its first. */
export function useFrames(job: Job | null): Frames {
  const [at, setAt] = useState<{ readonly id: string | null; readonly frame: number }>({ id: null, frame: 0 });
  const id = job?.id ?? null;
  const sequence = job?.inspection?.sequence ?? STILL;
  const count = frameCount({ sequence });
  const frame = at.id === id ? Math.min(at.frame, count - 1) : 0;
  const decisions = job?.session?.decisions ?? NO_DECISIONS;
  const here = useMemo(() => (count === 1 ? decisions : onFrame(decisions, frame)), [count, decisions, frame]);
  const go = useCallback((next: number) => setAt({ id, frame: Math.max(0, Math.min(next, count - 1)) }), [id, count]);
  const goTo = useCallback((file: JobId, decision: Decision) => {
    setAt((now) => (boxAt(decision, now.id === file ? now.frame : 0) === null ? { id: file, frame: bestFrame(decision) } : now));
  }, []);
  return { sequence, count, frame, here, go, goTo };
}

/** The frame on which a region was seen best, or else its first. */
function bestFrame({ box, path }: Decision): number {
  return path?.keys.find((key) => key.box === box)?.frame ?? path?.first ?? 0;
}
