import manifest from '../../../models/manifest.json';
import faceEmbeddingUrl from '../../../models/face-embedding.onnx?url';
import faceRfbUrl from '../../../models/face-rfb320.onnx?url';
import textLinesUrl from '../../../models/text-lines.onnx?url';
import objectNanodetUrl from '../../../models/object-nanodet.onnx?url';
import textReaderUrl from '../../../models/text-reader.onnx?url';

/** What the runtime needs to know of one shipped model; the rest of its entry is for people. */
export interface ModelEntry {
  readonly name: string;
  readonly version: string;
  /** Lower-case hex of the file's SHA-256. */
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Same-origin address of the built asset. */
  readonly url: string;
}

const URLS: Readonly<Record<string, string>> = {
  'face-embedding': faceEmbeddingUrl,
  'face-rfb320': faceRfbUrl,
  'text-lines': textLinesUrl,
  'text-reader': textReaderUrl,
  'object-nanodet': objectNanodetUrl,
};

/**
 * Looks a shipped model up by name.
 * @param name - as in `models/manifest.json`
 * @returns `null` for a model that this build does not ship
 */
export function shippedModel(name: string): ModelEntry | null {
  const entry = manifest.models.find((model) => model.name === name);
  const url = URLS[name];
  if (entry === undefined || url === undefined) return null;
  return { name: entry.name, version: entry.version, sha256: entry.sha256, sizeBytes: entry.sizeBytes, url };
}
