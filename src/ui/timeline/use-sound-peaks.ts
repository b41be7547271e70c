import { useEffect, useState } from 'react';
import type { SoundPeaks } from '../../protocol/engine-api.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';

/** Parts of the wave: more than a wide screen has pixels, so that it can be looked at closer. */
const BUCKETS = 6000;

/**
 * The wave of a video's sound, once it was decoded.
 * @param job - the shown file
 * @param wanted - whether it has sound that is shown
 * @param duration - seconds that the pictures take: the wave is cut or filled up with silence to as many
 * @returns `null` until then, and where it can't be decoded
 */
export function useSoundPeaks({ id, file }: Pick<Job, 'id' | 'file'>, wanted: boolean, duration: number): Float32Array | null {
  const { engine } = useApp();
  const [found, setFound] = useState<{ readonly id: string; readonly peaks: Float32Array } | null>(null);
  useEffect(() => {
    if (!wanted || engine.soundPeaks === undefined) return;
    const leaving = new AbortController();
    void engine.soundPeaks({ id, file }, BUCKETS, { signal: leaving.signal }).then((result) => {
      if (!leaving.signal.aborted && result.status === 'ok' && result.value !== null) setFound({ id, peaks: overDuration(result.value, duration) });
    });
    return () => leaving.abort();
  }, [engine, id, file, wanted, duration]);
  return found?.id === id ? found.peaks : null;
}

function overDuration({ peaks, seconds }: SoundPeaks, duration: number): Float32Array {
  return peaks.map((_, at) => peaks[Math.floor((at * duration) / Math.max(seconds, 1e-6))] ?? 0);
}
