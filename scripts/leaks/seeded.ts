/**
 * A seeded generator, so that every measurement can be repeated to the digit.
 * @param seed - any whole number
 * @returns a function that gives the next number in 0..1
 * @see Steele, Lea, Flood, "Fast splittable pseudorandom number generators" (OOPSLA 2014), for the mixing steps
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
