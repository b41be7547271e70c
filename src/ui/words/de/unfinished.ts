import type { Words } from '../../words.ts';
import { count, list, number } from './terms.ts';

const day = new Intl.DateTimeFormat('de', { dateStyle: 'long' });
const time = new Intl.DateTimeFormat('de', { timeStyle: 'short' });

/** Work that an earlier visit left, and closing with work open. */
export const unfinishedWords: Pick<Words, 'unfinished'> = {
  unfinished: {
    title: 'Unfertige Arbeit',
    from: (at, days) => `${days === 0 ? 'Von heute' : days === 1 ? 'Von gestern' : `Vom ${day.format(at)}`}, ${time.format(at)}\u00a0Uhr`,
    sum: ({ files, saved, decided, pending }) =>
      list([
        count(files, 'Datei', 'Dateien'),
        ...(saved === 0 ? [] : [`${number.format(saved)} davon gespeichert`]),
        decided === 0 ? 'nichts von Ihnen entschieden' : `${count(decided, 'Bereich', 'Bereiche')} von Ihnen entschieden`,
        ...(pending === 0 ? [] : [`${number.format(pending)} zu entscheiden`]),
      ]),
    how: 'Öffnen Sie dieselben Dateien noch einmal, gleich auf welchem Weg: Ihre Entscheidungen werden wiederhergestellt. Weder Bilder noch Namen werden aufbewahrt, deshalb kann Cloakroom die Dateien nicht selbst öffnen.',
    chooseFiles: 'Die Dateien wählen',
    chooseFolder: 'Den Ordner wählen',
    discard: 'Verwerfen',
    discardThis: (label) => `Die unfertige Arbeit verwerfen: ${label}`,
    discarded: 'Die unfertige Arbeit ist gelöscht.',
    tooNew: 'Eine spätere Version von Cloakroom hat hier unfertige Arbeit hinterlassen. Diese Version kann sie nicht lesen und lässt sie unberührt.',
    tooNewAll: 'Eine spätere Version von Cloakroom hat hier unfertige Arbeit hinterlassen. Diese Version kann sie nicht lesen und lässt sie unberührt. Bis diese Arbeit verworfen ist, kann diese Version selbst nichts aufbewahren.',
    restored: (n) => `Die Entscheidungen zu ${count(n, 'Datei', 'Dateien')} sind wiederhergestellt, wie Sie sie hinterlassen haben.`,
    problems: {
      full: 'Dieser Browser hat keinen Speicherplatz mehr, deshalb bleiben Ihre letzten Entscheidungen nur in diesem Tab erhalten. Sie können weiterarbeiten; exportieren Sie, bevor Sie die Seite schließen.',
      unavailable: 'Dieser Browser lässt die Seite nichts aufbewahren, deshalb bleiben Ihre Entscheidungen nur in diesem Tab erhalten. Sie können weiterarbeiten; exportieren Sie, bevor Sie die Seite schließen.',
      lost: 'Dieser Browser hat gelöscht, was von Ihrer unfertigen Arbeit aufbewahrt wurde. Öffnen Sie die Dateien noch einmal, um neu zu beginnen; die Dateien selbst sind unberührt.',
    },
    closing: (n) => `In ${count(n, 'Datei', 'Dateien')} gibt es Entscheidungen, die nicht exportiert sind. Diese bleiben auf diesem Gerät, bis Sie zurückkommen.`,
    closingLost: (n) => `In ${count(n, 'Datei', 'Dateien')} gibt es Entscheidungen, die nicht exportiert sind. Diese gehen verloren, wenn Sie die Seite schließen.`,
    close: 'Diesen Hinweis schließen',
  },
};
