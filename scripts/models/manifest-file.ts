import { createHash } from 'node:crypto';

/** One shipped model, as `models/manifest.json` names it. */
export interface ManifestEntry {
  readonly name: string;
  readonly version: string;
  /** File name inside `models/`. */
  readonly file: string;
  /** Lower-case hex of the built file's SHA-256. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly kinds: readonly string[];
  readonly licence: string;
  /** The files inside an npm package that the model is made from: the first, and any others that its builder takes, in order. */
  readonly source: {
    readonly package: string;
    readonly version: string;
    readonly path: string;
    readonly sha256: string;
    readonly further?: readonly { readonly path: string; readonly sha256: string }[];
  };
  /** A pixel value `v` becomes `(v - mean) / scale`, with one value for all planes or one each; sides are padded to `multipleOf`. */
  readonly input: {
    readonly name: string;
    readonly layout: 'NCHW';
    readonly color: 'RGB' | 'BGR';
    readonly mean: number | readonly number[];
    readonly scale: number | readonly number[];
    readonly multipleOf: number;
  };
  /** Names of the outputs by their part in the decoder. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly decoder: string;
}

/** The content of `models/manifest.json`. */
export interface Manifest {
  readonly models: readonly ManifestEntry[];
}

/** Lower-case hex of the SHA-256 of some bytes. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The entry with a new file's hash and size; everything else stays as it is.
 * @param bytes - the built file
 */
export function recordBytes(entry: ManifestEntry, bytes: Uint8Array): ManifestEntry {
  return { ...entry, sha256: sha256Hex(bytes), sizeBytes: bytes.byteLength };
}

/** `true` when the bytes are the ones that the entry names. */
export function holdsBytes(entry: ManifestEntry, bytes: Uint8Array): boolean {
  return bytes.byteLength === entry.sizeBytes && sha256Hex(bytes) === entry.sha256;
}
