import type { SoundChoice } from '../../../core/policy/policy.ts';
import type { Words } from '../../words.ts';
import { capital, count, kinds, list, number, places, plural } from './terms.ts';

/** What an export does with the sound of a video. */
const soundFate: Readonly<Record<SoundChoice, string>> = { drop: 'entfernt', voice: 'Stimmen verändert', keep: 'behalten' };

/** What to try where a finished file was held. */
const otherFormat = (isVideo: boolean): string => `Versuchen Sie es mit ${isVideo ? 'dem anderen Format von Videos' : 'PNG als Format'}.`;

/** The bar at the bottom, and the export sheet. */
export const exportingWords: Pick<Words, 'exportBar' | 'exportSheet' | 'fourEyes' | 'stages' | 'stageAt' | 'framePace'> = {
  exportBar: {
    policy: 'Masken.',
    briefKinds: (found) => (found.length === 0 ? 'Es wird nichts gesucht' : `${capital(list(found.map((kind) => kinds[kind].many)))}:`),
    briefFill: { solid: 'einfarbig', soft: 'weich', pixelate: 'verpixelt' },
    export: (n) => `${count(n, 'Datei', 'Dateien')} exportieren`,
    none: 'Exportieren',
    toDecide: (n) => `${count(n, 'Bereich', 'Bereiche')} zu entscheiden`,
    allDecided: 'Alles ist entschieden',
    mixedFills: 'mehrere Füllungen',
    looksFor: (found) => (found.length === 0 ? 'es wird nichts gesucht' : list(found.map((kind) => kinds[kind].many))),
  },
  exportSheet: {
    title: 'Exportieren',
    undecided: (regions, files) =>
      `Über ${count(regions, 'Bereich', 'Bereiche')} in ${count(files, 'Datei', 'Dateien')} ist noch nicht entschieden. Was soll damit geschehen?`,
    maskThem: (_n, exportsThen) => (exportsThen ? 'Maskieren und exportieren' : 'Maskieren'),
    leaveThem: (_n, exportsThen) => (exportsThen ? 'Unmaskiert lassen und exportieren' : 'Unmaskiert lassen'),
    maybeKept: (n) =>
      n === 1 ? 'Einer davon ist ein sicherer Fund, der eine Person sein kann, die Sie nicht maskieren: Er bleibt maskiert, wenn Sie nicht selbst über ihn entscheiden.' : `${number.format(n)} davon sind sichere Funde, die eine Person sein können, die Sie nicht maskieren: Sie bleiben maskiert, wenn Sie nicht über jeden selbst entscheiden.`,
    goBack: 'Noch einmal ansehen',
    notReady: (n) => (n === 0 ? '' : `${count(n, 'Datei ist', 'Dateien sind')} noch nicht durchsucht und ${plural(n, 'wird', 'werden')} ausgelassen.`),
    notOpened: (n) => (n === 0 ? '' : `${count(n, 'Datei ließ', 'Dateien ließen')} sich nicht bearbeiten und ${plural(n, 'wird', 'werden')} ausgelassen.`),
    start: (n) => `${count(n, 'Datei', 'Dateien')} exportieren`,
    busy: (at, total) => `Datei ${number.format(at)} von ${number.format(total)} wird exportiert`,
    cancel: 'Export abbrechen',
    close: 'Schließen',
    done: (released, held, failed) =>
      [
        released === 0 ? 'Noch nichts zu speichern.' : `${count(released, 'Datei', 'Dateien')} geprüft und bereit zum Speichern.`,
        held > 0 ? `${count(held, 'Datei', 'Dateien')} zurückgehalten.` : '',
        failed > 0 ? `${count(failed, 'Datei', 'Dateien')} fehlgeschlagen.` : '',
      ].filter(Boolean).join(' '),
    save: 'Speichern',
    saveOne: (name) => `${name} speichern`,
    saveZip: 'Als ZIP speichern',
    saveFolder: 'In einen Ordner speichern',
    copy: 'Bild kopieren',
    copied: 'Das anonymisierte Bild ist als PNG in der Zwischenablage.',
    copyFailed: 'Der Browser hat dieser Seite nicht erlaubt, in die Zwischenablage zu schreiben.',
    saved: 'Gespeichert',
    from: (source) => `aus ${source}`,
    savedCount: (n) => `${count(n, 'Datei', 'Dateien')} gespeichert.`,
    savedSome: (saved, failed) => `${count(saved, 'Datei', 'Dateien')} gespeichert, ${number.format(failed)} nicht.`,
    saveBeside: 'Bei den Quelldateien speichern',
    saveBesideHint: 'In den Ordnern, aus denen sie stammen, unter neuen Namen. Nichts wird überschrieben.',
    results: 'Ergebnistabelle (CSV)',
    dragOut: 'In einen Ordner ziehen',
    soundOpen: (files) => `${files === 1 ? 'Ein Video hat' : `${number.format(files)} Videos haben`} Ton. Stimmen und Gesagtes können verraten, wer jemand ist. Was soll damit geschehen?`,
    soundMutedThen: (parts, files) =>
      `${count(parts, 'Teil ist', 'Teile sind')} auf der Zeitleiste stummgeschaltet${files === 1 ? '' : `, in ${count(files, 'Video', 'Videos')}`}. Wird der Ton entfernt, ${parts === 1 ? 'fällt er' : 'fallen sie'} mit weg. Werden Stimmen verändert oder bleibt der Ton, ${parts === 1 ? 'ist er' : 'sind sie'} still, und der übrige Ton wird neu kodiert.`,
    dropSound: 'Ton entfernen',
    voiceSound: 'Stimmen verändern',
    keepSound: 'Ton unverändert behalten',
    soundFacts: 'Eine Stimme gehört zu den personenbezogenen Daten. Eine veränderte Stimme ist schwerer wiederzuerkennen, trägt aber weiter die Worte, den Akzent und den Rhythmus der Person, die spricht.',
    soundAnswered: (answers) => `Ton beim Export: ${list(answers.map(({ sound, n }) => `${soundFate[sound]} in ${count(n, 'Video', 'Videos')}`))}.`,
    changeSound: 'Ändern',
    changeSoundAgain: 'Ändern und neu exportieren',
    reasonsMissing: (regions, files) =>
      `Die Richtlinie verlangt einen Grund. Für ${count(regions, 'Bereich', 'Bereiche')} in ${count(files, 'Datei', 'Dateien')} fehlt er noch.`,
    reasonForAll: 'Ein Grund für alle',
    chooseReason: 'Grund wählen',
    giveReason: 'Diesen Grund angeben',
    oneByOne: 'Einzeln durchgehen',
    folders: 'Ordnernamen im ZIP oder Ordner beibehalten',
    foldersHint: 'Sie bleiben, wie sie kamen, und können verraten, wer auf den Bildern und in den Videos zu sehen ist. Die Namen der Dateien richten sich nach der Richtlinie.',
    records: 'Jeder Datei im ZIP oder Ordner ein Protokoll beilegen (JSON: was maskiert und geprüft wurde; keine Namen, keine Pixel)',
    record: 'Protokoll',
    recordOne: (name) => `Das Protokoll von ${name} speichern`,
    masked: (counts) => `${list(counts.map(({ kind, n }) => count(n, kinds[kind].one, kinds[kind].many)))} maskiert`,
    maskedOutside: 'alles außerhalb einer Zone maskiert',
    maskedNone: 'nichts maskiert',
    metadataRemoved: (n, kept) =>
      `${n === 0 ? (kept === 0 ? 'keine Metadaten in der Quelldatei' : 'keine weiteren Metadaten in der Quelldatei') : `${count(n, 'Metadateneintrag', 'Metadateneinträge')} entfernt`}${kept === 0 ? '' : `, ${number.format(kept)} beibehalten`}`,
    rechecked: (regions, segments) => `${count(regions, 'Bereich', 'Bereiche')} und ${count(segments, 'Segment', 'Segmente')} der Datei nachgeprüft`,
    recheckedVideo: (masks, frames, searched, segments) =>
      `${count(masks, 'Maske', 'Masken')} in ${count(frames, 'Einzelbild', 'Einzelbildern')} verglichen, ${count(searched, 'Einzelbild', 'Einzelbilder')} noch einmal durchsucht, ${count(segments, 'Segment', 'Segmente')} der Datei nachgeprüft`,
    soundNone: 'Kein Ton in der Quelldatei',
    soundDropped: 'Kein Ton',
    soundKept: 'Ton unverändert behalten',
    soundVoices: 'Stimmen verändert',
    soundMuted: (parts, seconds) => `${count(parts, 'Teil', 'Teile')} stumm (${count(seconds, 'Sekunde', 'Sekunden')})`,
    soundAnew: (done, codec) => `Ton: ${[...done, `neu kodiert als ${codec}`].join(', ')}`,
    sizes: (before, after) => `${before} → ${after}`,
    aboutSize: (size) => `Etwa ${size}`,
    hash: 'SHA-256',
    heldSurvivor: (kind, place) =>
      `Zurückgehalten: Etwas, das wie ${kinds[kind].a} aussieht, ist ${places[place]} noch sichtbar. Maskieren Sie es, oder wählen Sie „${capital(kinds[kind].no)}“.`,
    heldStructure: (names, isVideo) =>
      `Zurückgehalten: Die fertige Datei enthält ${isVideo ? 'etwas, das nicht geplant war' : 'mehr als das Bild'} (${list(names)}). Sie wurde nicht herausgegeben. ${otherFormat(isVideo)}`,
    heldPixels: (isVideo) => `Zurückgehalten: Die Masken in der fertigen Datei sind nicht die geplanten. Die Datei wurde nicht herausgegeben. ${otherFormat(isVideo)} Auch eine andere Qualität oder Füllung kann helfen.`,
    heldResolved: 'Entschieden. Exportieren Sie die Datei erneut, damit sie geprüft wird.',
    maskIt: 'Maskieren',
    exportAgain: 'Erneut exportieren',
    show: 'Anzeigen',
    queued: 'Wartet',
  },
  fourEyes: {
    title: 'Diese Richtlinie verlangt eine zweite Person',
    first: (n) => `Zuerst bestätigt die erste Person, dass sie ${n === 1 ? 'diese Datei' : `diese ${number.format(n)} Dateien`} durchgesehen hat.`,
    second: (n) => `Nun sieht eine zweite Person ${n === 1 ? 'die Datei' : `die ${number.format(n)} Dateien`} durch und zeichnet die Durchsicht unter einem anderen Namen ab. Wer eine Entscheidung ändert, kann diese Datei nicht abzeichnen.`,
    firstName: 'Name der ersten Person',
    secondName: 'Name der zweiten Person',
    confirm: 'Ich habe sie durchgesehen',
    signOff: (n) => `${count(n, 'Datei', 'Dateien')} abzeichnen`,
    look: 'Zuerst durchsehen',
    hint: 'Namen werden in diesem Tab zu pseudonymen Kennungen. Die Namen selbst werden nirgends aufbewahrt.',
    noName: 'Geben Sie zuerst einen Namen ein.',
    sameName: 'Die zweite Person muss jemand anderes sein.',
    reviewed: (n) => `${count(n, 'Datei', 'Dateien')} als durchgesehen markiert.`,
    signedOff: (n) => `${count(n, 'Datei', 'Dateien')} abgezeichnet.`,
  },
  stages: { load: 'Wird vorbereitet', decode: 'Wird dekodiert', detect: 'Wird durchsucht', mask: 'Wird maskiert', encode: 'Wird kodiert', verify: 'Wird nachgeprüft' },
  stageAt: (stage, frame, of) => `${stage}: Einzelbild ${number.format(frame)} von ${number.format(of)}`,
  framePace: (perSecond) => `${count(perSecond, 'Einzelbild', 'Einzelbilder')} pro Sekunde`,
};
