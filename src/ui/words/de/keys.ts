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
    groups: { review: 'Bereiche', tools: 'Werkzeuge', video: 'Videos', file: 'Dateien', view: 'Ansicht' },
    actions: {
      selectTool: 'Auswählen', boxTool: 'Rechteck zeichnen', ellipseTool: 'Ellipse zeichnen', polygonTool: 'Polygon zeichnen', brushTool: 'Pinsel', zoneTool: 'Zone zeichnen',
      insert: 'Bereich in die Mitte setzen (Zeichenwerkzeuge)', crosshair: 'Kreuz bewegen (Zeichenwerkzeuge)', place: 'Ecke oder Tupfer am Kreuz setzen', finish: 'Polygon schließen, gepinselten Bereich abschließen',
      takeBack: 'Letzte Ecke zurücknehmen', line: 'Gerade Linie mit dem Pinsel', brushSmaller: 'Kleinerer Pinsel', brushLarger: 'Größerer Pinsel', snap: 'Einrasten an Kanten ein oder aus', selectMore: 'Zur Auswahl hinzufügen oder daraus entfernen (Bild, Liste)',
      nextUncertain: 'Nächster zu entscheidender Bereich', previousUncertain: 'Vorheriger zu entscheidender Bereich', accept: 'Maskieren', reject: 'Nicht maskieren',
      changeFill: 'Füllung wechseln', duplicate: 'Duplizieren', remove: 'Gezeichneten Bereich löschen, gefundenen nicht maskieren', selectAll: 'Alle Bereiche auswählen',
      nudge: 'Um 1\u00a0px, um 10\u00a0px verschieben', resize: 'Größe ändern', turn: 'Um 1°, um 15° drehen', playPause: 'Abspielen oder anhalten', splitTrack: 'Bereich hier in zwei teilen', joinTracks: 'Ausgewählte Bereiche verbinden', keyframe: 'Rahmen hier von Hand setzen oder wieder entfernen', beginHere: 'Bereich beginnt hier', endHere: 'Bereich endet hier',
      partFrom: 'Abschnitt beginnt hier', partTo: 'Abschnitt endet hier', maskPart: 'Ganze Einzelbilder im Abschnitt maskieren, Ton stummschalten', maskRest: 'Ganze Einzelbilder außerhalb des Abschnitts maskieren, Ton stummschalten', mutePart: 'Abschnitt stummschalten', unmutePart: 'Stummschaltung des Abschnitts aufheben',
      undo: 'Rückgängig', redo: 'Wiederherstellen', nextFile: 'Nächste Datei', previousFile: 'Vorherige Datei',
      nextFrame: 'Nächstes Einzelbild, nächste Seite', previousFrame: 'Vorheriges Einzelbild, vorherige Seite',
      export: 'Exportieren', zoomIn: 'Vergrößern', zoomOut: 'Verkleinern', zoomFit: 'Einpassen', zoomActual: share(1), zoomSelection: 'Auf die Auswahl zoomen', panHold: 'Gedrückt halten, um das Bild zu verschieben',
      compare: 'Vorher und nachher', opacity: 'Deckkraft der Masken, 9 ist voll', gallery: 'Alle Bereiche aller Dateien oder das Bild', nextPanel: 'Nächstes Bedienfeld', previousPanel: 'Vorheriges Bedienfeld', help: 'Diese Liste', back: 'Zurück',
    },
  },
};
