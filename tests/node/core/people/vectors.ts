import fc from 'fast-check';

/** A vector of length 1 in the direction of some numbers. */
export function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

/** Two vectors of length 1 whose cosine is the given one, up to rounding. */
export function pairAt(cosine: number): readonly [Float32Array, Float32Array] {
  return [Float32Array.of(1, 0), Float32Array.of(cosine, Math.sqrt(1 - cosine * cosine))];
}

/** Vectors of length 1 in six dimensions, some of them alike. */
export const arbitraryUnit = fc
  .array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 6 })
  .filter((values) => values.some((value) => value !== 0))
  .map(unit);
