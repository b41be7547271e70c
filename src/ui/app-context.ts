import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { EnginePort, PackPort } from './engine-port.ts';
import type { SizeEstimates } from './export/size-estimates.ts';
import type { JobQueue } from './job-queue.ts';
import type { Workspace } from './workspace/workspace-state.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** What every screen can reach. */
export interface App {
  readonly engine: EnginePort;
  readonly store: WorkspaceStore;
  readonly queue: JobQueue;
  /** Looks after added detectors. */
  readonly packs: PackPort;
  /** About how large videos will become. */
  readonly sizes: SizeEstimates;
}

/** Carries the {@link App}; set once in start-app.tsx. */
export const AppContext = createContext<App | null>(null);

/** The app's parts. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new TypeError('AppContext is missing.');
  return app;
}

/** A part of the workspace; renders again only when that part changes. */
export function useWorkspace<T>(select: (state: Workspace) => T): T {
  return useStore(useApp().store.api, select);
}
