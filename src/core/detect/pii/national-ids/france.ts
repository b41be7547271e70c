import { remainder } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { type IdScheme, type IdVerdict } from './id-scheme.ts';

const words = contextWords(
  'nir,insee,securite sociale,numero de securite sociale,n de securite sociale,num secu,secu,secu sociale,n ss,no ss,carte vitale,vitale,immatriculation,assure',
);

/** Sex, year, month and department of a NIR; months 20 to 42 and 50 and up stand for unknown ones, Corsica has letters. */
const FORM = /^[123478]\d\d(?:0[1-9]|1[0-2]|[235-9]\d|4[0-2])(?:\d\d|2[AB])\d+$/u;

/** France: the NIR of the social security (INSEE number) with its key of modulus 97, or without it after its label. */
export const FRANCE: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'FR',
    name: 'French social security number',
    shape: 'DDDDDDXDDDDDDDD',
    layouts: ['1-2-2-2-3-3-2', '13-2', '1-2-2-2-6-2'],
    separators: ' .-/',
    verify: (text) => (FORM.test(text) && Number(text.slice(13)) === nirKey(text.slice(0, 13)) ? 'checksum' : 'no'),
    bare: 0.85,
    grouped: 0.95,
    words,
  },
  {
    kind: 'national-id',
    country: 'FR',
    name: 'French social security number',
    shape: 'DDDDDDXDDDDDD',
    layouts: ['1-2-2-2-3-3'],
    separators: ' .-',
    verify: (text): IdVerdict => (FORM.test(text) ? 'form' : 'no'),
    bare: 0.1,
    grouped: 0.5,
    words,
  },
];

/**
 * Key of a NIR: 97 less the number modulo 97, with Corsica's 2A as 19 and 2B as 18.
 * @param number - its first thirteen characters
 * @returns 1..97
 */
export function nirKey(number: string): number {
  return 97 - remainder(number.replace('2A', '19').replace('2B', '18'), 97);
}
