import { contextWords } from '../text/context.ts';
import { checked, type IdScheme } from './id-scheme.ts';

const LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';
const words = contextWords('dni,nif,nie,dni nie,documento nacional de identidad,numero de identificacion,documento,identidad,n i f,d n i');

/** Spain: DNI and NIE with their letter of modulus 23. */
export const SPAIN: readonly IdScheme[] = [
  {
    kind: 'national-id',
    country: 'ES',
    name: 'Spanish identity number (DNI)',
    shape: 'DDDDDDDDL',
    layouts: ['8-1', '2-3-3-1', '2-3-4'],
    separators: ' -.',
    verify: (text) => checked(text.charAt(8) === dniLetter(text.slice(0, 8))),
    bare: 0.8,
    grouped: 0.85,
    words,
  },
  {
    kind: 'national-id',
    country: 'ES',
    name: 'Spanish foreigner number (NIE)',
    shape: 'LDDDDDDDL',
    layouts: ['1-7-1', '8-1', '1-8'],
    separators: ' -.',
    verify: (text) => {
      const first = 'XYZ'.indexOf(text.charAt(0));
      return checked(first >= 0 && text.charAt(8) === dniLetter(String(first) + text.slice(1, 8)));
    },
    bare: 0.85,
    grouped: 0.9,
    words,
  },
];

/**
 * Letter of a Spanish identity number.
 * @param digits - eight digits; for a foreigner number, X, Y and Z become 0, 1 and 2
 */
export function dniLetter(digits: string): string {
  return LETTERS.charAt(Number(digits) % 23);
}
