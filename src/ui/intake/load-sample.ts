import type { PickedFile } from '../job-queue.ts';
import { sampleUrl, type Sample } from './samples.ts';

/**
 * Fetches one sample from the app's own address: the only thing that the page itself fetches, and only before any
 * file is open.
 * @returns the sample as a file, or `null` when it can't be had
 */
export async function loadSample(sample: Sample): Promise<PickedFile | null> {
  try {
    const response = await fetch(sampleUrl(sample), { credentials: 'omit' });
    if (!response.ok) return null;
    return { file: await response.blob(), name: sample.file, folder: '' };
  } catch {
    return null;
  }
}
