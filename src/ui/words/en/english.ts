import type { Kind } from '../../../core/detect/detection.ts';
import { startWords } from './start.ts';
import { settingsWords } from './settings.ts';
import { proofWords } from './proof.ts';
import { queueWords } from './queue.ts';
import { reviewWords } from './review.ts';
import { policyWords } from './policy.ts';
import { exportingWords } from './export.ts';
import { keysWords } from './keys.ts';
import { saysWords } from './says.ts';
import { bytesText, capital, count, fills, kindHints, kindNames, kinds, percent, shapes, states } from './terms.ts';

/** Every sentence and label of the interface, in British English: the form that every other language has too. */
export const english = {
  product: 'Cloakroom',
  bytes: bytesText,
  count,
  percent,
  kinds,
  kindNames,
  kindHints,
  kindSingular: (kind: Kind): string => capital(kinds[kind].one),
  states,
  fills,
  shapes,
  ...startWords,
  ...settingsWords,
  ...proofWords,
  ...queueWords,
  ...reviewWords,
  ...policyWords,
  ...exportingWords,
  ...keysWords,
  ...saysWords,
};
