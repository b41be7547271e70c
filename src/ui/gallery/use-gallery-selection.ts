import { useCallback, useState } from 'react';
import { movedTo, NO_MARKS, selectedOnly, toggledAt, type GalleryMarks } from './gallery-marks.ts';

/** What is marked for the next decision, and where the keys are. */
export interface GallerySelection extends Pick<GalleryMarks, 'active' | 'selected' | 'reason'> {
  /** Moves the keys; with `extend` everything from the last plain move up to there is selected. */
  readonly go: (key: string, extend: boolean) => void;
  readonly toggle: (key: string) => void;
  readonly select: (keys: readonly string[]) => void;
  /** Chooses the reason for the next decision about what is marked now. */
  readonly setReason: (reason: string | null) => void;
}

/**
 * Keeps the selection of a list.
 * @param keys - in the order shown
 */
export function useGallerySelection(keys: readonly string[]): GallerySelection {
  const [marks, setMarks] = useState(NO_MARKS);
  const go = useCallback((key: string, extend: boolean) => setMarks((now) => movedTo(now, keys, key, extend)), [keys]);
  const toggle = useCallback((key: string) => setMarks((now) => toggledAt(now, key)), []);
  const select = useCallback((chosen: readonly string[]) => setMarks((now) => selectedOnly(now, chosen)), []);
  const setReason = useCallback((reason: string | null) => setMarks((now) => ({ ...now, reason })), []);
  return { active: marks.active, selected: marks.selected, reason: marks.reason, go, toggle, select, setReason };
}
