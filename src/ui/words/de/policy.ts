import { digitsReadBack } from '../../../core/mask/leak.ts';
import type { Words } from '../../words.ts';
import { count, kinds, number } from './terms.ts';

/** The reasons that Cloakroom brings, by id, each with the English label that it has in a policy. */
const REASONS = new Map<string, readonly [english: string, german: string]>([
  ['not-a-match', ['Not what it was taken for', 'Falsch erkannt']],
  ['consent', ['The person agreed', 'Die Person hat zugestimmt']],
  ['public-role', ['Public role at a public event', 'Öffentliche Rolle bei einer öffentlichen Veranstaltung']],
  ['missed', ['The search missed it', 'Bei der Suche übersehen']],
  ['context', ['Tells who it is by its surroundings', 'Die Umgebung verrät, wer es ist']],
  ['subject', ['The person who the request is about', 'Die Person, um die es im Ersuchen geht']],
  ['relevant', ['Needed to show what happened', 'Nötig, um das Geschehen zu zeigen']],
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
    lockedHint: 'Wer diese Richtlinie erstellt hat, hat sie gesperrt: Sie entscheiden über Bereiche, die Felder der Richtlinie bleiben, wie sie sind. Solange keine Datei geöffnet ist, können Sie die Richtlinie deaktivieren.',
    scope: 'Das gilt für',
    scopeAll: 'Alle Dateien',
    scopeOne: 'Nur diese Datei',
    spread: 'Für alle Dateien übernehmen',
    review: 'Durchsicht',
    secondReviewer: 'Abzeichnen durch eine zweite Person verlangen',
    secondReviewerHint: 'Eine Datei wird erst herausgegeben, wenn jemand anderes ihre Durchsicht abgezeichnet hat.',
    groupPeople: 'Erlauben, Gesichter nach Personen zu gruppieren',
    groupPeopleHint: 'Vergleicht Gesichter auf diesem Gerät, wenn Sie es verlangen. Was dabei berechnet wird, sind biometrische Daten: Diese bleiben im Arbeitsspeicher und sind weg, sobald die Dateien geschlossen sind.',
    reasonFor: 'Einen Grund verlangen',
    reasonRules: {
      never: 'Nie',
      'kept-clear': 'Wenn jemand etwas nicht maskiert',
      drawn: 'Wenn jemand etwas zeichnet',
      both: 'In beiden Fällen',
    },
    reasons: 'Gründe zur Auswahl',
    removeReason: (label) => `Den Grund „${label}“ entfernen`,
    newReason: 'Weiterer Grund',
    addReason: 'Hinzufügen',
    zones: 'Zonen auf jedem Bild',
    zonesHint: 'Für feste Kameras, Formulare und Vorlagen. Zonen für ein einzelnes Bild zeichnen Sie auf dem Bild selbst.',
    zone: (n) => `Zone ${number.format(n)}`,
    zoneEffect: 'Was die Zone bewirkt',
    zoneEffects: {
      ignore: 'Funde darin nicht maskieren',
      search: 'Nur darin suchen',
      'mask-outside': 'Alles außerhalb maskieren',
    },
    addZone: 'Zone hinzufügen',
    removeZone: (n) => `Zone ${number.format(n)} entfernen`,
    records: 'Protokoll zu jeder Datei',
    recordsHint: 'Im Ordner oder ZIP: was maskiert und geprüft wurde, als JSON. Keine Namen, keine Pixel.',
    sidecar: 'Liste der Bereiche zu jeder Datei',
    sidecars: { none: 'Keine', json: 'JSON', csv: 'CSV' },
    sidecarHint: 'Rechtecke zu allem, was gefunden und entschieden wurde, für andere Programme.',
    kept: 'Was erhalten bleibt',
    keptMetadata: { resolution: 'Auflösung beibehalten (dpi)', 'capture-time': 'Aufnahmezeit beibehalten' },
    keptMetadataHints: {
      resolution: 'Wie groß das Bild gedruckt wird. Sagt nichts über Personen aus.',
      'capture-time': 'Zusammen mit einem Ort oder einem Gesicht kann die Zeit verraten, wer jemand ist.',
    },
    unfinished: 'Unfertige Arbeit auf diesem Gerät aufbewahren',
    retentions: { none: 'Gar nicht', '1h': '1 Stunde', '2h': '2 Stunden', '7d': '7 Tage', '14d': '14 Tage', '30d': '30 Tage' },
    unfinishedHint: 'Nur Entscheidungen: keine Bilder, keine Namen.',
    find: 'Gesucht werden',
    thorough: 'Gründlicher suchen: dauert etwa doppelt so lange',
    thoroughHint: 'Betrachtet jedes Bild auf zwei Arten. Findet mehr Gesichter, hält aber auch mehr für Gesichter, was keine sind.',
    look: 'Masken',
    settingsFor: 'Einstellungen für',
    allMasks: 'Alle Masken',
    output: 'Ausgabe',
    maskThreshold: 'Ohne Rückfrage maskieren ab',
    maskThresholdHint: (kind) => `Ein niedrigerer Wert maskiert mehr, auch mehr, was ${kinds[kind].no} ist.`,
    reviewThreshold: 'Nachfragen ab',
    reviewThresholdHint: 'Was dazwischen liegt, wartet auf Ihre Entscheidung.',
    growth: 'Größe der Maske',
    growthHint: 'Im Verhältnis zum Fund.',
    margin: 'Rand ringsum',
    marginHint: 'Auf jeder Seite, als Anteil der Höhe.',
    fill: 'Füllung',
    fillHints: {
      solid: 'Eine einzige Farbe. Vom ursprünglichen Inhalt bleibt nichts übrig.',
      soft: 'Nur aus den Pixeln rings um die Maske gezeichnet. Vom ursprünglichen Inhalt bleibt nichts übrig.',
      pixelate: 'Behält grobe Farben des ursprünglichen Inhalts und lässt sich daher teilweise rückgängig machen. Nie für Text verwenden.',
    },
    fillsForbidden: {
      here: '„Verpixelt“ fehlt hier, weil sich Text, Kennzeichen und Codes daraus wieder auslesen lassen. Erlauben lässt es sich weiter unten unter „Stärke“.',
      nowhere: '„Verpixelt“ fehlt, weil es weiter unten unter „Stärke“ nirgends erlaubt ist.',
    },
    strength: 'Stärke',
    weakFills: 'Wo Masken erlaubt sind, die sich teilweise rückgängig machen lassen',
    weakFillRules: {
      nowhere: 'Nirgends',
      'not-on-text': 'Nur auf Gesichtern, Köpfen, Personen und Fahrzeugen',
      anywhere: 'Überall, auch auf Text, Kennzeichen und Codes',
    },
    weakFillsHint: (rule) =>
      rule === 'nowhere'
        ? 'Jede Maske ist einfarbig oder weich: Von dem, was sie abdeckt, ist nichts in der Datei.'
        : `In unserem Test ließen sich ${Math.round(digitsReadBack(1) * 100)} von 100 verpixelten Ziffern wieder auslesen, bei Blöcken, die so breit sind, wie der Text hoch ist. Das Protokoll vermerkt es zu jeder Maske.`,
    bucket: 'Länge des Textes verbergen',
    bucketHint: 'Macht Masken länger und dicker, in nur wenigen Größen, weil sich Namen unter Umständen schon an der Länge der Maske unterscheiden lassen.',
    pixelateMark: 'lässt sich teilweise rückgängig machen',
    shape: 'Umriss',
    color: 'Farbe',
    blocks: 'Blöcke nebeneinander',
    softness: 'Weichheit',
    format: 'Format',
    formats: { source: 'Wie die Quelldatei', jpeg: 'JPEG', png: 'PNG', webp: 'WebP', avif: 'AVIF' },
    quality: 'Qualität',
    pattern: 'Dateinamen',
    patternHint: '{n} ist die laufende Nummer. {name} ist der Name der Quelldatei, der Personen oder Orte verraten kann: Verwenden Sie ihn nur bewusst.',
    patternCarriesName: 'Die Ausgabe trägt den Namen der Quelldatei.',
    patternExample: (name) => `Zum Beispiel ${name}`,
    reset: 'Auf Vorgaben zurücksetzen',
    overridden: (n) => `${count(n, 'Bereich hat', 'Bereiche haben')} in dieser Datei eine eigene Füllung.`,
    applyAll: 'Alle wie in der Richtlinie füllen',
  },
};
