import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_POLICY, type Policy } from '../core/policy/policy.ts';
import { workspace } from './workspace/workspace.ts';
import { EMPTY_WORKSPACE, type Workspace, type WorkspaceAction } from './workspace/workspace-state.ts';

/** Holds the workspace; every change goes through the pure reducer. */
export interface WorkspaceStore {
  readonly api: StoreApi<Workspace>;
  readonly getState: () => Workspace;
  readonly dispatch: (action: WorkspaceAction) => void;
}

/**
 * Makes an empty workspace.
 * @param policy - to start with
 */
export function createWorkspaceStore(policy: Policy = DEFAULT_POLICY): WorkspaceStore {
  const api = createStore<Workspace>(() => ({ ...EMPTY_WORKSPACE, policy }));
  return {
    api,
    getState: api.getState,
    dispatch: (action) => {
      api.setState((state) => workspace(state, action), true);
    },
  };
}
