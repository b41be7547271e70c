import { weightedSum } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, formed, type IdScheme } from './id-scheme.ts';

const CLOSED_PREFIXES = ['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'];

/** United Kingdom: National Insurance number (no check digits, closed prefixes) and NHS number (modulus 11). */
export const UNITED_KINGDOM: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'GB',
    name: 'UK National Insurance number',
    shape: 'LLDDDDDDL',
    layouts: ['2-2-2-2-1', '2-6-1', '2-6', '8-1', '2-3-3-1'],
    separators: ' -',
    verify: (text) => {
      const open = !'DFIQUV'.includes(text.charAt(0)) && !'DFIQUVO'.includes(text.charAt(1)) && !CLOSED_PREFIXES.includes(text.slice(0, 2));
      return formed(open && 'ABCD'.includes(text.charAt(8)));
    },
    bare: 0.75,
    grouped: 0.85,
    words: contextWords('ni,nino,ni number,ni no,national insurance,national insurance number,national insurance no,insurance number'),
  },
  {
    kind: 'national-id',
    country: 'GB',
    name: 'UK NHS number',
    shape: 'DDDDDDDDDD',
    layouts: ['3-3-4'],
    separators: ' -',
    verify: (text) => {
      const check = 11 - (weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return checked(check !== 10 && check % 11 === Number(text.charAt(9)));
    },
    bare: 0.25,
    grouped: 0.6,
    words: contextWords('nhs,nhs number,nhs no,health service number,patient number,chi'),
  },
];
