import type { Words } from '../../words.ts';
import { errors } from './errors.ts';
import { exportingWords } from './export.ts';
import { aboutWords } from './about.ts';
import { galleryWords } from './gallery.ts';
import { keysWords } from './keys.ts';
import { peopleWords } from './people.ts';
import { policyRoomWords } from './policy-room.ts';
import { policyWords } from './policy.ts';
import { presetWords } from './presets.ts';
import { proofWords } from './proof.ts';
import { queueWords } from './queue.ts';
import { reportWords } from './report.ts';
import { reviewWords } from './review.ts';
import { saysWords } from './says.ts';
import { timelineWords } from './timeline.ts';
import { unfinishedWords } from './unfinished.ts';
import { settingsWords } from './settings.ts';
import { startWords } from './start.ts';
import { bytes, capital, count, kinds, list, number, share, termWords, whole } from './terms.ts';

/** Every sentence and label of the interface, in German. */
export const german: Words = {
  product: 'Cloakroom',
  bytes,
  count,
  list,
  number: (n) => number.format(n),
  share,
  percent: (part) => `${whole(part)} Prozent`,
  kinds,
  kindSingular: (kind) => capital(kinds[kind].one),
  errors,
  ...termWords,
  ...startWords,
  ...settingsWords,
  ...proofWords,
  ...queueWords,
  ...aboutWords,
  ...galleryWords,
  ...peopleWords,
  ...reportWords,
  ...reviewWords,
  ...policyRoomWords,
  ...policyWords,
  ...presetWords,
  ...exportingWords,
  ...keysWords,
  ...saysWords,
  ...timelineWords,
  ...unfinishedWords,
};
