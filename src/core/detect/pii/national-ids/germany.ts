import { icaoCheckDigit } from '../checksums/icao9303.ts';
import { isMod1110Valid } from '../checksums/iso7064.ts';
import { isMonthAndDay } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, formed, type IdScheme } from './id-scheme.ts';

const DOCUMENT_WORDS = contextWords(
  'ausweis,personalausweis,ausweisnummer,ausweisnr,ausweis nr,personalausweisnummer,reisepass,pass nr,passnummer,reisepassnummer,passport,passport no,identity card,id card,dokumentennummer,id nr,seriennummer',
);
/** Letters in serial numbers of German documents: no vowels, nothing that looks like a digit. */
const SERIAL = /^[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{8}$/u;
const INSURANCE_WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];

/** Germany: tax number (modulus 11,10), identity card and passport (ICAO digit, or by label), pension insurance number (digit sums). */
export const GERMANY: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'DE',
    name: 'German tax number',
    shape: 'DDDDDDDDDDD',
    layouts: ['2-3-3-3'],
    separators: ' ./-',
    verify: (text) => checked(!text.startsWith('0') && hasTaxPattern(text.slice(0, 10)) && isMod1110Valid(text)),
    bare: 0.6,
    grouped: 0.85,
    words: contextWords(
      'steuer id,steuerid,steueridentifikationsnummer,steuer identifikationsnummer,steuerliche identifikationsnummer,identifikationsnummer,idnr,id nr,tin,steuer idnr,steuernummer,tax id',
    ),
  },
  {
    kind: 'national-id',
    country: 'DE',
    name: 'German identity document',
    shape: 'XXXXXXXXXD',
    layouts: ['9-1'],
    separators: ' -',
    verify: (text) =>
      checked(SERIAL.test(text.slice(0, 9)) && /\d/u.test(text.slice(1, 9)) && icaoCheckDigit(text.slice(0, 9)) === Number(text.charAt(9))),
    bare: 0.6,
    grouped: 0.5,
    words: DOCUMENT_WORDS,
  },
  {
    kind: 'national-id',
    country: 'DE',
    name: 'German identity document',
    shape: 'XXXXXXXXX',
    layouts: [],
    separators: '',
    verify: (text) => formed(SERIAL.test(text) && /\d/u.test(text)),
    bare: 0.2,
    grouped: 0.2,
    words: DOCUMENT_WORDS,
  },
  {
    kind: 'national-id',
    country: 'DE',
    name: 'German pension insurance number',
    shape: 'DDDDDDDDLDDD',
    layouts: ['2-6-1-3', '8-1-3', '2-2-2-2-1-2-1', '2-6-1-2-1'],
    separators: ' -',
    verify: (text) =>
      checked(isMonthAndDay(Number(text.slice(4, 6)), Number(text.slice(2, 4)) % 50) && insuranceDigit(text) === Number(text.charAt(11))),
    bare: 0.75,
    grouped: 0.85,
    words: contextWords('rentenversicherungsnummer,sozialversicherungsnummer,versicherungsnummer,sv nummer,sv nr,rvnr,vsnr'),
  },
];

/** One of the ten digits twice or three times, all others at most once. */
function hasTaxPattern(digits: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}

/** The letter counts as its two-digit place in the alphabet; of every product the digit sum counts. */
function insuranceDigit(text: string): number {
  const place = String(text.charCodeAt(8) - 64).padStart(2, '0');
  const digits = text.slice(0, 8) + place + text.slice(9, 11);
  return (
    INSURANCE_WEIGHTS.reduce((sum, weight, at) => {
      const product = weight * (digits.charCodeAt(at) - 48);
      return sum + Math.floor(product / 10) + (product % 10);
    }, 0) % 10
  );
}
