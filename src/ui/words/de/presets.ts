import type { Words } from '../../words.ts';

const KINDS_OF_MOST = 'Gesichter, Köpfe ohne Gesicht, Kennzeichen, Codes und personenbezogener Text';
const THOROUGH = 'Gründliche Suche: Es wird mehr maskiert, auch wo kein Gesicht ist';
const STRONG_ONLY = 'Nur Füllungen, die sich nicht rückgängig machen lassen';
const REASONS = 'Ein Grund für alles, was nicht maskiert wird';
const NO_GROUPS = 'Keine Gruppierung nach Personen';

/** The presets, and why they are as they are. No advice and no promise: what the law asks depends on more than pixels. */
export const presetWords: Pick<Words, 'presetsNote' | 'presets'> = {
  presetsNote:
    'Voreinstellungen sind Ausgangspunkte und keine Rechtsberatung, und Maskieren allein macht eine Nutzung nicht rechtmäßig. Ob ein Bild anonym ist, hängt davon ab, was noch auf ihm ist und was andere wissen. Sehen Sie jedes Bild durch.',
  presets: {
    gdpr: {
      title: 'DSGVO (Europäische Union)',
      why:
        'Ein Bild gehört zu den personenbezogenen Daten, wenn sich jemand darauf direkt oder indirekt identifizieren lässt (Artikel 4 Nummer 1), und zwar mit Mitteln, die nach allgemeinem Ermessen wahrscheinlich genutzt werden, von Ihnen oder von anderen (Erwägungsgrund 26). Deshalb sucht diese Voreinstellung nach mehr als Gesichtern, sucht gründlich und erlaubt keine Maske, die sich rückgängig machen lässt. Ein Bild, das Sie über eine Liste oder ein aufbewahrtes Original noch Personen zuordnen könnten, ist höchstens pseudonymisiert (Artikel 4 Nummer 5) und damit weiterhin personenbezogen. Die Gruppierung nach Personen ist aus: Eine Gesichtsvorlage, die eine Person herausgreifen soll, gehört zu den biometrischen Daten, und Artikel 9 verlangt für deren Verarbeitung einen besonderen Grund.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    ccpa: {
      title: 'CCPA und CPRA (Kalifornien)',
      why:
        'Angaben gelten als deidentifiziert, wenn sich aus ihnen vernünftigerweise nichts über bestimmte Verbraucher schließen lässt und sie sich auch sonst keinem zuordnen lassen, und wenn das Unternehmen außerdem angemessene Maßnahmen gegen die Zuordnung trifft, sich öffentlich verpflichtet, nicht zu reidentifizieren, und alle bindet, an die es die Angaben weitergibt (Abschnitt 1798.140(m)). Ein Werkzeug kann nur beim ersten Teil helfen; die Verpflichtungen sind Ihre. Daten, die sich mit getrennt aufbewahrten Angaben wieder zuordnen lassen, sind pseudonymisiert (Unterabschnitt (aa)) und nicht deidentifiziert. Bilder eines Gesichts, aus denen sich eine Vorlage gewinnen lässt, können biometrische Angaben sein (Unterabschnitt (c)); deshalb werden Gesichter maskiert, und die Gruppierung nach Personen ist aus.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, NO_GROUPS],
    },
    pipeda: {
      title: 'PIPEDA (Kanada)',
      why:
        'Personenbezogene Angaben sind Angaben über eine identifizierbare Person, und das Gesetz zählt nicht auf, was identifiziert: Ein Kennzeichen, ein Namensschild oder ein Brief im Hintergrund kann es ebenso wie ein Gesicht. Deshalb sucht die Voreinstellung nach allem, was Cloakroom finden kann und was häufig identifiziert. Wo jemand erkennbar bleibt, stehen Verantwortlichkeit und Einwilligung am Anfang der Grundsätze des Gesetzes; deshalb braucht jeder Bereich, der nicht maskiert wird, einen Grund, den das Protokoll nennt. Die Gruppierung nach Personen ist aus, weil sie Gesichter vermisst und dem Zweck, zu dem Bilder weitergegeben werden, selten dient.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    lgpd: {
      title: 'LGPD (Brasilien)',
      why:
        'Personenbezogene Daten beziehen sich auf eine identifizierte oder identifizierbare natürliche Person (Artikel 5). Anonymisierte Daten fallen nicht unter das Gesetz, es sei denn, die Anonymisierung wurde mit eigenen Mitteln rückgängig gemacht oder ließe sich mit vertretbarem Aufwand rückgängig machen (Artikel 12). Deshalb erlaubt die Voreinstellung keine Maske, die sich rückgängig machen lässt, und sucht gründlich nach dem, was häufig identifiziert. Biometrische Daten, die mit einer Person verknüpft sind, gelten als sensibel (Artikel 5) und dürfen nur aus den Gründen von Artikel 11 verarbeitet werden; deshalb ist die Gruppierung nach Personen aus.',
      points: [KINDS_OF_MOST, THOROUGH, STRONG_ONLY, REASONS, NO_GROUPS],
    },
    publish: {
      title: 'Veröffentlichen',
      why:
        'Für Fotos, die auf eine Website, in einen Newsletter oder in ein soziales Netzwerk kommen. Maskiert werden Passanten, Kennzeichen und Codes, die ein Ticket oder ein Profil öffnen könnten, mit einer weichen Füllung, die ein Foto weniger stört als eine einfarbige und sich ebenso wenig rückgängig machen lässt. Die Suche ist die normale, also schneller, und maskiert weniger, was kein Gesicht ist. Dateien heißen nach einfachen Nummern, und neben ihnen liegt kein Protokoll, das versehentlich mitveröffentlicht würde. Die Gruppierung nach Personen ist erlaubt, damit Sie die unmaskiert lassen können, die zugestimmt haben. Text wird nicht gesucht: Schalten Sie das ein, wo ein Foto Papiere, Bildschirme oder Namensschilder zeigt.',
      points: ['Gesichter, Kennzeichen und Codes', 'Weiche Füllung, die sich nicht rückgängig machen lässt', 'Normale Suche', 'Namen wie photo-0001, keine Protokolle neben den Bildern'],
    },
    evidence: {
      title: 'Beweis und Offenlegung',
      why:
        'Für Bilder, die in einem Verfahren, einer Beschwerde oder auf ein Auskunftsersuchen hin offengelegt werden, wo andere als die betroffene Person maskiert werden müssen und jede Entscheidung hinterfragt werden kann. Jeder Bereich, der nicht maskiert wird oder von Hand gezeichnet wurde, braucht einen Grund, und eine zweite Person zeichnet die Durchsicht unter einem anderen Namen ab, bevor etwas herausgegeben wird. Bilder werden als PNG geschrieben, damit die Pixel außerhalb der Masken nicht noch einmal komprimiert werden, und die Aufnahmezeit bleibt erhalten, weil es oft auf sie ankommt. Alle anderen Metadaten fallen weg; bewahren Sie das Original auf, wo Ihre Regeln es verlangen, denn eine maskierte Kopie ersetzt es nicht.',
      points: [
        KINDS_OF_MOST, THOROUGH, 'Gründe für alles, was nicht maskiert oder von Hand gezeichnet wird', 'Eine zweite Person zeichnet ab',
        'PNG; die Aufnahmezeit bleibt erhalten; Protokolle neben den Bildern', NO_GROUPS,
      ],
    },
    dataset: {
      title: 'Datensatz',
      why:
        'Für Bilder, mit denen ein Modell trainiert oder geprüft wird, etwa Straßenszenen. Gesichter, Köpfe und Kennzeichen werden maskiert; Personen und Fahrzeuge bleiben, weil das Modell oft gerade sie lernen soll. Neben jedem Bild liegt eine Liste der Bereiche als JSON, damit Masken beim Training ausgelassen oder gezählt werden können. Sie enthält Positionen, Arten und Konfidenzen, keinen Text und keine Namen. Eine gründliche Suche passt zu großen Mengen, die niemand ganz durchsehen kann, aber keine Suche findet alles: Sehen Sie eine Stichprobe durch, und schreiben Sie in die Notizen zum Datensatz, wie maskiert wurde. Anderes auf einer Straße kann noch immer verraten, wer jemand ist.',
      points: [
        'Gesichter, Köpfe ohne Gesicht und Kennzeichen', THOROUGH, 'Weiche Füllung, die sich nicht rückgängig machen lässt',
        'Bereiche als JSON neben jedem Bild', 'Namen wie image-0001', NO_GROUPS,
      ],
    },
  },
};
