import type { Workspace } from '../workspace/workspace-state.ts';

/** A wish about a person that also holds for files that are searched later. */
export interface PersonRule {
  readonly wish: 'clear' | 'mask';
  /** Number of the step of undo with which it began. Undoing the step ends the rule, and redoing it brings it back. */
  readonly at: number;
  /** Whether the step changed anything; one that didn't can't be undone. */
  readonly touched: boolean;
  /** Keys of the person's faces when it was wished. */
  readonly faces: ReadonlySet<string>;
  readonly reason: string | null;
  /** Keys of the faces that it was applied to. */
  readonly seen: ReadonlySet<string>;
  /** Of the memory of faces, when it was last applied. */
  readonly version: number;
}

/** The rules to keep a person clear that are in force: not undone, and not followed by the wish to mask the person. Newest first. */
export function clearRules(rules: readonly PersonRule[], jobs: Workspace['jobs']): readonly PersonRule[] {
  const steps = new Set(jobs.flatMap(({ session }) => session?.past.map(({ at }) => at) ?? []));
  const standing = rules.filter((rule) => !rule.touched || steps.has(rule.at)).reverse();
  return standing.filter((rule, index) => rule.wish === 'clear' && !standing.slice(0, index).some((later) => later.wish === 'mask' && [...later.faces].some((face) => rule.faces.has(face))));
}
