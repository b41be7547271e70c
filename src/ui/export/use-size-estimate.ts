import { useEffect, useMemo, useState } from 'react';
import type { SoundChoice } from '../../core/policy/policy.ts';
import type { SizeQuestion } from '../../protocol/engine-api.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';
import { soundFor } from '../workspace/readiness.ts';
import { policyFor, type Workspace } from '../workspace/workspace-state.ts';

/** Milliseconds without a change before an estimate is begun. */
const CALM_MS = 400;

/**
 * About how large a video's export would be with its settings as they are. It is worked out while nothing is searched or exported, and given up
 * as soon as something is.
 * @param job - any file
 * @param wanted - whether it is to be shown
 * @param openSound - what is taken to happen to the sound while nobody has said; `null` to wait until somebody has
 * @returns bytes, `pending` while they are worked out, and `null` where there is nothing to show
 */
export function useSizeEstimate({ id, file, inspection, session, sound: chosen }: Job, wanted: boolean, openSound: SoundChoice | null): number | 'pending' | null {
  const { sizes } = useApp();
  const format = useWorkspace((state) => policyFor(state, id).video.format);
  const quality = useWorkspace((state) => policyFor(state, id).video.quality);
  const sound = useWorkspace((state) => soundFor(state, { id, inspection, sound: chosen })) ?? openSound;
  const isQuiet = useWorkspace(isAtRest);
  const mutes = sound === 'keep' && (session?.muted.length ?? 0) > 0;
  const isVideo = inspection?.sequence.kind === 'video';
  const question = useMemo<SizeQuestion | null>(() => (sound === null || !wanted || !isVideo ? null : { format, quality, sound, mutes }), [format, quality, sound, mutes, wanted, isVideo]);
  const [answered, setAnswered] = useState<SizeQuestion | null>(null);
  const known = question === null ? null : sizes.known({ file }, question);
  const asks = isQuiet && known === undefined;
  useEffect(() => {
    if (question === null || !asks) return;
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      void sizes.ask({ id, file }, question, leaving.signal).then(() => {
        if (!leaving.signal.aborted) setAnswered(question);
      });
    }, CALM_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [sizes, id, file, question, asks]);
  if (known !== undefined) return known;
  return asks && answered !== question ? 'pending' : null;
}

/** Whether nothing is searched or exported, nor about to be. */
function isAtRest({ jobs }: Pick<Workspace, 'jobs'>): boolean {
  return jobs.every(({ stage, exported }) => stage !== 'detecting' && exported.status !== 'queued' && exported.status !== 'running');
}
