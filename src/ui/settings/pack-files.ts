import { MANIFEST_MAX_BYTES, type PackManifest } from '../../core/detect/packs/pack-manifest.ts';
import { PackManifestError } from '../../core/detect/packs/pack-problem.ts';
import { readPackManifest } from '../../core/detect/packs/parse-pack-manifest.ts';
import { words } from '../words.ts';

/** The two files of a pack as a person hands them over: together, or one after the other. */
export interface PackFiles {
  readonly manifest: { readonly file: Blob; readonly content: PackManifest } | null;
  readonly model: File | null;
}

/** Nothing chosen yet. */
export const NO_FILES: PackFiles = { manifest: null, model: null };

/** What came of files that were dropped or chosen; `refusal` is a sentence for the person, or `other-file`, `unreadable`. */
export type TakenFiles = { readonly status: 'ok'; readonly files: PackFiles } | { readonly status: 'refused'; readonly refusal: string };

/**
 * Sorts files into manifest and model by their endings, and reads the manifest.
 * @param before - what was handed over earlier
 * @param added - what came now
 */
export async function takePackFiles(before: PackFiles, added: readonly File[]): Promise<TakenFiles> {
  const json = added.find((file) => file.name.toLowerCase().endsWith('.json'));
  const model = added.find((file) => file.name.toLowerCase().endsWith('.onnx')) ?? before.model;
  if (added.some((file) => !/\.(?:json|onnx)$/iu.test(file.name))) return { status: 'refused', refusal: 'other-file' };
  if (json === undefined) return { status: 'ok', files: { ...before, model } };
  try {
    if (json.size > MANIFEST_MAX_BYTES) throw new PackManifestError('not-json', '');
    return { status: 'ok', files: { manifest: { file: json, content: readPackManifest(await json.text()) }, model } };
  } catch (error) {
    return { status: 'refused', refusal: error instanceof PackManifestError ? words.settings.detectors.problem(error.code, error.field) : 'unreadable' };
  }
}
