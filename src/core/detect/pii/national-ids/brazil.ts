import { isRepeated, weightedSum } from '../checksums/weighted-sum.ts';
import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

const CNPJ_WEIGHTS = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Brazil: CPF of persons and CNPJ of firms, each with two check digits of modulus 11. */
export const BRAZIL: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'BR',
    name: 'Brazilian CPF number',
    shape: 'DDDDDDDDDDD',
    layouts: ['3-3-3-2', '9-2'],
    separators: '.- /',
    verify: (text) => {
      const first = digitOf(weightedSum(text, [10, 9, 8, 7, 6, 5, 4, 3, 2]));
      const second = digitOf(weightedSum(text, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
      return checked(!isRepeated(text) && text.endsWith(`${first}${second}`));
    },
    bare: 0.7,
    grouped: 0.95,
    words: contextWords('cpf,cpf mf,c p f,cadastro de pessoas fisicas,contribuinte'),
  },
  {
    kind: 'national-id',
    country: 'BR',
    name: 'Brazilian CNPJ number',
    shape: 'DDDDDDDDDDDDDD',
    layouts: ['2-3-3-4-2', '8-4-2', '12-2'],
    separators: './- ',
    verify: (text) => {
      const first = digitOf(weightedSum(text, CNPJ_WEIGHTS.slice(1)));
      const second = digitOf(weightedSum(text, CNPJ_WEIGHTS));
      return checked(!isRepeated(text) && text.endsWith(`${first}${second}`));
    },
    bare: 0.65,
    grouped: 0.95,
    words: contextWords('cnpj,cnpj mf,c n p j'),
  },
];

function digitOf(sum: number): number {
  return sum % 11 < 2 ? 0 : 11 - (sum % 11);
}
