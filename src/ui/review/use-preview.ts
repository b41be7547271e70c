import { useEffect, useMemo, useState } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import { isMasked, type Decision, type RegionId } from '../../core/review/decision.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { PreviewPatch } from '../../protocol/engine-api.ts';
import { useApp } from '../app-context.ts';
import type { Job } from '../workspace/job.ts';
import { latestOnly } from './latest-only.ts';

/** Masked pixels of one region, ready to be drawn. */
export interface Patch {
  readonly decision: Decision;
  readonly policy: Policy;
  /** Frame or page whose pixels these are, 0 for the first. A region that stands still is the same decision on every frame. */
  readonly frame: number;
  /** Whole pixels of the oriented picture. */
  readonly box: Box<'source'>;
  readonly canvas: HTMLCanvasElement;
}

/** Patches by region. */
export type Patches = ReadonlyMap<RegionId, Patch>;

const NONE: Patches = new Map();

/** What one preview was asked for. */
interface Wish {
  readonly job: Pick<Job, 'id' | 'file'>;
  readonly accepted: readonly Decision[];
  readonly policy: Policy;
  readonly frame: number;
}

/**
 * Masked pixels of everything that masks on the shown frame, as the export will draw them. One call runs at a time, and only the latest
 * wish follows it, so that a drag does not pile calls up. A patch that no longer fits is told by its decision and frame.
 */
export function usePreview(job: Pick<Job, 'id' | 'file'> | null, decisions: readonly Decision[], policy: Policy, frame: number): Patches {
  const { engine } = useApp();
  const [patches, setPatches] = useState<{ readonly id: string; readonly map: Patches }>({ id: '', map: NONE });
  const id = job?.id ?? null;
  const file = job?.file ?? null;
  const ask = useMemo(
    () =>
      latestOnly(async (wish: Wish) => {
        const result = wish.accepted.length === 0 ? null : await engine.preview(wish.job, wish.accepted, wish.policy, wish.frame);
        if (result?.status !== 'failed') setPatches({ id: wish.job.id, map: toPatches(result?.value ?? [], wish) });
      }),
    [engine],
  );
  useEffect(() => {
    if (id === null || file === null) return;
    ask({ job: { id, file }, accepted: decisions.filter(isMasked), policy, frame });
  }, [ask, id, file, decisions, policy, frame]);
  return patches.id === id ? patches.map : NONE;
}

function toPatches(previews: readonly PreviewPatch[], wish: Wish): Patches {
  const decisions = new Map(wish.accepted.map((decision) => [decision.id, decision]));
  return new Map(
    previews.flatMap(({ id, box, pixels }): readonly [RegionId, Patch][] => {
      const decision = decisions.get(id);
      if (decision === undefined || box.width < 1 || box.height < 1) return [];
      const canvas = document.createElement('canvas');
      canvas.width = box.width;
      canvas.height = box.height;
      canvas.getContext('2d')?.putImageData(new ImageData(pixels, box.width, box.height), 0, 0);
      return [[id, { decision, policy: wish.policy, frame: wish.frame, box, canvas }]];
    }),
  );
}
