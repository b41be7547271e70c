import type { Allowed, PolicyProblemKind } from '../../../core/policy/policy-problem.ts';
import type { Words } from '../../words.ts';
import { count, kinds, list, number } from './terms.ts';

const problems: Readonly<Record<PolicyProblemKind, string>> = {
  'not-a-policy': 'Das ist keine Richtlinie: Eine Richtlinie ist ein JSON-Objekt mit einer Version.',
  'too-new': 'Diese Richtlinie stammt aus einer späteren Version von Cloakroom.',
  'too-large': 'Das ist länger als jede Richtlinie.',
  'unknown-field': 'Ein solches Feld gibt es nicht.',
  missing: 'Dieses Feld fehlt.',
  'wrong-type': 'Das ist nicht die richtige Art von Wert.',
  'wrong-form': 'Dieser Text hat Zeichen, die nicht hierher gehören.',
  'out-of-range': 'Das liegt außerhalb des Bereichs.',
  'not-one-of': 'Das ist keiner der bekannten Werte.',
  'too-many': 'Das sind zu viele.',
  duplicate: 'Das kommt zweimal vor.',
  'weak-fill': 'Diese Füllung lässt sich teilweise rückgängig machen, und die Richtlinie erlaubt das hier nicht.',
};

function allowedText(allowed: Allowed): string {
  switch (allowed.type) {
    case 'flag':
      return 'Möglich sind true und false.';
    case 'number':
      return `Möglich ist ${allowed.orZero ? '0 oder ' : ''}eine ${allowed.whole ? 'ganze ' : ''}Zahl von ${number.format(allowed.from)} bis ${number.format(allowed.to)}.`;
    case 'values':
      return `Möglich sind: ${list(allowed.values.map(String))}.`;
    case 'text':
      return `Möglich sind ${number.format(allowed.from)} bis ${number.format(allowed.to)} Zeichen.`;
    case 'count':
      return `Höchstens ${number.format(allowed.most)}.`;
    case 'fields':
      return allowed.fields.length === 0 ? 'Hierher gehört noch nichts.' : `Hier bekannt: ${list(allowed.fields)}.`;
  }
}

/** The policy room: presets, sharing, and policies that come in. */
export const policyRoomWords: Pick<Words, 'policyRoom'> = {
  policyRoom: {
    title: 'Richtlinie',
    example: 'Eine gezeichnete Straße mit zwei Personen, einer abgewandten Person, einem Auto, einem Schild und einem Code, maskiert, wie diese Richtlinie es sagt',
    exampleCount: (masked, asked) => `${number.format(masked)} maskiert, nach ${number.format(asked)} würde gefragt.`,
    presets: 'Voreinstellungen',
    standard: 'Die von Cloakroom',
    standardWhy: 'Nur Gesichter, einfarbige Füllung, nach allem Zweifelhaften wird gefragt. Ein Anfang für Fotos von Menschen.',
    saved: 'In diesem Browser aufbewahrt',
    use: 'Verwenden',
    inUse: 'In Kraft',
    why: 'Warum',
    startWith: 'Damit anfangen',
    forget: (name) => `„${name}“ vergessen`,
    name: 'Name',
    open: 'Richtliniendatei öffnen',
    saveFile: 'Als Datei speichern',
    copyLink: 'Link kopieren',
    keep: 'In diesem Browser aufbewahren',
    nameFirst: 'Geben Sie ihr zuerst einen Namen.',
    kept: (name) => `„${name}“ wird in diesem Browser aufbewahrt.`,
    lock: 'Für alle sperren, die sie bekommen',
    lockHint: 'Die Datei oder der Link trägt eine Sperre: Man entscheidet über Bereiche und kann ihre Felder nicht ändern, solange Dateien offen sind. Sie ist ein Geländer und kein Siegel: Wer die Datei hat, kann sie bearbeiten. Jedes Protokoll nennt die Richtlinie vollständig.',
    linkHint: 'Ein Link trägt die Felder der Richtlinie in seinem Fragment, das Browser nie senden. Über Dateien trägt er nichts.',
    linkCopied: 'Der Link ist in der Zwischenablage.',
    linkTooLong: 'Diese Richtlinie ist zu lang für einen Link. Speichern Sie sie stattdessen als Datei.',
    linkFailed: 'Der Browser ließ diese Seite nicht in die Zwischenablage schreiben.',
    refused: 'Das ist keine Richtlinie, die sich verwenden lässt',
    problem: ({ problem, allowed }) => (allowed === undefined ? problems[problem] : `${problems[problem]} ${allowedText(allowed)}`),
    received: 'Eine Richtlinie ist angekommen. Verwenden?',
    receivedNamed: (name) => `Die Richtlinie „${name}“ ist angekommen. Verwenden?`,
    allowsWeak: 'Sie erlaubt Masken, die sich teilweise rückgängig machen lassen.',
    masksLess: (found) => `Sie maskiert oder fragt erst ab einer höheren Sicherheit als üblich, also wird weniger maskiert: ${list(found.map((kind) => kinds[kind].many))}.`,
    leavesAlone: (n) => `${count(n, 'Zone', 'Zonen')} auf jedem Bild, die Funde unmaskiert ${n === 1 ? 'lässt' : 'lassen'}`,
    hasZones: (n) => `${count(n, 'Zone', 'Zonen')} auf jedem Bild`,
    comesLocked: 'Sie ist gesperrt: Ihre Felder lassen sich nicht ändern, solange Dateien offen sind.',
    migrated: 'Sie stammt aus einer früheren Version und wurde auf den neuen Stand gebracht.',
    lockedNow: 'Die Richtlinie in Kraft ist gesperrt. Schließen Sie zuerst alle Dateien.',
    lockedOpen: 'Diese Richtlinie ist gesperrt. Solange keine Datei offen ist, können Sie sie weglegen.',
    putAway: 'Weglegen',
    useIt: 'Verwenden',
    dropIt: 'Nicht verwenden',
    nowInUse: (name) => `${name} ist in Kraft.`,
  },
};
