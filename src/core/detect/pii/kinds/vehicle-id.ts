import type { Finder } from '../finder.ts';
import { contextWords, hasContextBefore } from '../text/context.ts';

const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Values of A to Z in ISO 3779's check as used in North America; I, O and Q do not occur. */
const VALUES = '12345678 12345 7 923456789';
const words = contextWords(
  'vin,vin no,vehicle identification number,chassis,chassis no,chassis number,fin,fahrzeug identifizierungsnummer,fahrgestellnummer,numero de chasis,bastidor,telaio,chassi,numer vin,frame number',
);

/** Vehicle identification numbers: seventeen characters, with the check digit that North America demands, or after a label. */
export const vehicleIdFinder: Finder = {
  name: 'vehicle-id',
  kinds: ['vehicle-id'],
  find: (scan, report) => {
    const { runs } = scan;
    for (let run = 0; run < runs.count; run += 1) {
      scan.steps += 1;
      const start = runs.starts[run] ?? 0;
      const end = runs.ends[run] ?? 0;
      if (end - start !== 17) continue;
      const text = scan.text.slice(start, end).toUpperCase();
      scan.steps += 17;
      if (!/^[A-HJ-NPR-Z0-9]{17}$/u.test(text) || !/\d{3}$/u.test(text) || !/[A-Z]/u.test(text)) continue;
      const valid = text.charAt(8) === vinCheckCharacter(text);
      const labelled = hasContextBefore(scan, start, words);
      const score = labelled ? (valid ? 0.97 : 0.85) : valid ? 0.8 : 0.3;
      report({
        kind: 'vehicle-id',
        start,
        end,
        score,
        reason: `seventeen characters of a vehicle number${valid ? ', checksum valid' : ''}${labelled ? ', after a word that announces it' : ''}`,
        country: null,
      });
    }
  },
};

/**
 * Ninth character of a vehicle number: weighted sum modulo 11, with X for ten.
 * @param text - seventeen upper-case letters and digits; the ninth has no weight
 */
export function vinCheckCharacter(text: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const code = text.charCodeAt(at);
    const value = code <= 57 ? code - 48 : Number(VALUES.charAt(code - 65));
    sum += value * (WEIGHTS[at] ?? 0);
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}
