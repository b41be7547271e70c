/** What the browser says about the room that this app has. */
export interface StorageState {
  /** Bytes in use, about; `null` where the browser doesn't say. */
  readonly used: number | null;
  /** Bytes that there is room for, about. */
  readonly quota: number | null;
  /** Whether the browser keeps it even when space is short. */
  readonly persisted: boolean;
}

/** From this share of its room on, storage counts as nearly full. */
const NEARLY_FULL = 0.9;

/** Asks the browser how much room there is. */
export async function storageState(): Promise<StorageState> {
  const { storage } = navigator as { readonly storage?: StorageManager };
  try {
    const estimate = await storage?.estimate();
    return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null, persisted: (await storage?.persisted()) ?? false };
  } catch {
    return { used: null, quota: null, persisted: false };
  }
}

/** Whether little room is left. */
export function isNearlyFull({ used, quota }: StorageState): boolean {
  return used !== null && quota !== null && quota > 0 && used / quota >= NEARLY_FULL;
}

/**
 * Asks the browser to keep what the app stores. Some browsers ask the person, so call it from a click.
 * @returns whether it will
 */
export async function keepStorage(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}

let hasAsked = false;

/**
 * Asks the browser to keep what the app stores, at a click that shows that a person counts on it: they come back to unfinished work, or keep
 * a policy. Once a visit at most, and not where the browser has agreed already. What it answers is on the about page.
 */
export async function askToKeepOnce(): Promise<void> {
  if (hasAsked) return;
  hasAsked = true;
  if (!(await storageState()).persisted) await keepStorage();
}
