import type { Words } from '../../words.ts';
import { count } from './terms.ts';

/** The about page: build, stored copy, storage, notices. */
export const aboutWords: Pick<Words, 'about'> = {
  about: {
    title: 'Über Cloakroom',
    open: 'Über Cloakroom',
    what: 'Cloakroom anonymisiert Bilder und Videos im Browser. Nichts, was Sie darin öffnen, verlässt dieses Gerät: Es gibt keinen Server, an den Dateien gesendet werden könnten, und die Seiten werden mit HTTP-Headern ausgeliefert, unter denen der Browser keine hinauslässt.',
    install: 'Als App installieren',
    build: 'Build',
    licence: 'Lizenz',
    copyTitle: 'Die Kopie auf diesem Gerät',
    copyLead: 'Jeder Teil der App ist hier mit seiner Prüfsumme gespeichert. Diese Prüfung berechnet alle Prüfsummen neu und vergleicht sie. Zum Vergleich mit dem veröffentlichten Build dient die lange Zahl: Sie benennt genau diese Dateien.',
    check: 'Kopie prüfen',
    checking: 'Prüfsummen werden berechnet',
    copyNone: 'Es gibt keine gespeicherte Kopie zu prüfen: Diese Seite kommt aus dem Netz.',
    copyWhole: (files, size) => `Alle ${count(files, 'Datei', 'Dateien')} (${size}) sind die dieses Builds.`,
    copyBroken: (n) => `${count(n, 'Datei fehlt oder ist', 'Dateien fehlen oder sind')} verändert. Laden Sie die Seite neu, solange Sie online sind, und öffnen Sie vorher keine wichtigen Dateien.`,
    storage: 'Speicher',
    storageUsed: (used, room) => (room === null ? `${used} auf diesem Gerät belegt.` : `${used} von etwa ${room} auf diesem Gerät belegt.`),
    storageFull: 'Es ist kaum noch Speicherplatz frei. Unfertige Arbeit bleibt vielleicht nicht erhalten: Exportieren Sie, bevor Sie die Seite schließen.',
    storageLoose: 'Der Browser kann die Offline-Kopie und unfertige Arbeit löschen, wenn der Platz knapp wird.',
    storageKept: 'Der Browser behält die Offline-Kopie und unfertige Arbeit, auch wenn der Platz knapp wird.',
    storageRefused: 'Der Browser hat nicht zugestimmt. Meist hilft es, Cloakroom als App zu installieren.',
    storageKeep: 'Browser um Aufbewahrung bitten',
    notices: 'Lizenzhinweise Dritter',
    noticesLead: 'Cloakroom baut auf der Arbeit anderer auf. Deren Lizenzen liegen bei.',
    noticesOpen: 'Lizenzhinweise anzeigen',
  },
};
