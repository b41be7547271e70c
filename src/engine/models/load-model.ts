import { AnonymizerError } from '../../core/errors.ts';
import { sha256Hex } from './sha256.ts';
import type { ModelEntry } from './manifest.ts';

/**
 * Fetches a model from this origin and checks its hash, so that a missing or damaged model is an error
 * and never an empty result.
 * @throws AnonymizerError `model/integrity`
 */
export async function loadModel(entry: ModelEntry): Promise<Uint8Array> {
  const bytes = await fetchSameOrigin(entry.url);
  if (bytes.byteLength !== entry.sizeBytes || (await sha256Hex(bytes)) !== entry.sha256) {
    throw new AnonymizerError('model/integrity', { sizeBytes: bytes.byteLength, expectedBytes: entry.sizeBytes });
  }
  return bytes;
}

async function fetchSameOrigin(url: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const response = await fetch(url, { mode: 'same-origin', credentials: 'omit', redirect: 'error' });
    if (!response.ok) throw new AnonymizerError('model/integrity', { httpStatus: response.status });
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    if (error instanceof AnonymizerError) throw error;
    throw new AnonymizerError('model/integrity', { unreachable: true });
  }
}
