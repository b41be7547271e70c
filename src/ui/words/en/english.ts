import { ERROR_SENTENCES, type ErrorCode } from '../../../core/errors.ts';
import type { RegionKind } from '../../../core/review/decision.ts';
import { startWords } from './start.ts';
import { settingsWords } from './settings.ts';
import { proofWords } from './proof.ts';
import { queueWords } from './queue.ts';
import { aboutWords } from './about.ts';
import { galleryWords } from './gallery.ts';
import { peopleWords } from './people.ts';
import { reportWords } from './report.ts';
import { reviewWords } from './review.ts';
import { policyWords } from './policy.ts';
import { policyRoomWords } from './policy-room.ts';
import { presetWords } from './presets.ts';
import { exportingWords } from './export.ts';
import { keysWords } from './keys.ts';
import { saysWords } from './says.ts';
import { timelineWords } from './timeline.ts';
import { unfinishedWords } from './unfinished.ts';
import { bytes, capital, count, fills, kindHints, kindNames, kinds, list, number, percent, shapes, share, states } from './terms.ts';

const sentences: Readonly<Record<ErrorCode, string>> = ERROR_SENTENCES;

/** Every sentence and label of the interface, in British English: the form that every other language has too. */
export const english = {
  product: 'Cloakroom',
  bytes,
  number: (n: number): string => number.format(n),
  count,
  list,
  share,
  percent,
  kinds,
  kindNames,
  kindHints,
  kindSingular: (kind: RegionKind): string => capital(kinds[kind].one),
  states,
  fills,
  shapes,
  /** One sentence for each way in which something can fail. */
  errors: sentences,
  ...startWords,
  ...settingsWords,
  ...proofWords,
  ...queueWords,
  ...aboutWords,
  ...galleryWords,
  ...peopleWords,
  ...reportWords,
  ...reviewWords,
  ...policyWords,
  ...policyRoomWords,
  ...presetWords,
  ...exportingWords,
  ...keysWords,
  ...saysWords,
  ...timelineWords,
  ...unfinishedWords,
};
