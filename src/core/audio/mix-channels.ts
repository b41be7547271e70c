/** Share of the middle and of the speakers behind in each side. @see ITU-R BS.775-3, annex 4 */
const SIDE = Math.SQRT1_2;

/**
 * Mixes channels into fewer, so that nothing gets louder than it was in the loudest way it could add up.
 * @param planes - one array for each channel, all of the same length: left, right, centre, low, left and right behind where there are six
 * @param channels - 1, 2, or as many as there are, which are left alone
 * @returns new arrays, or the same ones where there is nothing to mix
 */
export function mixChannels(planes: readonly Float32Array[], channels: number): readonly Float32Array[] {
  if (planes.length === channels) return planes;
  const sides = planes.length < 3 ? planes : [0, 1].map((side) => weighted(planes, weightsOf(planes.length, side)));
  if (channels === 1) return [weighted(sides, sides.map(() => 1 / sides.length))];
  return Array.from({ length: channels }, (_, index) => sides[index % sides.length] ?? new Float32Array());
}

function weightsOf(count: number, side: number): readonly number[] {
  const own = (index: number): number => (count === 6 ? ([[1, 0, SIDE, 0, SIDE, 0], [0, 1, SIDE, 0, 0, SIDE]][side]?.[index] ?? 0) : index % 2 === side ? 1 : 0);
  const weights = Array.from({ length: count }, (_, index) => own(index));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function weighted(planes: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const mixed = new Float32Array(planes[0]?.length ?? 0);
  for (const [index, plane] of planes.entries()) {
    const weight = weights[index] ?? 0;
    if (weight === 0) continue;
    for (let at = 0; at < mixed.length; at += 1) mixed[at] = (mixed[at] ?? 0) + (plane[at] ?? 0) * weight;
  }
  return mixed;
}
