import { createStore, type StoreApi } from 'zustand/vanilla';
import { EMPTY_WORKSPACE, workspace, type Workspace, type WorkspaceAction } from './workspace.ts';

/** Holds the workspace; every change goes through the pure reducer. */
export interface WorkspaceStore {
  readonly api: StoreApi<Workspace>;
  readonly getState: () => Workspace;
  readonly dispatch: (action: WorkspaceAction) => void;
}

/** Makes an empty workspace. */
export function createWorkspaceStore(): WorkspaceStore {
  const api = createStore<Workspace>(() => EMPTY_WORKSPACE);
  return {
    api,
    getState: api.getState,
    dispatch: (action) => {
      api.setState((state) => workspace(state, action), true);
    },
  };
}
