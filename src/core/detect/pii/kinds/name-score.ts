import type { LineCase, NamePart, NameSequence } from './name-sequence.ts';

/** A score and why. */
export interface NameScore {
  readonly score: number;
  readonly reason: string;
}

/**
 * Scores a run of name-like words by what the lists know of them.
 * @param names - the run
 * @param lineCase - how the line uses capitals
 * @param startsSentence - whether its capital letter may be the sentence's
 */
export function scoreNames(names: NameSequence, lineCase: LineCase, startsSentence: boolean): NameScore {
  const parts = names.parts.filter((part) => part !== 'particle' && part !== 'initial');
  const initials = names.parts.filter((part) => part === 'initial').length;
  if (parts.length === 0) return { score: 0.1, reason: 'initials' };
  const full = parts.length > 1 || initials > 0;
  const base = full
    ? severalWords(parts, names.parts, startsSentence && lineCase === 'mixed')
    : oneWord(parts[0] ?? 'unknown', startsSentence);
  if (lineCase === 'mixed') return base;
  return withoutCapitals(parts, base);
}

function severalWords(parts: readonly NamePart[], all: readonly NamePart[], startsSentence: boolean): NameScore {
  const given = parts.includes('given');
  const doubtfulGiven = parts.includes('given?');
  const surname = parts.some((part) => part === 'surname' || part === 'ending');
  const doubtfulSurname = parts.includes('surname?');
  const inner = all.includes('initial') || all.includes('particle');
  if (given && (surname || doubtfulSurname || parts.length > 2)) return { score: 0.95, reason: 'given name and surname' };
  if (given) return { score: 0.9, reason: 'given name before or after another name' };
  if (doubtfulGiven && surname) return { score: 0.88, reason: 'given name and surname' };
  if (surname && inner) return { score: 0.8, reason: 'surname with an initial or a particle' };
  if (doubtfulGiven && parts.some((part) => part === 'unknown')) return { score: 0.66, reason: 'possible given name before another name' };
  if (surname) return { score: startsSentence ? 0.55 : 0.68, reason: 'surname after another name' };
  if (inner) return { score: 0.62, reason: 'capitalised words with an initial or a particle' };
  if (parts.includes('shouted')) return { score: 0.2, reason: 'capital letters' };
  if (doubtfulGiven && doubtfulSurname) return { score: 0.6, reason: 'possible given name and surname' };
  if (doubtfulSurname && parts.includes('unknown')) return { score: 0.5, reason: 'possible surname after another name' };
  if (doubtfulGiven || doubtfulSurname) return { score: 0.35, reason: 'words that can be names' };
  return { score: startsSentence ? 0.4 : 0.5, reason: 'two capitalised words that are no ordinary words' };
}

function oneWord(part: NamePart, startsSentence: boolean): NameScore {
  const scores: Readonly<Record<NamePart, readonly [inside: number, atStart: number, reason: string]>> = {
    given: [0.75, 0.62, 'given name'],
    'given?': [0.4, 0.2, 'word that can be a given name'],
    surname: [0.6, 0.5, 'surname'],
    'surname?': [0.3, 0.15, 'word that can be a surname'],
    ending: [0.52, 0.4, 'ending of a surname'],
    unknown: [0.3, 0.12, 'capitalised word'],
    shouted: [0.08, 0.08, 'capital letters'],
    initial: [0.05, 0.05, 'initial'],
    particle: [0.05, 0.05, 'particle'],
  };
  const [inside, atStart, reason] = scores[part];
  return { score: startsSentence ? atStart : inside, reason };
}

/** In a line of one case only the lists speak: two known parts are a name, one known part beside an unknown word may be. */
function withoutCapitals(parts: readonly NamePart[], base: NameScore): NameScore {
  const known = parts.filter((part) => part === 'given' || part === 'surname').length;
  const doubtful = parts.filter((part) => part === 'given?' || part === 'surname?').length;
  const given = parts.includes('given');
  if (parts.length > 1 && known >= 2) return { score: Math.min(base.score, 0.85), reason: base.reason };
  if (parts.length > 1 && given && (doubtful > 0 || parts.length <= 3)) return { score: 0.62, reason: base.reason };
  if (parts.length > 1 && known === 1 && doubtful > 0) return { score: 0.5, reason: base.reason };
  if (given) return { score: 0.5, reason: base.reason };
  return { score: Math.min(base.score, 0.35), reason: base.reason };
}
