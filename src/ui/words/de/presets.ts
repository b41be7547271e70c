import type { Words } from '../../words.ts';

const KINDS_OF_MOST = 'Gesichter, Köpfe ohne Gesicht, Kennzeichen, Codes und personenbezogene Daten im Text';
const THOROUGH = 'Gründliche Suche: Es wird mehr maskiert, auch wo kein Gesicht ist';
const STRONG_ONLY = 'Nur Füllungen, die sich nicht rückgängig machen lassen';
const REASONS = 'Ein Grund für alles, was unmaskiert bleibt';
const NO_GROUPS = 'Keine Gruppierung nach Personen';

/** The presets, and why they are as they are. No advice and no promise: what the law asks depends on more than pixels. */
export const presetWords: Pick<Words, 'presetsNote' | 'presets'> = {
  presetsNote:
    'Voreinstellungen sind Ausgangspunkte und keine Rechtsberatung, und Maskieren allein macht eine Nutzung nicht rechtmäßig. Ob ein Bild anonym ist, hängt davon ab, was es sonst noch enthält und was andere wissen. Was mit dem Ton eines Videos geschieht, lassen alle offen: Sie werden gefragt. Sehen Sie sich jede Datei genau an.',
  presets: {
    gdpr: {
      title: 'DSGVO (Europäische Union)',
      why:
        'Ein Bild gehört zu den personenbezogenen Daten, wenn sich jemand darauf direkt oder indirekt identifizieren lässt (Artikel\u00a04 Nummer\u00a01), und zwar mit Mitteln, die nach allgemeinem Ermessen wahrscheinlich genutzt werden, von Ihnen oder von anderen (Erwägungsgrund\u00a026). Deshalb sucht diese Voreinstellung nach mehr als Gesichtern, sucht gründlich und erlaubt keine Maske, die sich rückgängig machen lässt. Ein Bild, das Sie über eine Liste oder ein aufbewahrtes Original noch Personen zuordnen könnten, ist höchstens pseudonymisiert (Artikel\u00a04 Nummer\u00a05) und damit weiterhin personenbezogen. Die Gruppierung nach Personen ist ausgeschaltet: Ein Gesichts-Template, mit dem eine einzelne Person herausgegriffen werden soll, gehört zu den biometrischen Daten, und Artikel\u00a09 verlangt für deren Verarbeitung eine besondere Grundlage.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    ccpa: {
      title: 'CCPA und CPRA (Kalifornien)',
      why:
        'Angaben gelten als deidentifiziert, wenn sich aus ihnen vernünftigerweise nichts über eine einzelne Verbraucherin oder einen einzelnen Verbraucher schließen lässt und sie sich einer solchen Person auch sonst nicht zuordnen lassen, und wenn das Unternehmen außerdem angemessene Maßnahmen gegen die Zuordnung trifft, sich öffentlich verpflichtet, niemanden zu reidentifizieren, und alle bindet, an die es die Angaben weitergibt (Abschnitt\u00a01798.140(m)). Ein Werkzeug kann nur beim ersten Teil helfen; die Verpflichtungen müssen Sie selbst eingehen. Daten, die sich mit getrennt aufbewahrten Angaben wieder zuordnen lassen, sind pseudonymisiert (Unterabschnitt (aa)) und nicht deidentifiziert. Bilder eines Gesichts, aus denen sich ein Template gewinnen lässt, können biometrische Angaben sein (Unterabschnitt (c)); deshalb werden Gesichter maskiert, und die Gruppierung nach Personen ist ausgeschaltet.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, NO_GROUPS],
    },
    pipeda: {
      title: 'PIPEDA (Kanada)',
      why:
        'Personenbezogene Angaben sind Angaben über eine identifizierbare Person, und das Gesetz zählt nicht auf, was identifiziert: Ein Kennzeichen, ein Namensschild oder ein Brief im Hintergrund kann das ebenso wie ein Gesicht. Deshalb sucht die Voreinstellung nach allem, was Cloakroom finden kann und was häufig identifiziert. Wo jemand erkennbar bleibt, gelten die Grundsätze des Gesetzes, angefangen bei Verantwortlichkeit und Einwilligung; deshalb braucht jeder Bereich, der nicht maskiert wird, einen Grund, den das Protokoll nennt. Die Gruppierung nach Personen ist ausgeschaltet, weil dabei Gesichter vermessen werden und sie dem Zweck, zu dem Bilder weitergegeben werden, selten dient.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    lgpd: {
      title: 'LGPD (Brasilien)',
      why:
        'Personenbezogene Daten beziehen sich auf eine identifizierte oder identifizierbare natürliche Person (Artikel\u00a05). Anonymisierte Daten fallen nicht unter das Gesetz, es sei denn, die Anonymisierung wurde mit eigenen Mitteln rückgängig gemacht oder ließe sich mit vertretbarem Aufwand rückgängig machen (Artikel\u00a012). Deshalb erlaubt die Voreinstellung keine Maske, die sich rückgängig machen lässt, und sucht gründlich nach dem, was häufig identifiziert. Biometrische Daten, die mit einer Person verknüpft sind, gelten als sensibel (Artikel\u00a05) und dürfen nur auf den Grundlagen des Artikels\u00a011 verarbeitet werden; deshalb ist die Gruppierung nach Personen ausgeschaltet.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    publish: {
      title: 'Veröffentlichen',
      why:
        'Für Fotos und Videos, die auf eine Website, in einen Newsletter oder in ein soziales Netzwerk kommen. Maskiert werden Passantinnen und Passanten, Kennzeichen und Codes, die ein Ticket oder ein Profil öffnen könnten, mit einer weichen Füllung, die ein Foto weniger stört als eine einfarbige und sich ebenso wenig rückgängig machen lässt. Die normale Suche ist schneller und maskiert weniger, was kein Gesicht ist. Dateien bekommen einfache Nummern als Namen, und neben ihnen liegt kein Protokoll, das versehentlich mitveröffentlicht werden könnte. Die Gruppierung nach Personen ist erlaubt, damit Sie Personen, die zugestimmt haben, unmaskiert lassen können. Nach Text wird nicht gesucht: Schalten Sie das ein, wenn ein Foto Papiere, Bildschirme oder Namensschilder zeigt.',
      points: ['Gesichter, Kennzeichen und Codes', 'Weiche Füllung, die sich nicht rückgängig machen lässt', 'Normale Suche', 'Namen wie photo-0001, keine Protokolle neben den Dateien'],
    },
    evidence: {
      title: 'Beweismittel und Offenlegung',
      why:
        'Für Bilder, die in einem Verfahren, einer Beschwerde oder auf ein Auskunftsersuchen hin offengelegt werden und bei denen andere als die betroffene Person maskiert werden müssen und jede Entscheidung hinterfragt werden kann. Jeder Bereich, der nicht maskiert wird oder von Hand gezeichnet wurde, braucht einen Grund, und eine zweite Person zeichnet die Durchsicht unter einem anderen Namen ab, bevor etwas herausgegeben wird. Bilder werden als PNG geschrieben, damit die Pixel außerhalb der Masken nicht noch einmal komprimiert werden, und ihre Aufnahmezeit bleibt erhalten, weil es oft auf sie ankommt; Videos werden immer neu komprimiert und behalten keine Aufnahmezeit. Alle anderen Metadaten werden entfernt; bewahren Sie das Original auf, wenn Ihre Vorschriften es verlangen, denn eine maskierte Kopie ersetzt es nicht.',
      points: [
        KINDS_OF_MOST, THOROUGH, 'Gründe für alles, was unmaskiert bleibt, und für alles, was gezeichnet wurde', 'Eine zweite Person zeichnet ab',
        'Bilder als PNG mit ihrer Aufnahmezeit; Protokolle neben den Dateien', NO_GROUPS,
      ],
    },
    dataset: {
      title: 'Datensatz',
      why:
        'Für Bilder, mit denen ein Modell trainiert oder geprüft wird, etwa Straßenszenen. Gesichter, Köpfe und Kennzeichen werden maskiert; Personen und Fahrzeuge bleiben, weil das Modell oft gerade sie lernen soll. Neben jedem Bild liegt eine Liste der Bereiche als JSON, damit Masken beim Training ausgelassen oder gezählt werden können. Sie enthält Positionen, Arten und Konfidenzen, keinen Text und keine Namen. Eine gründliche Suche eignet sich für große Mengen, die niemand ganz durchsehen kann, aber keine Suche findet alles: Sehen Sie eine Stichprobe durch, und halten Sie in den Angaben zum Datensatz fest, wie maskiert wurde. Anderes auf einer Straße kann noch immer verraten, wer jemand ist.',
      points: [
        'Gesichter, Köpfe ohne Gesicht und Kennzeichen', THOROUGH, 'Weiche Füllung, die sich nicht rückgängig machen lässt',
        'Bereiche als JSON neben jedem Bild', 'Namen wie image-0001', NO_GROUPS,
      ],
    },
  },
};
