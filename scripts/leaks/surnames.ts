import { seeded } from './seeded.ts';

/** Beginnings, middles and ends that sound like surnames of European languages. None is taken from a register. */
const BEGINNINGS = ['Al', 'An', 'Bar', 'Ber', 'Bo', 'Bran', 'Car', 'Col', 'Da', 'Del', 'Dor', 'Ek', 'El', 'Fal', 'Fer', 'Fi', 'Gar', 'Gil', 'Gro', 'Ha', 'Hol', 'Il', 'Ja', 'Ka', 'Kle', 'Kor', 'La', 'Lin', 'Lo', 'Ma', 'Mer', 'Mo', 'Na', 'No', 'Ol', 'Or', 'Pa', 'Pe', 'Qua', 'Ra', 'Ro', 'Sa', 'Schu', 'Si', 'Stei', 'Ta', 'Tho', 'Ul', 'Va', 'Vo', 'Wa', 'Wil', 'Za', 'Zi', 'Mü', 'Kö'];
const MIDDLES = ['ba', 'be', 'cha', 'co', 'da', 'del', 'di', 'ga', 'ge', 'ja', 'ki', 'la', 'le', 'li', 'ma', 'mi', 'na', 'ni', 'no', 'pa', 'qui', 'ra', 're', 'ri', 'sa', 'si', 'ta', 'te', 'ti', 'va', 'vi', 'zo'];
const ENDS = ['', 'a', 'ard', 'berg', 'ck', 'de', 'er', 'es', 'ez', 'ger', 'i', 'in', 'ing', 'is', 'ley', 'l', 'mann', 'n', 'ner', 'o', 'p', 'r', 's', 'sen', 'ski', 'son', 'stein', 't', 'ton', 'wood', 'y', 'z'];
/** Share of surnames by their number of letters, 2 to 14, as in lists of the commonest names: most have five to eight. */
const SHARE_BY_LENGTH: readonly number[] = [0.004, 0.025, 0.08, 0.16, 0.21, 0.2, 0.145, 0.085, 0.05, 0.022, 0.012, 0.005, 0.002];
const SHORTEST = 2;

/**
 * Makes plausible surnames, all different, of realistic lengths.
 * @param count - how many; rounding by length may make it a few fewer or more
 * @param seed - of the draw
 */
export function makeSurnames(count: number, seed: number): string[] {
  const next = seeded(seed);
  const pick = (parts: readonly string[]): string => parts[Math.floor(next() * parts.length)] ?? '';
  const wanted = SHARE_BY_LENGTH.map((share) => Math.round(share * count));
  const names = new Set<string>();
  const reachable = wanted.reduce((sum, left) => sum + left, 0);
  for (let tries = 0; names.size < reachable && tries < count * 4_000; tries += 1) {
    const middles = Math.floor(next() * 4);
    const name = pick(BEGINNINGS) + Array.from({ length: middles }, () => pick(MIDDLES)).join('') + pick(ENDS);
    const slot = name.length - SHORTEST;
    const left = wanted[slot] ?? 0;
    if (left === 0 || names.has(name)) continue;
    wanted[slot] = left - 1;
    names.add(name);
  }
  return [...names];
}
