import type { SealedBuild } from './sealed-build.ts';

/** What the service worker looks at in a request. */
export interface AskedFor {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** `navigate` for the loading of a page. */
  readonly mode: string;
}

/** Path below the service worker's folder to which the system sends what is shared with the installed app; the manifest has it too. */
export const SHARE_PATH = 'share-target';

/** How a request is answered: with a file of the build, with a bare status, or by holding shared files for the page. There is no other way. */
export type Route =
  | { readonly type: 'asset'; readonly path: string }
  | { readonly type: 'share' }
  | { readonly type: 'status'; readonly status: 403 | 404 | 405 };

/**
 * Decides how a request is answered. Queries and fragments play no part and go nowhere.
 * @param asked - the request
 * @param base - URL of the folder that the service worker lives in, ending in a slash
 * @returns 403 for any other origin or a path above the folder, 405 for all but GET and the sharing of files, a page or a text of the build for every navigation,
 *   404 for what is not in the build
 */
export function route(asked: AskedFor, base: string, build: SealedBuild): Route {
  const url = new URL(asked.url);
  const home = new URL(base);
  if (url.origin !== home.origin || !url.pathname.startsWith(home.pathname)) return { type: 'status', status: 403 };
  const path = url.pathname.slice(home.pathname.length);
  if (asked.method === 'POST' && asked.mode === 'navigate' && path === SHARE_PATH) return { type: 'share' };
  if (asked.method !== 'GET') return { type: 'status', status: 405 };
  const known = build.assets.some((asset) => asset.path === path);
  if (asked.mode === 'navigate') return { type: 'asset', path: known && (path.endsWith('.html') || path.endsWith('.txt')) ? path : 'index.html' };
  if (path === '') return { type: 'asset', path: 'index.html' };
  return known ? { type: 'asset', path } : { type: 'status', status: 404 };
}
