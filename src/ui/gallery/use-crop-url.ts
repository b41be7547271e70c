import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { RegionId } from '../../core/review/decision.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { useApp } from '../app-context.ts';

/** Address of a region's small picture while the asking component is on the screen; `null` before there is one. */
export function useCropUrl(job: JobId, region: RegionId): string | null {
  const { crops } = useApp().queue;
  const bytes = useStore(crops.api, (all) => all.get(job)?.get(region));
  const url = useMemo(() => (bytes === undefined ? null : URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))), [bytes]);
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  return url;
}
