import { createStore } from 'zustand/vanilla';
import type { Offer } from './offers.ts';
import type { StoreProblem } from './unfinished-store.ts';

/** What people are told about unfinished work. */
export interface UnfinishedState {
  /** Latest first. */
  readonly offers: readonly Offer[];
  /** `lost`: the browser has cleared what this tab had kept. */
  readonly problem: StoreProblem | 'lost' | null;
  /** The person closed the notice about the problem. */
  readonly dismissed: boolean;
  /** Files whose decisions were put back from an earlier visit, in this one. */
  readonly restored: number;
  /** Closing the page was asked about and not done: files that this was about; 0 where nothing is to be said. */
  readonly asked: number;
  /** Whether those are kept on the device. */
  readonly askedKept: boolean;
  /** Deletes the unfinished work of one session. */
  readonly discard: (session: string) => Promise<void>;
  /** Deletes all unfinished work, of whichever version of the app. */
  readonly discardAll: () => Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

/** Read by the start screen and the notice; written by whoever keeps the work. */
export const unfinishedState = createStore<UnfinishedState>(() => ({ offers: [], problem: null, dismissed: false, restored: 0, asked: 0, askedKept: true, discard: nothing, discardAll: nothing }));

/** Says what is wrong, once for each thing; `null` where it works again. What is lost stays said until it is closed. */
export function setProblem(problem: UnfinishedState['problem']): void {
  unfinishedState.setState((last) => (last.problem === problem || (problem === null && last.problem === 'lost') ? last : { ...last, problem, dismissed: false }));
}
