import { useEffect } from 'react';
import { useApp, useWorkspace } from './app-context.ts';
import { unfinishedState } from './unfinished/unfinished-state.ts';
import { unsavedCount } from './workspace/readiness.ts';
import { policyFor } from './workspace/workspace-state.ts';

/**
 * Has the browser ask before the page closes on decisions that are not exported. Browsers ask in words of their own, so what closing
 * means is said on the page, for whoever stays.
 */
export function useUnloadGuard(): void {
  const { store } = useApp();
  const unsaved = useWorkspace((state) => unsavedCount(state) > 0);
  useEffect(() => {
    if (!unsaved) {
      unfinishedState.setState({ asked: 0 });
      return;
    }
    const guard = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
      const state = store.getState();
      const isKept = state.jobs.every((job) => job.session === null || policyFor(state, job.id).retention.unfinished !== 'none');
      unfinishedState.setState(({ problem }) => ({ asked: unsavedCount(state), askedKept: isKept && (problem === null || problem === 'lost') }));
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [store, unsaved]);
}
