import { isLuhnValid } from '../checksums/luhn.ts';
import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

/** Canada: social insurance number (Luhn); 0 and 8 are not assigned as a first digit. */
export const CANADA: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'CA',
    name: 'Canadian social insurance number',
    shape: 'DDDDDDDDD',
    layouts: ['3-3-3'],
    separators: ' -.',
    verify: (text) => checked(!text.startsWith('0') && !text.startsWith('8') && isLuhnValid(text)),
    bare: 0.15,
    grouped: 0.55,
    words: contextWords(
      'sin,social insurance,social insurance number,social insurance no,nas,numero d assurance sociale,assurance sociale',
    ),
  },
];
