import type { Decision } from '../../core/review/decision.ts';
import type { ReviewSession } from '../../core/review/review-session.ts';
import type { Sequence } from '../../core/structure/inspection.ts';
import { sameBox } from '../../core/review/change-decisions.ts';
import { words } from '../words.ts';
import type { StepReach } from './reach.ts';

/** What a step of undo or redo changed in the file that is shown after it. */
export interface TakenStep extends StepReach {
  readonly type: 'undo' | 'redo';
  /** Name of the file; `null` where no other is open. */
  readonly file: string | null;
  readonly sequence: Sequence['kind'];
  /** Of the file, on both sides of the step. */
  readonly before: Pick<ReviewSession, 'decisions' | 'muted'>;
  readonly now: Pick<ReviewSession, 'decisions' | 'muted'>;
  /** The region that is shown for it, as it is now or was; `null` where the step changed none. */
  readonly region: Decision | null;
  /** Name of that region. */
  readonly name: string;
}

/** A step of undo or redo in words: in which file it was, and what is so by now. */
export function stepSentence(step: TakenStep): string {
  const { type, file, regions, files, before, now, region } = step;
  const says = words.says;
  const sound = before.muted === now.muted ? '' : says.mutedChanged;
  const all = (...sentences: readonly string[]): string => sentences.filter((sentence) => sentence !== '').join(' ');
  if (regions > 1) return all(type === 'undo' ? says.undoneMany(regions, files, file) : says.redoneMany(regions, files, file), sound);
  const same = ({ id }: Decision): boolean => id === region?.id;
  const done = type === 'undo' ? says.undone(file) : says.redone(file);
  return all(done, region === null ? '' : changeOf(before.decisions.find(same), now.decisions.find(same), step), sound);
}

function changeOf(before: Decision | undefined, now: Decision | undefined, { name, sequence }: TakenStep): string {
  if (now === undefined) return words.says.removed;
  if (before === undefined || before.state !== now.state) return words.says.decided(name, now.state);
  if (before.fill !== now.fill) return `${name}: ${words.says.fill(now.fill)}`;
  const { path } = now;
  if (path !== undefined && sequence !== 'still' && (before.path?.first !== path.first || before.path.last !== path.last)) return `${name}: ${words.frames[sequence].range(path.first + 1, path.last + 1)}.`;
  const isMoved = before.path !== path || before.outline !== now.outline || before.angle !== now.angle || !sameBox(before.box, now.box);
  return isMoved ? words.says.moved(name) : `${name}.`;
}
