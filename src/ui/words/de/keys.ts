import type { Words } from '../../words.ts';
import { share } from './terms.ts';

/** What German keyboards have written on their keys. */
const CAPS: Readonly<Record<string, string>> = {
  Ctrl: 'Strg', Shift: 'Umschalt', Enter: 'Eingabe', Delete: 'Entf', Space: 'Leertaste', Arrows: 'Pfeile', Backspace: 'Rücktaste', Click: 'Klick',
};

/** The list of keys, and what is written on them. */
export const keysWords: Pick<Words, 'keyCaps' | 'help'> = {
  keyCaps: (keys) => keys.split('+').map((key) => CAPS[key] ?? key).join('+'),
  help: {
    title: 'Tastenkürzel',
    off: 'Einzelne Buchstaben als Tastenkürzel sind in den Einstellungen ausgeschaltet.',
    close: 'Schließen',
    groups: { review: 'Bereiche', tools: 'Werkzeuge', file: 'Dateien', view: 'Ansicht' },
    actions: {
      selectTool: 'Auswählen', boxTool: 'Rechteck zeichnen', ellipseTool: 'Ellipse zeichnen', polygonTool: 'Polygon zeichnen', brushTool: 'Pinsel', zoneTool: 'Zone zeichnen',
      insert: 'Bereich in die Mitte setzen (Zeichenwerkzeuge)', crosshair: 'Kreuz bewegen (Zeichenwerkzeuge)', place: 'Ecke oder Tupfer am Kreuz setzen', finish: 'Polygon schließen, gepinselten Bereich beenden',
      takeBack: 'Letzte Ecke zurücknehmen', line: 'Gerade Linie mit dem Pinsel', brushSmaller: 'Kleinerer Pinsel', brushLarger: 'Größerer Pinsel', snap: 'Einrasten an Kanten ein oder aus', selectMore: 'In die Auswahl aufnehmen oder herausnehmen (Bild, Liste)',
      nextUncertain: 'Nächster Bereich zu entscheiden', previousUncertain: 'Voriger Bereich zu entscheiden', accept: 'Maskieren', reject: 'Nicht maskieren',
      changeFill: 'Füllung wechseln', duplicate: 'Duplizieren', remove: 'Gezeichneten Bereich löschen, gefundenen nicht maskieren', selectAll: 'Alle Bereiche auswählen',
      nudge: 'Um 1 px, um 10 px verschieben', resize: 'Größe ändern', turn: 'Um 1°, um 15° drehen', undo: 'Rückgängig', redo: 'Wiederherstellen', nextFile: 'Nächste Datei', previousFile: 'Vorige Datei',
      nextFrame: 'Nächstes Einzelbild, nächste Seite', previousFrame: 'Voriges Einzelbild, vorige Seite',
      export: 'Exportieren', zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', zoomFit: 'Einpassen', zoomActual: share(1), zoomSelection: 'Auf die Auswahl zoomen', panHold: 'Halten, um das Bild zu ziehen',
      compare: 'Vorher und nachher', opacity: 'Deckkraft der Masken, 9 ist voll', gallery: 'Alle Bereiche aller Dateien, oder das Bild', nextPanel: 'Nächstes Panel', previousPanel: 'Voriges Panel', help: 'Diese Liste', back: 'Zurück',
    },
  },
};
