import type { Words } from '../../words.ts';
import { count } from './terms.ts';

/** The proof page. */
export const proofWords: Pick<Words, 'proof'> = {
  proof: {
    title: 'Woher weiß ich, dass nichts das Gerät verlässt?',
    witness: 'Was diese Seite im Netz angefragt hat',
    witnessSince: (n, blocked) =>
      `${count(n, 'Anfrage', 'Anfragen')} seit dem Öffnen der Dateien. ${count(blocked, 'Versuch', 'Versuche')} vom Browser verhindert.`,
    witnessBefore: 'Es sind noch keine Dateien geöffnet, daher wird nichts gezählt. Mit den Anfragen unten wurde die App selbst geladen.',
    path: 'Adresse',
    kind: 'Angefragt von',
    answered: 'Beantwortet von',
    device: 'diesem Gerät',
    network: 'dem Netz',
    noRequests: 'Es waren keine Anfragen zu sehen.',
    enforced: 'Was der Browser durchsetzt',
    enforcedList: [
      'Eine Content-Security-Policy für die Seite, ihre Worker und den Service Worker: Sie dürfen ihre eigenen Teile von dieser Adresse laden und sonst nichts.',
      'Eine Connection-Allowlist in Chromium-Browsern: Auch Links, Formulare, Weiterleitungen, WebRTC und DNS-Abfragen zu anderen Orten werden verhindert.',
      'Ein Service Worker, der nach der Installation aus der gespeicherten, geprüften Kopie der App antwortet und das Netz nicht anfragt.',
      'Erkennungsmodelle, deren SHA-256 mit dem in diesem Build übereinstimmen muss. Ein falsches Modell wird abgelehnt und nicht verwendet.',
    ],
    test: 'Selbst ausprobieren',
    testList: [
      'Warten Sie, bis oben „Läuft offline“ steht.',
      'Ziehen Sie das Netzwerkkabel oder schalten Sie den Flugmodus ein.',
      'Laden Sie diese Seite neu, öffnen Sie ein Foto oder ein Video und exportieren Sie es. Alles funktioniert wie zuvor.',
      'Oder öffnen Sie die Entwicklerwerkzeuge des Browsers, wählen Sie „Netzwerk“ und sehen Sie beim Arbeiten zu.',
    ],
    tryTitle: 'Versuchen, etwas zu senden',
    tryLead: 'Jede Schaltfläche versucht, ein Byte aus dieser Seite hinauszuschicken, an eine Adresse, die niemandem gehört. Achten Sie oben auf die Zahl der verhinderten Versuche.',
    try: 'Versuchen',
    tryOne: (channel) => `Versuchen: ${channel}`,
    channels: {
      fetch: 'Einen anderen Server anfragen (fetch)',
      image: 'Ein Bild von einem anderen Server laden',
      beacon: 'Ein Beacon senden, wie es Analysedienste tun',
      worker: 'Ein Skript starten, das dieser Build nicht mitbringt',
      socket: 'Einen WebSocket öffnen',
      peer: 'Mit einem anderen Gerät verbinden (WebRTC)',
      'own-server': 'Etwas an den eigenen Server dieser App senden',
    },
    attempts: {
      stopped: 'Durch die Sicherheitsregeln des Browsers verhindert',
      gone: 'Diese Funktion gibt es auf dieser Seite nicht',
      here: 'Auf diesem Gerät von der gespeicherten Kopie abgelehnt; der Server wurde nicht angefragt',
      left: 'Nicht verhindert. Verwenden Sie diesen Browser oder diese Kopie nicht für Dateien, auf die es ankommt.',
    },
    attemptFailed: 'Der Versuch selbst ist fehlgeschlagen und zeigt daher nichts.',
    limits: 'Was sich damit nicht versprechen lässt',
    limitsList: [
      'Die Liste oben zeigt, was der Browser der Seite mitteilt. Der gemessene Beleg ist ein Test, der den ganzen Ablauf in einem abgeschotteten Netz durchspielt und Datenpakete zählt.',
      'Firefox und Safari kennen die Connection-Allowlist nicht. Dort halten die Content-Security-Policy und der Code der App selbst die Anfragen zurück.',
      'Eine Browser-Erweiterung mit Zugriff auf diese Seite kann lesen, was auf ihr steht. Verwenden Sie für sensible Dateien ein Profil ohne Erweiterungen.',
      'Dateien, die Sie speichern, kann Ihr eigenes System kopieren, zum Beispiel aus einem Download-Ordner, der mit einer Cloud abgeglichen wird.',
    ],
  },
};
