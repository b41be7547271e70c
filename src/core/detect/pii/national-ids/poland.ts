import { isMonthAndDay, weightedSum } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

/** Poland: PESEL (weights 1, 3, 7, 9 and a date of birth whose month carries the century) and the identity card's number. */
export const POLAND: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'PL',
    name: 'Polish PESEL number',
    shape: 'DDDDDDDDDDD',
    layouts: ['6-5'],
    separators: ' -',
    verify: (text) => {
      const born = isMonthAndDay(Number(text.slice(2, 4)) % 20, Number(text.slice(4, 6)));
      return checked(born && weightedSum(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0);
    },
    bare: 0.65,
    grouped: 0.65,
    words: contextWords('pesel,nr pesel,numer pesel'),
  },
  {
    kind: 'national-id',
    country: 'PL',
    name: 'Polish identity card',
    shape: 'LLLDDDDDD',
    layouts: ['3-6', '3-3-3'],
    separators: ' -',
    // The first digit checks the three letters and the five digits after it.
    verify: (text) => checked(identityDigit(text) === Number(text.charAt(3))),
    bare: 0.4,
    grouped: 0.4,
    words: contextWords('dowod,dowod osobisty,nr dowodu,seria i numer,dowodu osobistego,identity card'),
  },
];

function identityDigit(text: string): number {
  const weights = [7, 3, 1, 0, 7, 3, 1, 7, 3];
  let sum = 0;
  for (let at = 0; at < 9; at += 1) {
    const code = text.charCodeAt(at);
    sum += (weights[at] ?? 0) * (code <= 57 ? code - 48 : code - 55);
  }
  return sum % 10;
}
