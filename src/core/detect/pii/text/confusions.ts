/** Letters that recognisers read where a digit was printed. */
const DIGIT_FOR: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', G: '6', B: '8' };
/** Digits that recognisers read where a letter was printed. */
const LETTER_FOR: Readonly<Record<string, string>> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '6': 'G', '8': 'B' };

/** A reading after repair. */
export interface Repair {
  readonly text: string;
  /** Characters that were changed. */
  readonly changes: number;
}

/**
 * Fits a reading to a shape, swapping confused characters where allowed.
 * @param reading - upper-case letters and digits
 * @param shape - one of `D` (digit), `L` (letter A to Z), `X` (either) per character
 * @param repair - whether confused characters may be swapped
 * @returns `null` when the reading does not fit
 */
export function fitShape(reading: string, shape: string, repair: boolean): Repair | null {
  let text = '';
  let changes = 0;
  for (let at = 0; at < shape.length; at += 1) {
    const character = reading.charAt(at);
    const fitted = fitCharacter(character, shape.charAt(at), repair);
    if (fitted === null) return null;
    if (fitted !== character) changes += 1;
    text += fitted;
  }
  return { text, changes };
}

function fitCharacter(character: string, wanted: string, repair: boolean): string | null {
  const digit = character >= '0' && character <= '9';
  const letter = character >= 'A' && character <= 'Z';
  if (wanted === 'D') return digit ? character : ((repair ? DIGIT_FOR[character] : undefined) ?? null);
  if (wanted === 'L') return letter ? character : ((repair ? LETTER_FOR[character] : undefined) ?? null);
  return digit || letter ? character : null;
}
