import type { PersonalDataKind } from '../personal-data.ts';
import type { ContextWords } from '../text/context.ts';

/** What a scheme's own rule says of a number of the right shape: `checksum` when check digits hold, `form` when there are none to hold. */
export type IdVerdict = 'checksum' | 'form' | 'no';

/** A number of fixed shape, described. Adding a country is adding a list of these. */
export interface IdScheme {
  readonly kind: PersonalDataKind;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** For reasons, such as "German tax number". */
  readonly name: string;
  /** One of `D` (digit), `L` (letter), `X` (either) per character, separators left out. */
  readonly shape: string;
  /** Lengths of the groups it is written in, such as `3-2-4`; one group is always fine. Empty: any grouping. */
  readonly layouts: readonly string[];
  /** Separators that may stand between the groups; a find uses one of them, or several where the scheme mixes them. */
  readonly separators: string;
  /** The scheme's own rule, for text that already has the shape. */
  readonly verify: (text: string) => IdVerdict;
  /** Score without separators and without context; how often a chance number would pass decides. */
  readonly bare: number;
  /** Score in one of the layouts, without context. */
  readonly grouped: number;
  /** Words that announce the number. */
  readonly words: ContextWords;
  /** `true` for what is only ever written in capitals. */
  readonly capitals?: boolean;
}

/**
 * Turns a yes or no of check digits into a verdict.
 * @param valid - whether the check digits hold
 */
export function checked(valid: boolean): IdVerdict {
  return valid ? 'checksum' : 'no';
}

/**
 * Turns a yes or no of a form without check digits into a verdict.
 * @param plausible - whether the form holds
 */
export function formed(plausible: boolean): IdVerdict {
  return plausible ? 'form' : 'no';
}
