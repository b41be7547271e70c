import { useCallback, useMemo, useState } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import { galleryItems, itemKey, type GalleryFilter, type GalleryItem, type GalleryOrder } from '../../core/review/gallery.ts';
import type { Kind } from '../../core/detect/detection.ts';
import { KINDS } from '../../core/detect/detection.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';
import type { Policy } from '../../core/policy/policy.ts';

/** A region with what its tile needs to know. */
export interface ShownItem extends GalleryItem<JobId> {
  readonly key: string;
}

/** Regions in an order that stays while a person works through them. */
export interface GalleryItems {
  readonly items: readonly ShownItem[];
  /** How many of the shown ones are undecided. */
  readonly undecided: number;
  /** Puts everything where it belongs by now. */
  readonly sortAgain: () => void;
}

const NO_DECISIONS: readonly Decision[] = [];

/**
 * Orders the regions of all files. What is decided stays where it is until the person sorts again or asks for something else: a
 * list that moves under one's hands leads to wrong decisions. Regions of files that were searched meanwhile come at the end.
 */
export function useGalleryItems(jobs: readonly Job[], policy: Policy, filter: GalleryFilter, order: GalleryOrder): GalleryItems {
  const [turn, setTurn] = useState(0);
  const thresholds = useMemo(() => Object.fromEntries(KINDS.map((kind) => [kind, policy.kinds[kind].maskThreshold])) as Record<Kind, number>, [policy]);
  const files = useMemo(() => jobs.map((job) => ({ id: job.id, decisions: job.session?.decisions ?? NO_DECISIONS })), [jobs]);
  const { state, kind } = filter;
  const asked = `${state ?? ''}|${kind ?? ''}|${order}|${String(turn)}`;
  const sorted = useMemo(() => galleryItems(files, { state, kind }, order, thresholds), [files, state, kind, order, thresholds]);
  const [fixed, setFixed] = useState<{ readonly asked: string; readonly keys: readonly string[] }>({ asked: '', keys: [] });
  const keys = useMemo(() => {
    const now = sorted.map(itemKey);
    if (fixed.asked !== asked) return now;
    const known = new Set(fixed.keys);
    const fresh = now.filter((key) => !known.has(key));
    return fresh.length === 0 ? fixed.keys : [...fixed.keys, ...fresh];
  }, [sorted, fixed, asked]);
  if (fixed.asked !== asked || fixed.keys !== keys) setFixed({ asked, keys });
  const items = useMemo(() => {
    const live = new Map(galleryItems(files, { state: null, kind: null }, 'file', thresholds).map((item) => [itemKey(item), item]));
    return keys.flatMap((key) => {
      const item = live.get(key);
      return item === undefined ? [] : [{ ...item, key }];
    });
  }, [files, keys, thresholds]);
  const undecided = useMemo(() => items.filter(({ decision }) => decision.state === 'pending').length, [items]);
  const sortAgain = useCallback(() => setTurn((last) => last + 1), []);
  return { items, undecided, sortAgain };
}
