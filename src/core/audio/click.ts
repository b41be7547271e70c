/** Pitch of the click in hertz: every encoder carries it at every rate. */
const PITCH = 1000;
/** How fast it comes and goes, per second: some 4 ms from one end to the other. */
const SPREAD = 800;
/** Seconds on each side of its middle beyond which it is nothing. */
const REACH_S = 0.004;
/** Seconds around the loudest sample in which its place is looked for. */
const NEAR_S = 0.004;

/**
 * A short click by which the delay of an encoder is measured.
 * @param seconds - from its middle
 * @returns -0.5..0.5
 */
export function clickAt(seconds: number): number {
  return Math.abs(seconds) > REACH_S ? 0 : 0.5 * Math.exp(-((seconds * SPREAD) ** 2)) * Math.cos(2 * Math.PI * PITCH * seconds);
}

/**
 * Finds the click in a sound.
 * @param sound - one channel
 * @param rate - samples in a second
 * @returns where its middle is, in seconds, to the next sample; `null` where it is not to be heard at half its level
 */
export function findClick(sound: Float32Array, rate: number): number | null {
  let loudest = 0;
  for (let at = 1; at < sound.length; at += 1) if (Math.abs(sound[at] ?? 0) > Math.abs(sound[loudest] ?? 0)) loudest = at;
  if (Math.abs(sound[loudest] ?? 0) < 0.25) return null;
  const [near, reach] = [Math.round(NEAR_S * rate), Math.ceil(REACH_S * rate)];
  let [best, most] = [loudest, -Infinity];
  for (let middle = loudest - near; middle <= loudest + near; middle += 1) {
    let likeness = 0;
    for (let off = -reach; off <= reach; off += 1) likeness += (sound[middle + off] ?? 0) * clickAt(off / rate);
    if (likeness > most) [best, most] = [middle, likeness];
  }
  return best / rate;
}
