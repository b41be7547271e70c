/** Frames that follow one another in a film, and are encoded to see how large they become. */
export interface SamplePlace {
  /** Index of the first of them. */
  readonly first: number;
  readonly count: number;
}

/** What became of the frames of one place: bytes of each, in order. */
export interface SampledSizes {
  /** Of those that can be decoded by themselves; at least one. */
  readonly keys: readonly number[];
  /** Of those between them. */
  readonly deltas: readonly number[];
}

/** Most places, and most frames of each: the first of a place is decoded by itself, and what it costs to go on from there has settled within a few. */
const PLACES = 3;
const PLACE_FRAMES = 12;

/**
 * Where a film is tried: in the middle of each of three equal parts, or all of it where that is no more.
 * @param frames - of the film, at least 1
 */
export function samplePlaces(frames: number): readonly SamplePlace[] {
  if (frames <= PLACES * PLACE_FRAMES) return [{ first: 0, count: frames }];
  return Array.from({ length: PLACES }, (_, part) => ({ first: Math.round(((part + 0.5) * frames) / PLACES - PLACE_FRAMES / 2), count: PLACE_FRAMES }));
}

/**
 * How many frames of a film are encoded so that they can be decoded by themselves: the first one shown in each stretch of time.
 * @param times - seconds at which frames are shown, in order
 * @param stretch - seconds of each stretch, from 0
 */
export function keyFrameCount(times: readonly number[], stretch: number): number {
  return times.filter((time, index) => index === 0 || Math.floor(time / stretch) !== Math.floor((times[index - 1] ?? 0) / stretch)).length;
}

/**
 * How large the pictures of a film become, by what was encoded of it. Each place stands for an equal part of the film, with its share of frames
 * that can be decoded by themselves. The frames just after one of those may still add to it, so only the later half stands for all that follow.
 * @param places - at least one
 * @param frames - of the film
 * @param keyFrames - of the film, as {@link keyFrameCount} says
 * @returns bytes
 */
export function picturesBytes(places: readonly SampledSizes[], frames: number, keyFrames: number): number {
  const [keys, each] = [keyFrames / places.length, frames / places.length];
  return places.reduce((sum, place) => sum + partBytes(place, each, keys), 0);
}

function partBytes({ keys, deltas }: SampledSizes, frames: number, keyFrames: number): number {
  const encoded = keys.length + deltas.length;
  // All of the part was encoded.
  if (encoded >= frames) return (total(keys) + total(deltas)) * (frames / encoded);
  const [group, groupInFilm] = [encoded / keys.length, frames / keyFrames];
  const lead = Math.min(group, groupInFilm) - 1;
  const settled = mean(deltas.slice(Math.floor(deltas.length / 2)));
  return keyFrames * (mean(keys) + lead * mean(deltas)) + Math.max(0, frames - keyFrames * (1 + lead)) * settled;
}

/** Bytes that a container takes to list one packet, and for everything else; between those of MP4, of its fragments, and of WebM. */
const PACKET_BYTES = 9;
const FILE_BYTES = 1000;

/**
 * The size of a file.
 * @param pictures - bytes of all pictures
 * @param sound - bytes of all packets of sound
 * @param packets - how many there are of both
 * @returns bytes
 */
export function fileBytes(pictures: number, sound: number, packets: number): number {
  return Math.round(pictures + sound + packets * PACKET_BYTES + FILE_BYTES);
}

/** A number of bytes with no more than two digits that are not 0, so that nobody takes it for exact. */
export function aboutBytes(bytes: number): number {
  if (!(bytes >= 1)) return 0;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(bytes)) - 1);
  return Math.round(bytes / step) * step;
}

function total(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function mean(sizes: readonly number[]): number {
  return sizes.length === 0 ? 0 : total(sizes) / sizes.length;
}
