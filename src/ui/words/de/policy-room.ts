import type { Allowed, PolicyProblemKind } from '../../../core/policy/policy-problem.ts';
import type { Words } from '../../words.ts';
import { count, kinds, list, number } from './terms.ts';

const problems: Readonly<Record<PolicyProblemKind, string>> = {
  'not-a-policy': 'Das ist keine Richtlinie: Eine Richtlinie ist ein JSON-Objekt mit einer Version.',
  'too-new': 'Diese Richtlinie stammt aus einer späteren Version von Cloakroom.',
  'too-large': 'Das ist zu lang für eine Richtlinie.',
  'unknown-field': 'Ein solches Feld gibt es nicht.',
  missing: 'Dieses Feld fehlt.',
  'wrong-type': 'Dieser Wert ist nicht von der richtigen Art.',
  'wrong-form': 'Dieser Text enthält Zeichen, die nicht hierhergehören.',
  'out-of-range': 'Dieser Wert liegt außerhalb des Zulässigen.',
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
      return allowed.fields.length === 0 ? 'Hier ist noch nichts vorgesehen.' : `Hier bekannt: ${list(allowed.fields)}.`;
  }
}

/** The policy room: presets, sharing, and policies that come in. */
export const policyRoomWords: Pick<Words, 'policyRoom'> = {
  policyRoom: {
    title: 'Richtlinie',
    example: 'Eine gezeichnete Straße mit zwei Personen, einer abgewandten Person, einem Auto, einem Schild und einem Code, maskiert nach dieser Richtlinie',
    exampleCount: (masked, asked) => `${number.format(masked)} maskiert, bei ${number.format(asked)} würde nachgefragt.`,
    presets: 'Voreinstellungen',
    standard: 'Cloakroom-Standard',
    standardWhy: 'Nur Gesichter, einfarbige Füllung, in allen Zweifelsfällen wird nachgefragt. Ein Ausgangspunkt für Fotos und Videos von Menschen.',
    saved: 'In diesem Browser gespeichert',
    use: 'Verwenden',
    inUse: 'Aktiv',
    why: 'Warum',
    startWith: 'Damit starten',
    forget: (name) => `„${name}“ löschen`,
    name: 'Name',
    open: 'Richtliniendatei öffnen',
    saveFile: 'Als Datei speichern',
    copyLink: 'Link kopieren',
    keep: 'Im Browser speichern',
    nameFirst: 'Um im Browser gespeichert zu werden, braucht die Richtlinie einen Namen.',
    kept: (name) => `„${name}“ ist in diesem Browser gespeichert.`,
    lock: 'Für alle sperren, die sie erhalten',
    lockHint: 'Die Datei oder der Link enthält eine Sperre: Man entscheidet über Bereiche, kann aber die Felder der Richtlinie nicht ändern, solange Dateien geöffnet sind. Das ist eine Leitplanke, kein Siegel: Wer die Datei hat, kann sie bearbeiten. Jedes Protokoll nennt die Richtlinie vollständig.',
    linkHint: 'Ein Link enthält die Felder der Richtlinie in seinem Fragment, das Browser nie senden. Über Dateien enthält er nichts.',
    linkCopied: 'Der Link ist in der Zwischenablage.',
    linkTooLong: 'Diese Richtlinie ist zu lang für einen Link. Speichern Sie sie stattdessen als Datei.',
    linkFailed: 'Der Browser hat dieser Seite nicht erlaubt, in die Zwischenablage zu schreiben.',
    refused: 'Das ist keine Richtlinie, die sich verwenden lässt',
    problem: ({ problem, allowed }) => (allowed === undefined ? problems[problem] : `${problems[problem]} ${allowedText(allowed)}`),
    received: 'Eine Richtlinie ist angekommen. Verwenden?',
    receivedNamed: (name) => `Die Richtlinie „${name}“ ist angekommen. Verwenden?`,
    allowsWeak: 'Sie erlaubt Masken, die sich teilweise rückgängig machen lassen.',
    masksLess: (found) => `Sie maskiert oder fragt erst ab einer höheren Konfidenz als üblich, sodass weniger maskiert wird: ${list(found.map((kind) => kinds[kind].many))}.`,
    leavesAlone: (n) => `${count(n, 'Zone', 'Zonen')} auf jedem Bild, in ${n === 1 ? 'der' : 'denen'} oder außerhalb derer Funde nicht maskiert werden`,
    hasZones: (n) => `${count(n, 'Zone', 'Zonen')} auf jedem Bild`,
    comesLocked: 'Sie ist gesperrt: Ihre Felder lassen sich nicht ändern, solange Dateien geöffnet sind.',
    migrated: 'Sie stammt aus einer früheren Version und wurde auf den aktuellen Stand gebracht.',
    lockedNow: 'Die aktive Richtlinie ist gesperrt. Schließen Sie zuerst alle Dateien.',
    lockedOpen: 'Diese Richtlinie ist gesperrt. Solange keine Datei geöffnet ist, können Sie sie deaktivieren.',
    putAway: 'Deaktivieren',
    useIt: 'Verwenden',
    dropIt: 'Nicht verwenden',
    nowInUse: (name) => `${name} ist aktiv.`,
    undoneTo: (name) => `Rückgängig gemacht: Aktiv ist wieder die Richtlinie ${name}.`,
    redoneTo: (name) => `Wiederhergestellt: Aktiv ist die Richtlinie ${name}.`,
    changeUndone: 'Rückgängig gemacht: eine Änderung an der Richtlinie.',
    changeRedone: 'Wiederhergestellt: eine Änderung an der Richtlinie.',
  },
};
