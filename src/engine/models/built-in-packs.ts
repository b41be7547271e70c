import type { PackManifest } from '../../core/detect/packs/pack-manifest.ts';
import { parsePackManifest } from '../../core/detect/packs/parse-pack-manifest.ts';
import { AnonymizerError } from '../../core/errors.ts';

/** A pack that `npm run models:add` put into this build. */
export interface BuiltInPack {
  readonly manifest: PackManifest;
  /** Same-origin address of the built asset. */
  readonly url: string;
}

/** Nothing is there unless somebody added it: both lists are empty then. */
const MANIFESTS = import.meta.glob<unknown>('../../../models/packs/*.pack.json', { eager: true, import: 'default' });
const FILES = import.meta.glob<string>('../../../models/packs/*.onnx', { eager: true, query: '?url', import: 'default' });

let known: readonly BuiltInPack[] | null = null;

/**
 * The packs of this build.
 * @throws AnonymizerError `model/integrity` for a manifest without its file, or one that is not valid
 */
export function builtInPacks(): readonly BuiltInPack[] {
  known ??= Object.entries(MANIFESTS).map(([path, untrusted]) => {
    const url = FILES[path.replace(/\.pack\.json$/u, '.onnx')];
    if (url === undefined) throw new AnonymizerError('model/integrity', { shipped: false });
    try {
      return { manifest: parsePackManifest(untrusted), url };
    } catch {
      throw new AnonymizerError('model/integrity', { pack: true });
    }
  });
  return known;
}
