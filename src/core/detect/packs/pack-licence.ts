/** Why a licence needs a person's explicit word before a detector goes in. */
export type LicenceConcern = 'copyleft' | 'non-commercial' | 'unclear';

/** Licences that allow use, change and passing on with notices only. SPDX identifiers in lower case. @see https://spdx.org/licenses/ */
const PERMISSIVE = [
  'apache-2.0', 'mit', 'mit-0', 'bsd-2-clause', 'bsd-3-clause', 'bsd-3-clause-clear', '0bsd', 'isc', 'zlib', 'unlicense', 'cc0-1.0', 'cc-by-4.0', 'cc-by-3.0', 'bsl-1.0', 'mpl-2.0',
];

/**
 * What there is to say about a pack's licence.
 * @param licence - as its manifest states it
 * @returns `null` where every part of it is on a short list of permissive licences
 */
export function licenceConcern(licence: string): LicenceConcern | null {
  const text = licence.toLowerCase();
  if (/non[\s_-]?commercial|\bnc\b|-nc(?:-|\b)|research[\s_-]only|academic|personal[\s_-]use|polyform|evaluation[\s_-]only/u.test(text)) return 'non-commercial';
  if (/\b[al]?gpl|gnu\b|affero|sspl|copyleft|cc-by(?:-nc)?-sa|\beupl|\bosl-/u.test(text)) return 'copyleft';
  // One blank at each side is enough, trimming takes the others: to search for all of them would start anew at each.
  const parts = text.replace(/[()]/gu, ' ').split(/\s(?:and|or)\s|\//u).map((part) => part.trim());
  return parts.length > 0 && parts.every((part) => PERMISSIVE.includes(part)) ? null : 'unclear';
}
