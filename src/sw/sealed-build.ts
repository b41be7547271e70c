/** One file of the build. */
export interface SealedAsset {
  /** Path below the service worker's folder, without a leading slash. */
  readonly path: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  /** Content type to answer with; never the host's guess. */
  readonly contentType: string;
}

/** Everything the service worker knows about its build. Written into it when the build is sealed. */
export interface SealedBuild {
  /** SHA-256 over the list of assets, lower-case hex; names the cache. */
  readonly build: string;
  readonly assets: readonly SealedAsset[];
  /** Response headers that every answer carries, by name. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Caches of this app start with this. */
export const CACHE_PREFIX = 'cloakroom-';

/** Name of the cache that holds one build. */
export function cacheName(build: SealedBuild): string {
  return CACHE_PREFIX + build.build.slice(0, 16);
}
