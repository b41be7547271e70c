import type { Detection } from '../detect/detection.ts';
import type { SourceInspection } from '../structure/inspection.ts';
import { linkFrames, placeOnPages } from './link-frames.ts';

/**
 * Brings finds of each frame or page into one list.
 * @param finds - of each frame or page, in order
 * @param inspection - says what they are
 * @throws RangeError for a video, whose finds are tracked by whoever has its pictures
 * @returns of a still picture as they are, of an animation joined over its frames, of pages with their page
 */
export function overFrames(finds: readonly (readonly Detection[])[], { sequence }: Pick<SourceInspection, 'sequence'>): Detection[] {
  switch (sequence.kind) {
    case 'still':
      return finds.flat();
    case 'pages':
      return placeOnPages(finds);
    case 'animation':
      return linkFrames(finds, sequence.durations);
    case 'video':
      throw new RangeError('finds of a video are joined with its cuts');
  }
}
