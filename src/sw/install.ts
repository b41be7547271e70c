import { CACHE_PREFIX, cacheName, type SealedAsset, type SealedBuild } from './sealed-build.ts';

/**
 * Fetches every file of the build once, checks its SHA-256, and stores it with the sealed headers. The only file of
 * the service worker that touches the network, and only while a build is installed: the URLs are those of the build.
 * @param base - URL of the service worker's folder, ending in a slash
 * @throws Error when a file is missing or its hash is wrong; the browser then drops this service worker, and an older
 *   one stays in charge
 */
export async function installBuild(base: string, build: SealedBuild): Promise<void> {
  const alreadyInUse = await caches.has(cacheName(build));
  const cache = await caches.open(cacheName(build));
  try {
    for (const asset of build.assets) await storeChecked(cache, base, asset, build);
  } catch (error) {
    // The same files may already serve a running page, under an older script; that copy must survive.
    if (!alreadyInUse) await caches.delete(cacheName(build));
    throw error;
  }
}

/** Deletes the caches of all other builds. */
export async function dropOtherBuilds(build: SealedBuild): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(CACHE_PREFIX) && name !== cacheName(build));
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function storeChecked(cache: Cache, base: string, asset: SealedAsset, build: SealedBuild): Promise<void> {
  const url = base + asset.path;
  const untrusted = await fetch(url, { cache: 'no-store', credentials: 'omit', mode: 'same-origin', redirect: 'error' });
  if (!untrusted.ok) throw new Error('A file of this build is missing.');
  const bytes = await untrusted.arrayBuffer();
  if ((await sha256Hex(bytes)) !== asset.sha256) throw new Error('A file of this build has the wrong hash.');
  const headers = { ...build.headers, 'Content-Type': asset.contentType, 'Content-Length': String(bytes.byteLength) };
  await cache.put(url, new Response(bytes, { status: 200, headers }));
}

async function sha256Hex(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
