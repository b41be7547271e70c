import avifUrl from '@jsquash/avif/codec/enc/avif_enc.wasm?url';
import heifUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { AnonymizerError } from '../../core/errors.ts';
import { loadModel } from '../models/load-model.ts';
import type { ModelEntry } from '../models/manifest.ts';

/** WebAssembly files of the codecs: version of the npm package, and the hash and size of the file in it. */
export const CODEC_FILES = {
  /**
   * Reads HEIC. LGPL-3.0, so it stays a file of its own that anyone may replace: put another build in the place of
   * the package's, change the hash and size here, and build.
   */
  heif: {
    name: 'libheif-js',
    version: '1.23.2',
    sha256: 'e4aa8333fbe55ec7c6c776f735236f40bed9103188498f8131d4e52b73cdfee8',
    sizeBytes: 1422377,
    url: heifUrl,
  },
  /** Writes AVIF where the browser can't. */
  avif: {
    name: '@jsquash/avif',
    version: '2.1.1',
    sha256: 'd9f2a95164362af48558d176e619becfd49dd97b50b86c679b47100860522b3d',
    sizeBytes: 3485872,
    url: avifUrl,
  },
} as const satisfies Record<string, ModelEntry>;

/** A codec that is loaded when the first file that needs it comes. */
export type CodecName = keyof typeof CODEC_FILES;

const loaded = new Map<CodecName, Promise<WebAssembly.Module>>();

/**
 * Fetches a codec from this origin, checks its hash and compiles it, once per worker.
 * @param name - which
 * @throws AnonymizerError `codec/integrity` where it is missing, changed, or does not compile
 */
export function loadCodec(name: CodecName): Promise<WebAssembly.Module> {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const loading = fetchCodec(CODEC_FILES[name]);
  loaded.set(name, loading);
  // A failed load is tried again with the next file.
  loading.catch(() => loaded.delete(name));
  return loading;
}

async function fetchCodec(file: ModelEntry): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(new Uint8Array(await loadModel(file)));
  } catch (error) {
    if (error instanceof RangeError) throw error;
    throw new AnonymizerError('codec/integrity', error instanceof AnonymizerError ? error.facts : {});
  }
}
