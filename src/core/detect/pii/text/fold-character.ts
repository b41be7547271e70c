/** Letters that Unicode does not decompose, in the spelling that recognisers and passports give them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  '‘': "'",
  '’': "'",
  '‛': "'",
  '′': "'",
  '´': "'",
  ʹ: "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '＇': "'",
  '⁄': '/',
  '∕': '/',
  '．': '.',
  '。': '.',
  '｡': '.',
  '·': '.',
  '•': ' ',
  º: '°',
  '：': ':',
  '︰': ':',
  '∶': ':',
};

/** First digit of every block of ten decimal digits that compatibility decomposition leaves alone. */
const DIGIT_ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040,
  0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50,
  0xabf0,
];

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/u;
const MARK = /[\p{Mn}\p{Me}]/u;
const MARKS = /[\p{Mn}\p{Me}]/gu;
const DASH = /[\u2010-\u2015\u2043\u2212\u30fc\ufe58\ufe63\uff0d]/u;
const HANGUL = /[\uac00-\ud7a3]/u;
const WIDE_SPACE = /[\p{Zs}]/u;

/** How one character is matched: a replacement (which may be the character itself), or nothing at all. */
export interface FoldedCharacter {
  readonly text: string;
  /** `true` for combining marks, which belong to the character before them. */
  readonly attaches: boolean;
}

const cache = new Map<string, FoldedCharacter>();

/**
 * Folds one character: case stays, diacritics, width, ligatures, foreign digits, odd spaces and dashes go, what can't be seen is nothing.
 * @param character - one code point (or a lone surrogate, which stays as it is)
 */
export function foldCharacter(character: string): FoldedCharacter {
  const known = cache.get(character);
  if (known !== undefined) return known;
  const folded = { text: replacement(character), attaches: MARK.test(character) };
  cache.set(character, folded);
  return folded;
}

function replacement(character: string): string {
  const letter = LETTERS[character];
  if (letter !== undefined) return letter;
  if (INVISIBLE.test(character) || MARK.test(character)) return '';
  if (DASH.test(character)) return '-';
  if (WIDE_SPACE.test(character)) return ' ';
  if (HANGUL.test(character)) return character;
  const plain = character.normalize('NFKD').replace(MARKS, '');
  return Array.from(plain, (part) => LETTERS[part] ?? digitOf(part)).join('');
}

function digitOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x0660) return character;
  const zero = DIGIT_ZEROS.find((first) => code >= first && code < first + 10);
  return zero === undefined ? character : String(code - zero);
}
