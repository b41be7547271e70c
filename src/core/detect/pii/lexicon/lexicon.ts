import { STREET_AFTER, STREET_BEFORE, UNIT_WORDS } from './address-words.ts';
import { GIVEN_NAMES } from './given-names.ts';
import { CLOSINGS, INTRODUCTIONS, PARTICLES, PERSON_VERBS, TITLES } from './name-words.ts';
import { ORDINARY_WORDS } from './ordinary-words.ts';
import { ORGANISATION_WORDS, PLACES } from './places.ts';
import { SURNAMES } from './surnames.ts';

/** A given name. */
export const GIVEN = 1;
/** A surname. */
export const SURNAME = 2;
/** A word that is capitalised for other reasons. */
export const ORDINARY = 4;
/** A country, state, city or people. */
export const PLACE = 8;
/** A title or form of address. */
export const TITLE = 16;
/** A small word inside names. */
export const PARTICLE = 32;
/** A word of organisations and products. */
export const ORGANISATION = 64;
/** A word after a street's name. */
export const AFTER_STREET_NAME = 128;
/** A word before a street's name. */
export const BEFORE_STREET_NAME = 256;
/** A word that numbers a part of a building. */
export const BUILDING_PART = 512;
/** A verb that has a person before it. */
export const PERSON_VERB = 1024;
/** A salutation. */
export const INTRODUCTION = 2048;
/** A closing of a letter. */
export const CLOSING = 4096;

const entries = new Map<string, number>();

function add(words: readonly string[], bit: number): void {
  for (const word of words) if (word !== '') entries.set(word, (entries.get(word) ?? 0) | bit);
}

function split(text: string): string[] {
  return text.split(/\s+/u);
}

for (const names of Object.values(GIVEN_NAMES)) add(split(names), GIVEN);
for (const names of Object.values(SURNAMES)) add(split(names), SURNAME);
add(split(ORDINARY_WORDS), ORDINARY);
add(split(PLACES), PLACE);
add(split(TITLES), TITLE);
add(split(PARTICLES), PARTICLE);
add(split(ORGANISATION_WORDS), ORGANISATION);
add(split(STREET_AFTER), AFTER_STREET_NAME);
add(split(STREET_BEFORE), BEFORE_STREET_NAME);
add(split(UNIT_WORDS), BUILDING_PART);
add(split(PERSON_VERBS), PERSON_VERB);
add(INTRODUCTIONS, INTRODUCTION);
add(CLOSINGS, CLOSING);

/**
 * What the lists of this folder know of a word.
 * @param word - folded, lower case
 * @returns union of the bits of this file; 0 for a word that stands in no list
 */
export function lexiconFlags(word: string): number {
  return entries.get(word) ?? 0;
}
