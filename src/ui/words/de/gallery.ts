import type { Words } from '../../words.ts';
import { capital, count, kinds, number, termWords, whole } from './terms.ts';

/** All regions of all files, side by side. */
export const galleryWords: Pick<Words, 'gallery'> = {
  gallery: {
    title: 'Alle Bereiche',
    open: 'Alle Bereiche',
    backToPicture: 'Bild',
    views: 'Ansicht',
    list: 'Bereiche aller Dateien',
    hint: 'Mit den Pfeiltasten, J und K bewegen Sie sich. Eingabe maskiert, X lässt unmaskiert, Leertaste wählt aus, Umschalt erweitert die Auswahl. O öffnet das Bild.',
    order: 'Reihenfolge',
    orders: { uncertain: 'Unsichere zuerst', confidence: 'Höchste Konfidenz zuerst', kind: 'Nach Art', file: 'Nach Datei' },
    state: 'Zustand',
    stateAll: 'Alle Zustände',
    stateNames: { pending: 'Zu entscheiden', accepted: 'Maskiert', rejected: 'Nicht maskiert' },
    kind: 'Art',
    kindAll: 'Alle Arten',
    sortAgain: 'Neu sortieren',
    count: (shown, undecided) => `${count(shown, 'Bereich', 'Bereiche')}, davon ${number.format(undecided)} zu entscheiden`,
    none: 'In den offenen Dateien gibt es keinen solchen Bereich.',
    noneYet: 'Bereiche erscheinen hier, während Dateien durchsucht werden.',
    tile: (n, file, files, score, state) =>
      `${capital(kinds[n.kind].one)} ${n.number} von ${n.total}, Datei ${number.format(file)} von ${number.format(files)}, ${score === null ? 'von Ihnen gezeichnet' : `Konfidenz ${whole(score)} Prozent`}, ${termWords.states[state]}`,
    short: (file) => `Datei ${number.format(file)}`,
    select: (name) => `Auswählen: ${name}`,
    selected: (n) => `${number.format(n)} ausgewählt`,
    selectNone: 'Auswahl aufheben',
    mask: 'Maskieren',
    clear: 'Nicht maskieren',
    reason: 'Grund',
    reasonNone: 'Kein Grund',
    show: 'In der Datei zeigen',
    decided: (n, state) => `${count(n, 'Bereich', 'Bereiche')}: ${termWords.states[state]}.`,
    allDecided: 'Hier ist nichts mehr zu entscheiden.',
    ofKind: (kind) => capital(kinds[kind].many),
  },
};
