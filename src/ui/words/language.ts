import { setWords, type Words } from '../words.ts';
import { english } from './en/english.ts';

/** Languages of the interface. */
export const LANGUAGES = ['en', 'de'] as const;
/** Language of the interface. */
export type Language = (typeof LANGUAGES)[number];

/** Made-up languages for tests: long words with accents, and right to left. They are made from English, and never offered. */
export const PSEUDO_LANGUAGES = ['en-XA', 'ar-XB'] as const;
/** Made-up language for tests. */
export type PseudoLanguage = (typeof PSEUDO_LANGUAGES)[number];

/** What the settings store: a language, or whichever the browser asks for first. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES, ...PSEUDO_LANGUAGES] as const;
/** Choice of a language. */
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** What each language is called by those who speak it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

interface Entry {
  /** BCP 47, for `lang`. */
  readonly tag: string;
  readonly dir: 'ltr' | 'rtl';
  readonly load: () => Promise<Words>;
}

/** English is part of the page; every other language is a chunk of its own. */
const ENTRIES: Readonly<Record<Language | PseudoLanguage, Entry>> = {
  en: { tag: 'en-GB', dir: 'ltr', load: () => Promise.resolve(english) },
  de: { tag: 'de', dir: 'ltr', load: async () => (await import('./de/german.ts')).german },
  'en-XA': { tag: 'en-XA', dir: 'ltr', load: async () => (await import('./pseudo.ts')).lengthened(english) },
  'ar-XB': { tag: 'ar-XB', dir: 'rtl', load: async () => (await import('./pseudo.ts')).mirrored(english) },
};

/**
 * The language that a choice means.
 * @param choice - as stored
 * @param asked - BCP 47 tags that the browser asks for, best first: `navigator.languages`
 */
export function languageOf(choice: LanguageChoice, asked: readonly string[]): Language | PseudoLanguage {
  if (choice !== 'system') return choice;
  for (const tag of asked) {
    const base = tag.toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === base);
    if (known !== undefined) return known;
  }
  return 'en';
}

let latest = 0;

/**
 * Brings a language and puts it in force, on the page and in its `lang` and `dir`. What was asked for last wins, however
 * long the others take; a language that can't be had leaves the one in force.
 */
export async function putInForce(language: Language | PseudoLanguage): Promise<void> {
  const asked = (latest += 1);
  const { tag, dir, load } = ENTRIES[language];
  try {
    const next = await load();
    if (asked !== latest) return;
    document.documentElement.lang = tag;
    document.documentElement.dir = dir;
    setWords(next);
  } catch {
    // The chunk is neither stored nor to be had: the language in force stays.
  }
}

/** Brings every language that is offered, ahead of its use, so that choosing one later asks the network for nothing. */
export async function loadLanguages(): Promise<void> {
  await Promise.all(LANGUAGES.map((language) => ENTRIES[language].load()));
}
