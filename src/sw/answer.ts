import type { Route } from './route.ts';
import { cacheName, type SealedBuild } from './sealed-build.ts';

/**
 * Answers a request from this build's cache and from nothing else. This file has no way to ask the network.
 * @param way - where the request leads
 * @param base - URL of the service worker's folder, ending in a slash
 */
export async function answer(way: Exclude<Route, { readonly type: 'share' }>, base: string, build: SealedBuild): Promise<Response> {
  if (way.type === 'status') return bare(way.status, build);
  const cache = await caches.open(cacheName(build));
  return (await cache.match(base + way.path)) ?? bare(503, build);
}

/** A response without content; 503 means that the browser threw a part of the copy away. */
function bare(status: 403 | 404 | 405 | 503, build: SealedBuild): Response {
  const headers = { ...build.headers, 'Content-Type': 'text/plain; charset=utf-8' };
  return new Response(`${String(status)}\n`, { status, headers });
}
