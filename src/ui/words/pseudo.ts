import type { Words } from '../words.ts';

const PLAIN = 'abcdefghijklmnoprstuvwyzABCDEFGHIJKLMNOPRSTUVWYZ';
const ACCENTED = 'áƀçđéƒğĥíĵķłɱñóþŕšţúṽŵýžÁƁÇĐÉƑĞĤÍĴĶŁḾÑÓÞŔŠŢÚṼŴÝŽ';
/** Share that a translation is longer than English, as translators reckon for whole sentences. */
const LONGER = 0.4;
/** A placeholder that the person types, such as `{name}`, stays as it is. */
const PLACEHOLDER = /(\{[a-z]+\})/u;

/**
 * English with accents, at least 40 % longer, in brackets: what is not in brackets was not translated, and what doesn't
 * fit would not fit in other languages. Vowels are doubled, so that words grow where words of other languages do.
 */
export function lengthened(words: Words): Words {
  return mapWords(words, (text) => {
    let left = Math.ceil(text.length * LONGER);
    const parts = text.split(PLACEHOLDER).map((part) => {
      if (PLACEHOLDER.test(part)) return part;
      return Array.from(part)
        .map((character) => {
          const accented = ACCENTED[PLAIN.indexOf(character)] ?? character;
          if (left === 0 || !/[aeiou]/iu.test(character)) return accented;
          left -= 1;
          return accented + accented.toLowerCase();
        })
        .join('');
    });
    return `[${parts.join('')}${'~'.repeat(left)}]`;
  });
}

/** English from right to left: each word between the marks that turn it round, so that the page can be laid out for Arabic or Hebrew. */
export function mirrored(words: Words): Words {
  return mapWords(words, (text) =>
    text.split(' ').map((word) => (word === '' || PLACEHOLDER.test(word) ? word : `\u200f\u202e${word}\u202c\u200f`)).join(' '),
  );
}

/** Applies a change to every text, and to what every function of the words returns. The product keeps its name, and key caps theirs. */
function mapWords(words: Words, change: (text: string) => string): Words {
  const map = (value: unknown): unknown => {
    if (typeof value === 'string') return value === '' ? '' : change(value);
    if (typeof value === 'function') return (...given: unknown[]) => map((value as (...all: unknown[]) => unknown)(...given));
    if (Array.isArray(value)) return value.map(map);
    if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, map(part)]));
    return value;
  };
  return { ...(map(words) as Words), product: words.product, keyCaps: words.keyCaps };
}
