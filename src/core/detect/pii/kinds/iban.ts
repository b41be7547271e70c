import { isMod9710Valid } from '../checksums/iso7064.ts';
import type { Finder } from '../finder.ts';
import { idStarts } from '../national-ids/id-starts.ts';
import { ALPHANUMERIC, DIGIT, isClass } from '../text/characters.ts';
import { type CompactView, readCompact } from '../text/compact-view.ts';
import { fitShape } from '../text/confusions.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';
import type { ScanText } from '../text/scan-text.ts';

/** Length per country, from the IBAN registry. */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};
/** Countries whose account part is digits only, so that a letter in it is a misread digit. */
const ALL_DIGITS = new Set(
  'AE AT BA BE CZ DE DK EE EG ES FI FO GL HR HU IL IQ IS LT LY ME MN MR NO PL PT RS SA SD SE SI SK SO TL TN VA XK'.split(' '),
);
const words = contextWords(
  'iban,account,account no,account number,konto,kontonummer,bankverbindung,compte,cuenta,conto,rekening,rekeningnummer,rachunek,conta,bank,bic,swift',
);
const MOST_REPAIRS = 4;

/** International bank account numbers: country, length and the check of modulus 97. */
export const ibanFinder: Finder = {
  name: 'iban',
  kinds: ['iban'],
  find: (scan, report) => {
    idStarts(scan, (start) => {
      const view = readCompact(scan, start);
      const country = view.text.slice(0, 2);
      const length = LENGTHS[country];
      if (length === undefined || view.text.length < length) return;
      const end = (view.at[length - 1] ?? 0) + 1;
      if (!hasFreeEdges(scan, start, end)) return;
      const reading = readNumber(view, country, length, scan.mode === 'recognised');
      if (reading === null) return;
      if (reading.valid) {
        const reason = reading.repaired ? 'checksum valid after correcting confused characters' : 'checksum valid';
        report({ kind: 'iban', start, end, score: reading.repaired ? 0.9 : 0.99, reason, country });
      } else if (hasContextBefore(scan, start, words)) {
        report({
          kind: 'iban',
          start,
          end,
          score: 0.6,
          reason: 'country and length fit, after a word for an account, checksum not valid',
          country,
        });
      }
    });
  },
};

interface Reading {
  readonly valid: boolean;
  readonly repaired: boolean;
}

function readNumber(view: CompactView, country: string, length: number, repair: boolean): Reading | null {
  const plain = view.text.slice(0, length);
  if (fitShape(plain, `LLDD${'X'.repeat(length - 4)}`, false) !== null && holds(plain)) return { valid: true, repaired: false };
  const rest = ALL_DIGITS.has(country) ? 'D' : 'X';
  const fitted = fitShape(plain, `LLDD${rest.repeat(length - 4)}`, repair);
  if (fitted === null || fitted.changes > MOST_REPAIRS) return null;
  return { valid: holds(fitted.text), repaired: fitted.changes > 0 };
}

function holds(text: string): boolean {
  return isMod9710Valid(text.slice(4) + text.slice(0, 4));
}

function hasFreeEdges(scan: ScanText, start: number, end: number): boolean {
  const [before, after] = [scan.code(start - 1), scan.code(end)];
  if (scan.mode === 'recognised') return !isClass(after, DIGIT);
  return !isClass(before, ALPHANUMERIC) && !isClass(after, ALPHANUMERIC);
}
