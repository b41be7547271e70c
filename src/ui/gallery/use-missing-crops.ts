import { useEffect, useRef } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';

/** Has the small pictures made that the search could not make: of regions that were drawn, moved or seen in the re-check since. */
export function useMissingCrops(jobs: readonly Job[]): void {
  const { queue } = useApp();
  const asked = useRef(new WeakSet<readonly Decision[]>());
  useEffect(() => {
    for (const { id, session } of jobs) {
      // Regions are another list whenever one of them changes; progress alone asks for nothing.
      if (session === null || asked.current.has(session.decisions)) continue;
      asked.current.add(session.decisions);
      queue.ensureCrops(id);
    }
  }, [jobs, queue]);
}
