import type { PickedFile } from '../job-queue.ts';
import { displayName } from '../../core/archive/archive-path.ts';

/** Milliseconds after which the service worker is taken to have nothing. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Takes files over that another app shared. The service worker holds them in memory between the sharing and the opening
 * of this page, hands them out once, and forgets them.
 * @param token - from the page's address
 * @returns `null` when they are lost: the browser stopped the service worker in between, or somebody took them already
 */
export async function takeShared(token: string): Promise<readonly PickedFile[] | null> {
  const worker = navigator.serviceWorker?.controller ?? null;
  if (worker === null) return null;
  const { port1, port2 } = new MessageChannel();
  try {
    const untrusted = await new Promise<unknown>((resolve) => {
      port1.onmessage = (event: MessageEvent<unknown>) => resolve(event.data);
      setTimeout(() => resolve(null), LONGEST_WAIT_MS);
      worker.postMessage({ type: 'take-shared', token }, [port2]);
    });
    const files = typeof untrusted === 'object' && untrusted !== null && 'files' in untrusted && Array.isArray(untrusted.files) ? untrusted.files : [];
    const shared = files.filter((file) => file instanceof File).map((file) => ({ file, name: displayName(file.name), folder: '' }));
    return shared.length === 0 ? null : shared;
  } finally {
    port1.close();
  }
}
