import { digitsReadBack } from '../../../core/mask/leak.ts';
import type { Words } from '../../words.ts';
import { count, kinds, number } from './terms.ts';

/** The reasons that Cloakroom brings, by id, each with the English label that it has in a policy. */
const REASONS = new Map<string, readonly [english: string, german: string]>([
  ['not-a-match', ['Not what it was taken for', 'Nicht das, wofür es gehalten wurde']],
  ['consent', ['The person agreed', 'Die Person hat zugestimmt']],
  ['public-role', ['Public role at a public event', 'Öffentliche Rolle bei einer öffentlichen Veranstaltung']],
  ['missed', ['The search missed it', 'Die Suche hat es übersehen']],
  ['context', ['Tells who it is by its surroundings', 'Verrät durch seine Umgebung, wer es ist']],
  ['subject', ['The person who the request is about', 'Die Person, um die es im Ersuchen geht']],
  ['relevant', ['Needed to show what happened', 'Nötig, um zu zeigen, was geschah']],
  ['third-party', ['A person who is not concerned', 'Eine unbeteiligte Person']],
]);

/** The policy panel. */
export const policyWords: Pick<Words, 'policy' | 'reasonLabel'> = {
  reasonLabel: (id, label) => {
    const known = REASONS.get(id);
    // A label that someone rewrote is theirs, and stays.
    return known !== undefined && known[0] === label ? known[1] : label;
  },
  policy: {
    form: 'Richtlinie',
    unnamed: 'Ihre eigene Richtlinie',
    openRoom: 'Voreinstellungen und Teilen',
    locked: 'Gesperrt',
    lockedHint: 'Wer diese Richtlinie gemacht hat, hat sie gesperrt: Sie entscheiden über Bereiche, und ihre Felder bleiben, wie sie sind. Solange keine Datei offen ist, können Sie sie weglegen.',
    scope: 'Das gilt für',
    scopeAll: 'Alle Dateien',
    scopeOne: 'Nur diese Datei',
    spread: 'Für alle Dateien übernehmen',
    review: 'Durchsicht',
    secondReviewer: 'Eine zweite Person verlangen',
    secondReviewerHint: 'Eine Datei wird erst herausgegeben, wenn jemand anderes ihre Durchsicht abgezeichnet hat.',
    groupPeople: 'Erlauben, Gesichter nach Personen zu gruppieren',
    groupPeopleHint: 'Vergleicht Gesichter auf diesem Gerät, wenn Sie es verlangen. Was dabei berechnet wird, sind biometrische Daten: Sie bleiben im Arbeitsspeicher und verschwinden mit den Dateien.',
    reasonFor: 'Einen Grund verlangen',
    reasonRules: {
      never: 'Nie',
      'kept-clear': 'Für das, was jemand nicht maskiert',
      drawn: 'Für das, was jemand zeichnet',
      both: 'Für beides',
    },
    reasons: 'Gründe zur Auswahl',
    removeReason: (label) => `Den Grund „${label}“ entfernen`,
    newReason: 'Ein weiterer Grund',
    addReason: 'Hinzufügen',
    zones: 'Zonen auf jedem Bild',
    zonesHint: 'Für feste Kameras, Formulare und Vorlagen. Zonen für ein einzelnes Bild werden auf dem Bild gezeichnet.',
    zone: (n) => `Zone ${number.format(n)}`,
    zoneEffect: 'Was die Zone bewirkt',
    zoneEffects: {
      ignore: 'Lassen, was darin ist',
      search: 'Nur darin suchen',
      'mask-outside': 'Alles außerhalb maskieren',
    },
    addZone: 'Zone hinzufügen',
    removeZone: (n) => `Zone ${number.format(n)} entfernen`,
    records: 'Ein Protokoll neben jeder Datei',
    recordsHint: 'Im Ordner oder ZIP: was maskiert und geprüft wurde, als JSON. Keine Namen, keine Pixel.',
    sidecar: 'Liste der Bereiche neben jeder Datei',
    sidecars: { none: 'Keine', json: 'JSON', csv: 'CSV' },
    sidecarHint: 'Rechtecke von allem, was gefunden und entschieden wurde, für andere Programme.',
    kept: 'Was erhalten bleibt',
    keptMetadata: { resolution: 'Auflösung behalten (dpi)', 'capture-time': 'Aufnahmezeit behalten' },
    keptMetadataHints: {
      resolution: 'Wie groß das Bild gedruckt wird. Sagt über niemanden etwas.',
      'capture-time': 'Zusammen mit einem Ort oder einem Gesicht kann die Zeit verraten, wer jemand ist.',
    },
    unfinished: 'Unfertige Arbeit bleibt auf diesem Gerät für',
    retentions: { none: 'Gar nicht', '1h': '1 Stunde', '2h': '2 Stunden', '7d': '7 Tage', '14d': '14 Tage', '30d': '30 Tage' },
    unfinishedHint: 'Nur Entscheidungen: keine Bilder, keine Namen.',
    find: 'Suchen nach',
    thorough: 'Gründlicher suchen: dauert etwa doppelt so lange',
    thoroughHint: 'Sieht jedes Bild auf zwei Arten an. Findet mehr Gesichter und hält auch mehr für Gesichter, was keine sind.',
    look: 'Masken',
    settingsFor: 'Einstellungen für',
    allMasks: 'Alle Masken',
    output: 'Ausgabe',
    maskThreshold: 'Ohne Rückfrage maskieren ab',
    maskThresholdHint: (kind) => `Ein niedrigerer Wert maskiert mehr, auch mehr, was ${kinds[kind].no} ist.`,
    reviewThreshold: 'Nachfragen ab',
    reviewThresholdHint: 'Was dazwischen liegt, wartet auf Ihre Entscheidung.',
    growth: 'Größe der Maske',
    growthHint: 'Im Verhältnis zum Gefundenen.',
    margin: 'Rand ringsum',
    marginHint: 'Auf jeder Seite, als Anteil der Höhe.',
    fill: 'Füllung',
    fillHints: {
      solid: 'Eine Farbe. Von dem, was da war, bleibt nichts übrig.',
      soft: 'Nur aus den Pixeln rings um die Maske gezeichnet. Von dem, was da war, bleibt nichts übrig.',
      pixelate: 'Behält grobe Farben von dem, was da war, und lässt sich daher teilweise rückgängig machen. Nie für Text verwenden.',
    },
    fillsForbidden: {
      here: '„Verpixelt“ fehlt hier, weil sich Text, Kennzeichen und Codes darunter zurücklesen lassen. „Stärke“ weiter unten erlaubt es.',
      nowhere: '„Verpixelt“ fehlt, weil „Stärke“ weiter unten es nirgends erlaubt.',
    },
    strength: 'Stärke',
    weakFills: 'Wo Masken sich teilweise rückgängig machen lassen dürfen',
    weakFillRules: {
      nowhere: 'Nirgends',
      'not-on-text': 'Nur auf Gesichtern, Köpfen, Personen und Fahrzeugen',
      anywhere: 'Überall, auch auf Text, Kennzeichen und Codes',
    },
    weakFillsHint: (rule) =>
      rule === 'nowhere'
        ? 'Jede Maske ist einfarbig oder weich: Von dem, was sie bedeckt, ist nichts in der Datei.'
        : `In unserem Test wurden ${Math.round(digitsReadBack(1) * 100)} von 100 Ziffern zurückgelesen, verpixelt mit Blöcken, so breit wie der Text hoch ist. Das Protokoll nennt es zu jeder Maske.`,
    bucket: 'Verbergen, wie lang der Text ist',
    bucketHint: 'Macht Masken länger und dicker, in wenigen Größen, weil die Länge einer Maske einen Namen vom anderen unterscheiden kann.',
    pixelateMark: 'lässt sich teilweise rückgängig machen',
    shape: 'Umriss',
    color: 'Farbe',
    blocks: 'Blöcke nebeneinander',
    softness: 'Weichheit',
    format: 'Format',
    formats: { source: 'Wie die Quelle', jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF' },
    quality: 'Qualität',
    pattern: 'Dateinamen',
    patternHint: '{n} ist die laufende Nummer. {name} ist der Name der Quelle, der verraten kann, wer oder wo: Verwenden Sie ihn nur mit Absicht.',
    patternCarriesName: 'Die Ausgabe trägt den Namen der Quelle.',
    patternExample: (name) => `Zum Beispiel ${name}`,
    reset: 'Auf Vorgaben zurücksetzen',
    overridden: (n) => `${count(n, 'Bereich hat', 'Bereiche haben')} in dieser Datei eine eigene Füllung.`,
    applyAll: 'Füllung der Richtlinie für alle',
  },
};
