import type { RegionKind } from '../../../core/review/decision.ts';
import type { Place } from '../../../core/review/review-names.ts';
import { formatsOf } from '../formats.ts';
import type { Words } from '../../words.ts';

/** How German writes numbers, shares, sizes and lists. */
export const { number, count, plural, share, bytes } = formatsOf('de');

const lists = new Intl.ListFormat('de', { type: 'conjunction' });
/** `Gesichter und Köpfe`, `Gesichter, Köpfe und Personen`: German sentences join two things with a word, as they do three. */
export const list = (items: readonly string[]): string => lists.format(items);

/** No detector is certain, so 99 is the most that is said. */
export const whole = (part: number): number => Math.min(99, Math.round(part * 100));

/** The forms of one kind that sentences need: gender and case change the article, the noun and the adjective. */
export interface KindForms {
  readonly one: string;
  readonly many: string;
  /** Nominative singular with its article: `ein Gesicht`. */
  readonly a: string;
  /** Nominative singular that denies it: `kein Gesicht`. */
  readonly no: string;
  /** Dative plural, as after „nach“. */
  readonly ofMany: string;
}

/** What regions are. */
export const kinds: Readonly<Record<RegionKind, KindForms>> = {
  face: { one: 'Gesicht', many: 'Gesichter', a: 'ein Gesicht', no: 'kein Gesicht', ofMany: 'Gesichtern' },
  head: { one: 'Kopf', many: 'Köpfe', a: 'ein Kopf', no: 'kein Kopf', ofMany: 'Köpfen' },
  person: { one: 'Person', many: 'Personen', a: 'eine Person', no: 'keine Person', ofMany: 'Personen' },
  vehicle: { one: 'Fahrzeug', many: 'Fahrzeuge', a: 'ein Fahrzeug', no: 'kein Fahrzeug', ofMany: 'Fahrzeugen' },
  'licence-plate': { one: 'Kennzeichen', many: 'Kennzeichen', a: 'ein Kennzeichen', no: 'kein Kennzeichen', ofMany: 'Kennzeichen' },
  'qr-code': { one: 'Code', many: 'Codes', a: 'ein Code', no: 'kein Code', ofMany: 'Codes' },
  'personal-text': {
    one: 'personenbezogene Angabe', many: 'personenbezogene Angaben', a: 'eine personenbezogene Angabe', no: 'keine personenbezogene Angabe', ofMany: 'personenbezogenen Angaben',
  },
  text: { one: 'Textzeile', many: 'Textzeilen', a: 'eine Textzeile', no: 'keine Textzeile', ofMany: 'Textzeilen' },
  area: { one: 'Fläche', many: 'Flächen', a: 'eine Fläche', no: 'keine Fläche', ofMany: 'Flächen' },
};

/** With a capital letter, as at the start of a sentence. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('de') + text.slice(1);

/** Where on the picture. */
export const places: Readonly<Record<Place, string>> = {
  'upper-left': 'oben links', top: 'oben', 'upper-right': 'oben rechts', left: 'links', centre: 'in der Mitte',
  right: 'rechts', 'lower-left': 'unten links', bottom: 'unten', 'lower-right': 'unten rechts',
};

/** Words that stand alone. */
export const termWords: Pick<Words, 'kindNames' | 'kindHints' | 'states' | 'fills' | 'shapes'> = {
  kindNames: {
    face: 'Gesichter', head: 'Köpfe ohne Gesicht', person: 'Personen', vehicle: 'Fahrzeuge', 'licence-plate': 'Kennzeichen', 'qr-code': 'QR- und Strichcodes',
    'personal-text': 'Personenbezogene Daten im Text', text: 'Gesamter Text',
  },
  kindHints: {
    face: 'Jede Größe ab etwa 10\u00a0px.',
    head: 'Von hinten oder abgewandt; die Lage ergibt sich aus dem Körper.',
    person: 'Der ganze Körper als Rechteck.',
    vehicle: 'Autos, Transporter, Busse, Lastwagen, Motorräder, Fahrräder, Züge.',
    'licence-plate': 'An Form und Zeichen erkannt.',
    'qr-code': 'Lesbar oder beschädigt.',
    'personal-text': 'Text wird hier gelesen, um Namen, Adressen, Nummern und Geburtsdaten vom übrigen Text zu unterscheiden.',
    text: 'Jede Zeile, unabhängig vom Inhalt.',
  },
  states: { pending: 'zu entscheiden', accepted: 'maskiert', rejected: 'nicht maskiert' },
  fills: { solid: 'Einfarbig', soft: 'Weich', pixelate: 'Verpixelt' },
  shapes: { ellipse: 'Ellipse', rectangle: 'Rechteck', polygon: 'Polygon', brush: 'Pinsel' },
};
