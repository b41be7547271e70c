import { sha256Of } from '../sha256.ts';

/** What came of hashing the stored copy anew. */
export type CopyReport =
  | { readonly status: 'none' }
  | {
      readonly status: 'checked';
      /** SHA-256 over the list of assets: names the build; lower-case hex. */
      readonly build: string;
      readonly files: number;
      readonly sizeBytes: number;
      /** Paths of files that are missing, or whose bytes are not those of the build. */
      readonly wrong: readonly string[];
    };

/** Caches of this app start with this. */
const CACHE_PREFIX = 'cloakroom-';
const MANIFEST = 'build-manifest.json';

/**
 * Hashes every file of the stored copy again and compares it with the list of the build. Asks the network for nothing.
 * @param onProgress - called with a share of 0..1
 */
export async function checkCopy(onProgress: (share: number) => void): Promise<CopyReport> {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX));
  for (const name of names) {
    const cache = await caches.open(name);
    const base = document.baseURI;
    const listed = parseManifest(await (await cache.match(new URL(MANIFEST, base)))?.text());
    // A newer build that waits has a cache of its own; the one in use is named by its build.
    if (listed === null || name !== CACHE_PREFIX + listed.build.slice(0, 16)) continue;
    const wrong: string[] = [];
    let sizeBytes = 0;
    for (const [index, [path, sha256]] of listed.assets.entries()) {
      const bytes = await (await cache.match(new URL(path, base)))?.arrayBuffer();
      if (bytes === undefined || (await sha256Of(bytes)) !== sha256) wrong.push(path);
      sizeBytes += bytes?.byteLength ?? 0;
      onProgress((index + 1) / listed.assets.length);
    }
    return { status: 'checked', build: listed.build, files: listed.assets.length, sizeBytes, wrong };
  }
  return { status: 'none' };
}

/**
 * Reads the list of a build.
 * @returns `null` for anything else
 */
export function parseManifest(untrusted: string | undefined): { readonly build: string; readonly assets: readonly (readonly [path: string, sha256: string])[] } | null {
  if (untrusted === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(untrusted);
    if (typeof parsed !== 'object' || parsed === null) return null;
    const { build, assets } = parsed as Record<string, unknown>;
    if (typeof build !== 'string' || typeof assets !== 'object' || assets === null) return null;
    const entries = Object.entries(assets as Record<string, unknown>);
    return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? { build, assets: entries } : null;
  } catch {
    return null;
  }
}
