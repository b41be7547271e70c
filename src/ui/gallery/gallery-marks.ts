import { keyRange } from '../../core/review/gallery.ts';

/** What is marked in the list, and what goes along with the next decision about it. */
export interface GalleryMarks {
  /** Where the keys are. */
  readonly active: string | null;
  /** Where an extension starts. */
  readonly anchor: string | null;
  readonly selected: ReadonlySet<string>;
  /** Id of the reason chosen for these regions; `null` for none. It goes with the selection, so that no other region gets it unasked. */
  readonly reason: string | null;
}

/** Nothing is marked. */
export const NO_MARKS: GalleryMarks = { active: null, anchor: null, selected: new Set(), reason: null };

/** The keys move; with `extend` everything from the last plain move up to there is selected. `keys` in the order shown. */
export function movedTo(marks: GalleryMarks, keys: readonly string[], key: string, extend: boolean): GalleryMarks {
  return extend && marks.anchor !== null ? { ...marks, active: key, selected: new Set(keyRange(keys, marks.anchor, key)), reason: null } : { ...NO_MARKS, active: key, anchor: key };
}

/** One more is selected, or one fewer. */
export function toggledAt(marks: GalleryMarks, key: string): GalleryMarks {
  const selected = new Set(marks.selected);
  if (!selected.delete(key)) selected.add(key);
  return { active: key, anchor: key, selected, reason: null };
}

/** These are selected and no others. */
export function selectedOnly(marks: GalleryMarks, keys: readonly string[]): GalleryMarks {
  return { ...marks, selected: new Set(keys), reason: null };
}
