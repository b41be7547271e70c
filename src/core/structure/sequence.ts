import type { Size } from '../geometry/box.ts';
import { AnonymizerError } from '../errors.ts';
import { MAX_FRAMES, MAX_SEQUENCE_PIXELS } from '../limits.ts';
import type { PictureStorage, SourceInspection } from './inspection.ts';

/** Pictures in a source: 1 for a still one, or its frames or pages. */
export function frameCount({ sequence }: Pick<SourceInspection, 'sequence'>): number {
  switch (sequence.kind) {
    case 'still':
      return 1;
    case 'animation':
      return sequence.durations.length;
    case 'pages':
      return sequence.pages.length;
  }
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
