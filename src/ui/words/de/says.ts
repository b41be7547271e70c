import type { Words } from '../../words.ts';
import { count, number, termWords } from './terms.ts';

/** Where a step of undo was: in one file, which is named where others are open, or in several. */
const within = (files: number, file: string | null): string => (files > 1 ? ` in ${count(files, 'Datei', 'Dateien')}` : file === null ? '' : ` in ${file}`);

/** What is said to people who don’t see the screen. */
export const saysWords: Pick<Words, 'says'> = {
  says: {
    opened: (n) => `${count(n, 'Datei', 'Dateien')} geöffnet.`,
    more: (n) => `${count(n, 'Datei', 'Dateien')} hinzugefügt.`,
    found: (name, n, pending) => `${name}: ${count(n, 'Bereich', 'Bereiche')}, davon ${number.format(pending)} zu entscheiden.`,
    closed: (n) => `${count(n, 'Datei', 'Dateien')} geschlossen.`,
    again: (n) => `${count(n, 'Datei wartet', 'Dateien warten')} auf einen neuen Versuch.`,
    stopped: (n) => `${count(n, 'Suche', 'Suchen')} abgebrochen.`,
    refused: (name, sentence) => `${name}: ${sentence}`,
    decided: (name, state) => `${name}: ${termWords.states[state]}.`,
    fileDecided: 'In dieser Datei ist alles entschieden.',
    nextFile: (name) => `Nächste Datei: ${name}.`,
    previousFile: (name) => `Vorherige Datei: ${name}.`,
    undone: (file) => (file === null ? 'Rückgängig gemacht.' : `In ${file} rückgängig gemacht.`),
    redone: (file) => (file === null ? 'Wiederhergestellt.' : `In ${file} wiederhergestellt.`),
    undoneMany: (regions, files, file) => `Rückgängig gemacht: ${count(regions, 'Bereich', 'Bereiche')}${within(files, file)}.`,
    redoneMany: (regions, files, file) => `Wiederhergestellt: ${count(regions, 'Bereich', 'Bereiche')}${within(files, file)}.`,
    moved: (name) => `${name}: verschoben oder in der Größe geändert.`,
    mutedChanged: 'Es sind jetzt andere Teile des Tons stummgeschaltet.',
    nothingToUndo: 'Nichts rückgängig zu machen.',
    nothingToRedo: 'Nichts wiederherzustellen.',
    added: 'Bereich hinzugefügt.',
    removed: 'Bereich gelöscht.',
    snap: (on) => (on ? 'Einrasten an.' : 'Einrasten aus.'),
    tool: (name) => `Werkzeug: ${name}.`,
    cross: (x, y) => `Kreuz bei ${x}, ${y}.`,
    at: (left, top) => `Links ${left}, oben ${top}.`,
    size: (width, height) => `Breite ${width}, Höhe ${height}.`,
    zoneAdded: 'Zone hinzugefügt.',
    duplicated: (n) => `${count(n, 'Bereich', 'Bereiche')} dupliziert.`,
    corner: (n) => `Ecke ${number.format(n)} gesetzt.`,
    cornerBack: (n) => `Ecke zurückgenommen, noch ${number.format(n)} übrig.`,
    nothingEnclosed: 'Diese Ecken umschließen nichts.',
    givenUp: 'Zeichnen abgebrochen.',
    brushEnded: 'Bereich abgeschlossen. Der nächste Strich beginnt einen neuen.',
    turned: (degrees) => `Auf ${Math.round(degrees)} Grad gedreht.`,
    brushSize: (pixels) => `Pinsel ${number.format(pixels)} px.`,
    fill: (fill) => (fill === null ? 'Füllung wie in der Richtlinie.' : `Füllung: ${termWords.fills[fill]}.`),
    opacity: (share) => `Deckkraft der Masken ${Math.round(share * 100)} Prozent.`,
    before: 'Das Original wird angezeigt.',
    after: 'Die Masken werden angezeigt.',
    noUncertain: 'Nichts mehr zu entscheiden.',
    cancelled: 'Abgebrochen. Es wurde nichts geschrieben.',
  },
};
