import { AnonymizerError } from '../../core/errors.ts';
import type * as Parts from './video-parts.ts';

/**
 * Loads what reading and writing videos takes. It is large and few people open a video, so it is no part of the engine's first load.
 * @throws AnonymizerError `codec/integrity`
 */
export async function loadVideo(): Promise<typeof Parts> {
  try {
    const parts = await import('./video-parts.ts');
    parts.boundDecoders();
    // There are engines that hand out a module whose code has failed; what is defined last is missing then.
    if (typeof parts.VideoFrames !== 'function') throw new TypeError('not loaded');
    return parts;
  } catch {
    throw new AnonymizerError('codec/integrity');
  }
}
