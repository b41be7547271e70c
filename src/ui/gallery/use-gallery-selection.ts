import { useCallback, useState } from 'react';
import { keyRange } from '../../core/review/gallery.ts';

/** What is marked for the next decision, and where the keys are. */
export interface GallerySelection {
  readonly active: string | null;
  readonly selected: ReadonlySet<string>;
  /** Moves the keys; with `extend` everything from the last plain move up to there is selected. */
  readonly go: (key: string, extend: boolean) => void;
  readonly toggle: (key: string) => void;
  readonly select: (keys: readonly string[]) => void;
}

interface Marks {
  readonly active: string | null;
  /** Where an extension starts. */
  readonly anchor: string | null;
  readonly selected: ReadonlySet<string>;
}

/**
 * Keeps the selection of a list.
 * @param keys - in the order shown
 */
export function useGallerySelection(keys: readonly string[]): GallerySelection {
  const [marks, setMarks] = useState<Marks>({ active: null, anchor: null, selected: new Set() });
  const go = useCallback(
    (key: string, extend: boolean) =>
      setMarks((now) => (extend && now.anchor !== null ? { ...now, active: key, selected: new Set(keyRange(keys, now.anchor, key)) } : { active: key, anchor: key, selected: new Set() })),
    [keys],
  );
  const toggle = useCallback(
    (key: string) =>
      setMarks((now) => {
        const selected = new Set(now.selected);
        if (!selected.delete(key)) selected.add(key);
        return { active: key, anchor: key, selected };
      }),
    [],
  );
  const select = useCallback((chosen: readonly string[]) => setMarks((now) => ({ ...now, selected: new Set(chosen) })), []);
  return { active: marks.active, selected: marks.selected, go, toggle, select };
}
