import type { Words } from '../../words.ts';
import { count, number } from './terms.ts';

const files = (n: number): string => count(n, 'Datei', 'Dateien');
const faces = (n: number): string => count(n, 'Gesicht', 'Gesichter');
const people = (n: number): string => count(n, 'Person', 'Personen');
const rest = (asked: number, left: number): string =>
  `${asked === 0 ? '' : ` ${count(asked, 'unsicheres Gesicht wartet', 'unsichere Gesichter warten')} auf Ihre Entscheidung.`}${left === 0 ? '' : ` ${count(left, 'Gesicht, über das Sie anders entschieden hatten, bleibt, wie es ist', 'Gesichter, über die Sie anders entschieden hatten, bleiben, wie sie sind')}.`}`;

/** Faces grouped by person. */
export const peopleWords: Pick<Words, 'people'> = {
  people: {
    group: 'Nach Personen gruppieren',
    stop: 'Gruppierung beenden',
    stopHint: 'Verwirft alles, was berechnet wurde. Was Sie entschieden haben, bleibt.',
    stopped: 'Gruppierung beendet. Was berechnet wurde, ist verworfen.',
    title: 'Gesichter vergleichen?',
    compare: 'Gesichter vergleichen',
    notNow: 'Jetzt nicht',
    warnings: [
      'Zu jedem Gesicht wird eine Beschreibung aus Zahlen berechnet. Das sind biometrische Daten.',
      'Diese Beschreibung wird auf diesem Gerät berechnet, bleibt im Arbeitsspeicher und ist weg, sobald die Dateien geschlossen sind. Sie wird weder gespeichert noch gesendet.',
      'Sie zeigt an, wie sehr sich Gesichter ähneln. Sie identifiziert niemanden, und sie kann falsch sein.',
      'Häufiger falsch ist sie bei Kindern und bei Gesichtern, die abgewandt, klein oder unscharf sind.',
      'Das Recht kann eine Grundlage dafür verlangen, Gesichter zu vergleichen, selbst für kurze Zeit. Stellen Sie sicher, dass Sie eine haben.',
    ],
    comparing: 'Gesichter werden verglichen',
    progress: (done, total) => `Gesichter in ${number.format(done)} von ${files(total)} verglichen`,
    cancel: 'Vergleich abbrechen',
    summary: (several, once) => `${people(several)} mehrfach zu sehen, ${faces(once)} einmal`,
    grouped: (several, compared) => `${faces(compared)} verglichen. ${people(several)} mehrfach zu sehen.`,
    failed: (n) => `${count(n, 'Datei ließ', 'Dateien ließen')} sich nicht vergleichen.`,
    tools: 'Personen',
    reason: 'Grund, nicht zu maskieren',
    section: (n, many, inFiles) => `Person ${number.format(n)}, ${faces(many)} in ${files(inFiles)}`,
    asked: (n) => `Von Ihnen zu entscheiden: vielleicht eine von Ihnen gewählte Person, ${faces(n)}`,
    once: (n) => `Einmal zu sehen, ${faces(n)}`,
    unclear: (n) => `Nicht zu unterscheiden, ${faces(n)}`,
    waiting: (n) => `Noch nicht verglichen, ${faces(n)}`,
    others: (n) => `Andere Bereiche, ${number.format(n)}`,
    held: 'Auch in später geöffneten Dateien nicht maskiert',
    mark: (n) => `Person ${number.format(n)} auswählen`,
    clear: 'Nicht maskieren',
    clearOf: (n) => `Nicht maskieren: Person ${number.format(n)}`,
    mask: 'Maskieren',
    maskOf: (n) => `Maskieren: Person ${number.format(n)}`,
    maskOthers: 'Alle anderen maskieren',
    maskOthersOf: (n) => `Alle anderen maskieren: Person ${number.format(n)} bleibt, wie sie ist`,
    cleared: (n, inFiles, asked, left) => `Person ${number.format(n)} in ${files(inFiles)} nicht maskiert.${rest(asked, left)}`,
    masked: (n, inFiles, left) => `Person ${number.format(n)} in ${files(inFiles)} maskiert.${rest(0, left)}`,
    othersMasked: (n, inFiles, asked, left) => `Alle außer Person ${number.format(n)} in ${files(inFiles)} maskiert.${rest(asked, left)}`,
    askedLater: (n) => `${count(n, 'unsicheres Gesicht', 'unsichere Gesichter')} einer später durchsuchten Datei ${n === 1 ? 'wartet' : 'warten'} auf Ihre Entscheidung.`,
    same: 'Das ist dieselbe Person',
    sameHint: 'Wählen Sie zwei Personen aus oder eine Person und Gesichter.',
    joined: 'Zu einer Person zusammengefasst.',
    notThis: 'Nicht diese Person',
    takenOut: (n) => `${faces(n)} aus der Gruppe genommen.`,
    takeBack: 'Letzte Umgruppierung zurücknehmen',
    takenBack: 'Umgruppierung zurückgenommen.',
  },
};
