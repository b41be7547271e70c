import { createStore } from 'zustand/vanilla';
import type { JobId } from '../../protocol/engine-api.ts';
import type { TakenStep } from './step-words.ts';

/** The last step of undo or redo, where it led to another file. */
export interface StepNoticeState {
  readonly step: TakenStep | null;
  /** The file that it led to: beside any other, the sentence is no news any more. */
  readonly id: JobId | null;
  /** Number of the last change at that time: with the next one it is no news either. */
  readonly clock: number;
  /** Tells two steps apart that say the same. */
  readonly serial: number;
}

/** What the notice about a step in another file says. */
export const stepNotice = createStore<StepNoticeState>(() => ({ step: null, id: null, clock: 0, serial: 0 }));

/**
 * Says in the page what a step of undo or redo did in a file that was not shown before, or takes the last such sentence away.
 * @param clock - of the workspace
 */
export function showStep(step: TakenStep | null, id: JobId | null, clock: number): void {
  stepNotice.setState(({ serial }) => ({ step, id, clock, serial: serial + 1 }));
}
