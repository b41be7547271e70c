import type { Words } from '../../words.ts';
import { count, list } from './terms.ts';

const day = new Intl.DateTimeFormat('de', { dateStyle: 'long' });
const time = new Intl.DateTimeFormat('de', { timeStyle: 'short' });

/** Work that an earlier visit left, and closing with work open. */
export const unfinishedWords: Pick<Words, 'unfinished'> = {
  unfinished: {
    title: 'Unfertige Arbeit',
    from: (at, days) => `Von ${days === 0 ? 'heute' : days === 1 ? 'gestern' : day.format(at)}, ${time.format(at)}`,
    sum: ({ files, saved, decided, pending }) =>
      list([
        count(files, 'Datei', 'Dateien'),
        ...(saved === 0 ? [] : [`${saved} davon gespeichert`]),
        `${count(decided, 'Bereich', 'Bereiche')} entschieden`,
        ...(pending === 0 ? [] : [`${pending} noch offen`]),
      ]),
    how: 'Öffnen Sie dieselben Dateien noch einmal, gleich auf welchem Weg: Ihre Entscheidungen werden wieder eingesetzt. Weder Bild noch Name werden aufbewahrt, deshalb kann Cloakroom sie nicht selbst öffnen.',
    chooseFiles: 'Die Dateien wählen',
    chooseFolder: 'Den Ordner wählen',
    discard: 'Verwerfen',
    discardThis: (label) => `Die unfertige Arbeit verwerfen: ${label}`,
    discarded: 'Die unfertige Arbeit ist gelöscht.',
    tooNew: 'Eine spätere Version von Cloakroom hat hier unfertige Arbeit hinterlassen. Diese Version kann sie nicht lesen und lässt sie unberührt.',
    tooNewAll: 'Eine spätere Version von Cloakroom hat hier unfertige Arbeit hinterlassen. Diese Version kann sie nicht lesen und lässt sie unberührt; solange sie nicht verworfen ist, kann sie selbst nichts aufbewahren.',
    restored: (n) => `Die Entscheidungen zu ${count(n, 'Datei', 'Dateien')} sind wieder da, wie Sie sie verlassen haben.`,
    problems: {
      full: 'Dieser Browser hat keinen Platz mehr, deshalb stehen Ihre letzten Entscheidungen nur in diesem Tab. Die Arbeit geht weiter; exportieren Sie, bevor Sie die Seite schließen.',
      unavailable: 'Dieser Browser lässt die Seite nichts aufbewahren, deshalb stehen Ihre Entscheidungen nur in diesem Tab. Die Arbeit geht weiter; exportieren Sie, bevor Sie die Seite schließen.',
      lost: 'Dieser Browser hat gelöscht, was von Ihrer unfertigen Arbeit aufbewahrt war. Öffnen Sie die Dateien noch einmal, um neu zu beginnen; die Dateien selbst sind unberührt.',
    },
    closing: (n) => `${count(n, 'Datei hat', 'Dateien haben')} Entscheidungen, die nicht exportiert sind. Sie bleiben auf diesem Gerät, bis Sie zurückkommen.`,
    closingLost: (n) => `${count(n, 'Datei hat', 'Dateien haben')} Entscheidungen, die nicht exportiert sind. Sie sind weg, wenn Sie die Seite schließen.`,
    close: 'Diesen Hinweis schließen',
  },
};
