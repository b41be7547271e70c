import { isLuhnValid } from '../checksums/luhn.ts';
import { isVerhoeffValid } from '../checksums/verhoeff.ts';
import { isMonthAndDay, weightedSum } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, formed, type IdScheme } from './id-scheme.ts';

/** One scheme each of Switzerland, Sweden, Portugal and India, and the Indian tax number. */
export const MORE_COUNTRIES: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'CH',
    name: 'Swiss insurance number',
    shape: 'DDDDDDDDDDDDD',
    layouts: ['3-4-4-2'],
    separators: '. ',
    verify: (text) => checked(text.startsWith('756') && weightedSum(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0),
    bare: 0.6,
    grouped: 0.95,
    words: contextWords('ahv,avs,ahv nr,ahv nummer,no avs,numero avs,sozialversicherungsnummer,versichertennummer'),
  },
  {
    kind: 'national-id',
    country: 'SE',
    name: 'Swedish personal number',
    shape: 'DDDDDDDDDD',
    layouts: ['6-4'],
    separators: '-',
    verify: (text) => checked(isMonthAndDay(Number(text.slice(2, 4)), Number(text.slice(4, 6)) % 60) && isLuhnValid(text)),
    bare: 0.25,
    grouped: 0.75,
    words: contextWords('personnummer,samordningsnummer,pers nr,personnr'),
  },
  {
    kind: 'national-id',
    country: 'PT',
    name: 'Portuguese tax number',
    shape: 'DDDDDDDDD',
    layouts: ['3-3-3'],
    separators: ' .',
    verify: (text) => {
      const check = 11 - (weightedSum(text, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
      return checked('123'.includes(text.charAt(0)) && (check > 9 ? 0 : check) === Number(text.charAt(8)));
    },
    bare: 0.2,
    grouped: 0.3,
    words: contextWords('nif,contribuinte,numero de contribuinte,n contribuinte,numero de identificacao fiscal'),
  },
  {
    kind: 'national-id',
    country: 'IN',
    name: 'Indian Aadhaar number',
    shape: 'DDDDDDDDDDDD',
    layouts: ['4-4-4'],
    separators: ' -',
    verify: (text) => checked(text.charAt(0) > '1' && isVerhoeffValid(text)),
    bare: 0.25,
    grouped: 0.7,
    words: contextWords('aadhaar,aadhar,uidai,uid'),
  },
  {
    kind: 'national-id',
    country: 'IN',
    name: 'Indian tax number (PAN)',
    shape: 'LLLLLDDDDL',
    layouts: [],
    separators: '',
    verify: (text) => formed('ABCFGHJLPT'.includes(text.charAt(3))),
    bare: 0.6,
    grouped: 0.6,
    words: contextWords('pan,permanent account number,pan no,pan card,income tax'),
  },
];
