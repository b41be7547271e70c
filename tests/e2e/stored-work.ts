import type { Page } from '@playwright/test';

/** Unfinished work as it lies in the browser. */
export interface Stored {
  readonly files: readonly { readonly decisions: readonly { readonly state: string; readonly decidedBy: string }[] }[];
  readonly bytes: number;
}

/** What lies in the database, by a connection of its own. */
export function stored(page: Page): Promise<Stored> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error());
      });
    const known = await indexedDB.databases();
    if (known.every(({ name }) => name !== 'cloakroom-unfinished')) return { files: [], bytes: 0 };
    const database = await settled(indexedDB.open('cloakroom-unfinished'));
    const files = (await settled(database.transaction('files').objectStore('files').getAll())) as Stored['files'];
    database.close();
    return { files, bytes: JSON.stringify(files).length };
  });
}
