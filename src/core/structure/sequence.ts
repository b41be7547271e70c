import type { Size } from '../geometry/box.ts';
import { AnonymizerError } from '../errors.ts';
import { MAX_FRAMES, MAX_SEQUENCE_PIXELS } from '../limits.ts';
import type { PictureStorage, Sequence, SourceInspection } from './inspection.ts';

/** Pictures in a source: 1 for a still one, or its frames or pages. */
export function frameCount({ sequence }: Pick<SourceInspection, 'sequence'>): number {
  switch (sequence.kind) {
    case 'still':
      return 1;
    case 'animation':
    case 'video':
      return sequence.durations.length;
    case 'pages':
      return sequence.pages.length;
  }
}

/** Size of the oriented picture or of an animation's canvas, or the size of every page in order. */
export function pageSizes({ size, sequence }: Pick<SourceInspection, 'size' | 'sequence'>): readonly Size[] {
  return sequence.kind === 'pages' ? sequence.pages.map((page) => page.size) : [size];
}

/**
 * How one frame or page is stored. Frames of an animation are stored as their canvas is.
 * @param index - 0 for the first
 * @throws RangeError where there is no such page
 */
export function storageOf(inspection: SourceInspection, index: number): PictureStorage {
  const { sequence } = inspection;
  if (sequence.kind !== 'pages') return inspection;
  const page = sequence.pages[index];
  if (page === undefined) throw new RangeError('no such page');
  return page;
}

/**
 * Refuses more frames or pages than can be worked through.
 * @param sizes - size of each
 * @throws AnonymizerError `input/too-many-frames`
 */
export function checkFrames(sizes: readonly Size[]): void {
  const pixels = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  if (sizes.length > MAX_FRAMES || pixels > MAX_SEQUENCE_PIXELS) throw new AnonymizerError('input/too-many-frames', { frames: sizes.length });
}

/** Hundredths of a second, in which GIF counts, in milliseconds: no duration may be further off. */
const COARSEST = 10;
/** Most plays that every format can store. */
const MOST_PLAYS = 65_535;

/**
 * Whether an output plays as its source does, but for the rounding of its format. An animation of one frame may become a still picture.
 * @param source - what was read
 * @param output - what was written
 */
export function keepsTiming(source: Sequence, output: Sequence): boolean {
  if (source.kind !== 'animation') return source.kind === output.kind;
  if (output.kind !== 'animation') return source.durations.length === 1;
  const asLong = source.durations.every((duration, index) => Math.abs(duration - (output.durations[index] ?? Infinity)) <= COARSEST);
  return asLong && (source.plays === output.plays || (source.plays > MOST_PLAYS && output.plays >= MOST_PLAYS));
}

/** Seconds at which players show the first frame of a sequence: later than 0 in videos whose sound comes first. */
export function startOf(sequence: Sequence): number {
  return sequence.kind === 'video' ? (sequence.startSeconds ?? 0) : 0;
}
