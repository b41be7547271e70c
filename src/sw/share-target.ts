import type { SealedBuild } from './sealed-build.ts';

/** Milliseconds that shared files are held for the page that is about to open. */
const HELD_MS = 60_000;

interface Held {
  readonly files: readonly File[];
  readonly forget: () => void;
}

/** Files that another app shared, between the sharing and the opening of the page. In memory only, never in a cache. */
export class SharedFiles {
  readonly #held = new Map<string, Held>();

  /**
   * Holds files until they are taken, or for a minute.
   * @returns the word that they are handed out for, and a promise that ends when they are gone from here
   */
  hold(files: readonly File[]): { readonly token: string; readonly gone: Promise<void> } {
    const token = crypto.randomUUID();
    const gone = new Promise<void>((resolve) => {
      const forget = (): void => {
        clearTimeout(timer);
        this.#held.delete(token);
        resolve();
      };
      const timer = setTimeout(forget, HELD_MS);
      this.#held.set(token, { files, forget });
    });
    return { token, gone };
  }

  /** Hands files out, once. Nothing for a word that was never given, is used up, or is too old. */
  take(token: unknown): readonly File[] {
    const held = typeof token === 'string' ? this.#held.get(token) : undefined;
    held?.forget();
    return held?.files ?? [];
  }
}

/**
 * Answers a sharing: holds its files here and sends the browser on to the page, which asks for them. This file has no
 * way to ask the network.
 * @param request - POST with a multipart form, as the manifest's `share_target` says
 * @param base - URL of the service worker's folder, ending in a slash
 * @param stayAlive - told to keep the service worker running until the files are taken
 */
export async function receiveShare(request: Request, base: string, shared: SharedFiles, build: SealedBuild, stayAlive: (until: Promise<void>) => void): Promise<Response> {
  const { token, gone } = shared.hold(await filesOf(request));
  stayAlive(gone);
  // 303 makes the browser ask for the page by GET, so that a reload of it shares nothing again.
  return new Response(null, { status: 303, headers: { ...build.headers, Location: `${base}?shared=${token}` } });
}

/** A form that can't be read brings nothing; the page says so. */
async function filesOf(request: Request): Promise<readonly File[]> {
  try {
    const form = await request.formData();
    return [...form.values()].filter((value) => typeof value !== 'string');
  } catch {
    return [];
  }
}
