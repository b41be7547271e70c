import { isRepeated, remainder, weightedSum } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

/** Netherlands: citizen service number (the eleven test). Belgium: national register number (modulus 97). */
export const LOW_COUNTRIES: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'NL',
    name: 'Dutch citizen service number',
    shape: 'DDDDDDDDD',
    layouts: ['3-3-3', '4-2-3'],
    separators: ' .-',
    verify: (text) => checked(!isRepeated(text) && weightedSum(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0),
    bare: 0.2,
    grouped: 0.4,
    words: contextWords('bsn,burgerservicenummer,burger service nummer,sofinummer,sofi nummer,sofi,citizen service number'),
  },
  {
    kind: 'national-id',
    country: 'BE',
    name: 'Belgian national register number',
    shape: 'DDDDDDDDDDD',
    layouts: ['2-2-2-3-2', '6-3-2', '6-5'],
    separators: ' .-',
    verify: (text) => {
      const body = text.slice(0, 9);
      const check = Number(text.slice(9));
      return checked(
        Number(text.slice(2, 4)) <= 12 &&
          Number(text.slice(4, 6)) <= 31 &&
          (97 - remainder(body, 97) === check || 97 - remainder(`2${body}`, 97) === check),
      );
    },
    bare: 0.65,
    grouped: 0.95,
    words: contextWords(
      'rijksregisternummer,rijksregister,numero national,registre national,numero de registre national,insz,niss,national number',
    ),
  },
];
