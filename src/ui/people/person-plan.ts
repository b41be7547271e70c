import type { Verdict } from '../../core/people/similarity.ts';
import type { DecisionState } from '../../core/review/decision.ts';
import { byFile } from '../../core/review/gallery.ts';
import type { DecisionOfMany } from '../workspace/workspace-state.ts';
import type { OpenFace } from './faces-of-job.ts';

/** A face with what is known of it in relation to one person. */
export interface JudgedFace extends OpenFace {
  /** Whether it is in the person's group. */
  readonly member: boolean;
  /** How it resembles the faces of the person. */
  readonly verdict: Verdict;
  /** Whether it is large and sharp enough to be told apart at all. */
  readonly legible: boolean;
  /** A person decided about it otherwise than through a group. */
  readonly byHand: boolean;
}

/** What is to be done for one person. */
export interface PersonPlan {
  readonly clear: readonly OpenFace[];
  readonly mask: readonly OpenFace[];
  /** Faces that wait for a person from now on, or go on waiting. */
  readonly ask: readonly OpenFace[];
  /** Faces that a person decided otherwise; they stay as they are. */
  readonly left: number;
  /** Files in which something of this is so now, whether by this step or before. */
  readonly files: number;
}

/** What can be done about a person. */
export type PersonWish = 'clear' | 'mask' | 'mask-others';

type Fate = 'clear' | 'mask' | 'ask' | 'left' | 'is-so' | null;

/**
 * What a wish about a person means for every face.
 * @param faces - of all open files that may be compared
 * @param wish - `clear`: the person's faces are kept clear, and what may be this person waits; `mask`: the person's faces are masked;
 *   `mask-others`: whoever is not this person is masked, and what may be this person waits
 */
export function planForPerson(faces: readonly JudgedFace[], wish: PersonWish): PersonPlan {
  const fates = faces.map((face) => ({ face, fate: FATES[wish](face) }));
  const of = (wanted: Fate): readonly OpenFace[] => fates.flatMap(({ face, fate }) => (fate === wanted ? [face] : []));
  const files = new Set(fates.flatMap(({ face, fate }) => (fate === 'is-so' || fate === 'clear' || fate === 'mask' ? [face.job] : [])));
  return { clear: of('clear'), mask: of('mask'), ask: of('ask'), left: of('left').length, files: files.size };
}

/** Of what is no member but looks very much alike nothing is made without a person: the group as a whole spoke against it. */
const FATES: Readonly<Record<PersonWish, (face: JudgedFace) => Fate>> = {
  clear: ({ member, verdict, legible, byHand, decision: { state } }) => {
    // Nobody can say who that is: it stays as it was decided, which is masked unless a person said otherwise.
    if (!legible) return null;
    if (!member && verdict === 'other') return null;
    if (state === 'rejected') return member ? 'is-so' : null;
    if (state === 'accepted' && byHand) return 'left';
    return member && verdict === 'same' ? 'clear' : 'ask';
  },
  mask: ({ member, byHand, decision: { state } }) => {
    if (!member) return null;
    if (state === 'accepted') return 'is-so';
    return state === 'rejected' && byHand ? 'left' : 'mask';
  },
  'mask-others': ({ member, verdict, legible, byHand, decision: { state, decidedBy } }) => {
    if (member) return null;
    // Kept clear by whatever way, by hand or as another person: this wish speaks of neither.
    if (state === 'rejected' && decidedBy === 'person') return 'left';
    if (legible && verdict !== 'other') return state === 'accepted' && byHand ? 'is-so' : 'ask';
    return state === 'accepted' ? 'is-so' : 'mask';
  },
};

/**
 * A plan as decisions of one step.
 * @param reason - id of one of the policy's reasons for what is kept clear
 */
export function partsOfPlan({ clear, mask, ask }: PersonPlan, reason: string | null): readonly DecisionOfMany[] {
  const part = (faces: readonly OpenFace[], state: DecisionState): DecisionOfMany => ({ regions: byFile(faces), state });
  const waiting = ask.filter(({ decision }) => decision.state !== 'pending');
  const parts = [{ ...part(clear, 'rejected'), ...(reason === null ? {} : { reason }) }, part(mask, 'accepted'), part(waiting, 'pending')];
  return parts.filter(({ regions }) => regions.length > 0);
}
