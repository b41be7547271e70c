/** One character of a decoded line. */
export interface CtcCharacter {
  readonly text: string;
  /** Highest probability over its steps, 0..1. */
  readonly score: number;
  /** First and one past the last step at which it is the best class. */
  readonly firstStep: number;
  readonly endStep: number;
}

/** Class that stands for "nothing new". */
const BLANK = 0;

/**
 * Greedy decoding of a network trained by connectionist temporal classification: the best class of every step, repeats
 * joined, blanks dropped.
 * @param probabilities - `[steps, classes]`, each row a softmax
 * @param alphabet - class `i` is `alphabet[i - 1]`; class 0 is the blank
 * @param steps - how many steps to read; the rest is padding
 */
export function decodeCtc(probabilities: Float32Array, alphabet: readonly string[], steps: number): CtcCharacter[] {
  const classes = alphabet.length + 1;
  const characters: CtcCharacter[] = [];
  let before = BLANK;
  for (let step = 0; step < steps; step += 1) {
    const { index, score } = bestOf(probabilities, step * classes, classes);
    const last = characters.at(-1);
    if (index !== BLANK && index === before && last !== undefined) {
      characters[characters.length - 1] = { ...last, score: Math.max(last.score, score), endStep: step + 1 };
    } else if (index !== BLANK) {
      characters.push({ text: alphabet[index - 1] ?? '', score, firstStep: step, endStep: step + 1 });
    }
    before = index;
  }
  return characters;
}

function bestOf(values: Float32Array, start: number, count: number): { index: number; score: number } {
  let index = 0;
  let score = values[start] ?? 0;
  for (let i = 1; i < count; i += 1) {
    const value = values[start + i] ?? 0;
    if (value > score) {
      score = value;
      index = i;
    }
  }
  return { index, score };
}

/** Where a character lies along its line, as shares of the line's width. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * Extents of characters. The network says where a character is recognised, not where it starts: borders lie half-way
 * between neighbours, and the outermost characters reach as far outwards as inwards.
 * @param characters - of one line
 * @param steps - steps that make the whole line
 */
export function characterExtents(characters: readonly CtcCharacter[], steps: number): Extent[] {
  const centres = characters.map(({ firstStep, endStep }) => (firstStep + endStep) / 2 / steps);
  const between = (index: number): number => ((centres[index] ?? 0) + (centres[index + 1] ?? 0)) / 2;
  return centres.map((centre, index) => {
    const before = index > 0 ? between(index - 1) : null;
    const after = index < centres.length - 1 ? between(index) : null;
    const from = before ?? (after === null ? 0 : 2 * centre - after);
    const to = after ?? (before === null ? 1 : 2 * centre - before);
    return { from: Math.max(0, from), to: Math.min(1, to) };
  });
}
