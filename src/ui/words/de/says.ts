import type { Words } from '../../words.ts';
import { count, number, termWords } from './terms.ts';

/** What is said to people who don’t see the screen. */
export const saysWords: Pick<Words, 'says'> = {
  says: {
    opened: (n) => `${count(n, 'Datei', 'Dateien')} geöffnet.`,
    found: (name, n, pending) => `${name}: ${count(n, 'Bereich', 'Bereiche')}, davon ${number.format(pending)} zu entscheiden.`,
    refused: (name, sentence) => `${name}: ${sentence}`,
    decided: (name, state) => `${name}: ${termWords.states[state]}.`,
    fileDecided: 'In dieser Datei ist alles entschieden.',
    nextFile: (name) => `Nächste Datei: ${name}.`,
    previousFile: (name) => `Vorherige Datei: ${name}.`,
    undone: 'Rückgängig gemacht.',
    redone: 'Wiederhergestellt.',
    nothingToUndo: 'Nichts rückgängig zu machen.',
    nothingToRedo: 'Nichts wiederherzustellen.',
    added: 'Bereich hinzugefügt.',
    removed: 'Bereich gelöscht.',
    zoneAdded: 'Zone hinzugefügt.',
    duplicated: (n) => `${count(n, 'Bereich', 'Bereiche')} dupliziert.`,
    corner: (n) => `Ecke ${number.format(n)} gesetzt.`,
    cornerBack: (n) => `Ecke zurückgenommen, noch ${number.format(n)} übrig.`,
    nothingEnclosed: 'Diese Ecken umschließen nichts.',
    givenUp: 'Zeichnen abgebrochen.',
    brushEnded: 'Bereich beendet. Der nächste Strich beginnt einen neuen.',
    turned: (degrees) => `Auf ${Math.round(degrees)} Grad gedreht.`,
    brushSize: (pixels) => `Pinsel ${number.format(pixels)} px.`,
    fill: (fill) => (fill === null ? 'Füllung wie in der Richtlinie.' : `Füllung: ${termWords.fills[fill]}.`),
    opacity: (share) => `Deckkraft der Masken ${Math.round(share * 100)} Prozent.`,
    before: 'Das Original wird gezeigt.',
    after: 'Die Masken werden gezeigt.',
    noUncertain: 'Nichts mehr zu entscheiden.',
    cancelled: 'Abgebrochen. Es wurde nichts geschrieben.',
  },
};
