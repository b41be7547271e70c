import { AnonymizerError } from '../../core/errors.ts';

/**
 * Where added detectors are kept on the device. IndexedDB, because Chromium, Firefox and WebKit all offer it to pages and
 * workers alike; the file system for origins is missing in some WebKit builds, and the app's caches belong to its service worker.
 */
const NAME = 'cloakroom-packs';
const VERSION = 1;

/** What lies under a pack's SHA-256: its manifest as text, the ONNX file, and the kinds that it is not used for. */
export type PackPart = 'manifests' | 'models' | 'off';
const PARTS: readonly PackPart[] = ['manifests', 'models', 'off'];

/**
 * Every key and value of one part.
 * @throws AnonymizerError `pack/storage`
 */
export function readAll(part: PackPart): Promise<readonly (readonly [string, unknown])[]> {
  return inDatabase('readonly', async (store) => {
    const keys = await settled(store(part).getAllKeys());
    const values = (await settled(store(part).getAll())) as unknown[];
    return keys.map((key, index) => [typeof key === 'string' ? key : '', values[index]] as const);
  });
}

/** One value, or `undefined`. */
export function readOne(part: PackPart, key: string): Promise<unknown> {
  return inDatabase('readonly', (store) => settled(store(part).get(key) as IDBRequest<unknown>));
}

/** Writes some parts together: all of them or none; `undefined` deletes. */
export function writeParts(key: string, parts: Readonly<Partial<Record<PackPart, unknown>>>): Promise<void> {
  return inDatabase('readwrite', async (store) => {
    for (const part of PARTS) {
      if (!Object.hasOwn(parts, part)) continue;
      const value = parts[part];
      if (value === undefined) await settled(store(part).delete(key));
      else await settled(store(part).put(value, key));
    }
  });
}

async function inDatabase<T>(mode: IDBTransactionMode, body: (store: (part: PackPart) => IDBObjectStore) => Promise<T>): Promise<T> {
  let database: IDBDatabase | null = null;
  try {
    database = await open();
    const transaction = database.transaction([...PARTS], mode);
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => {
        resolve();
      };
      transaction.onabort = () => {
        reject(new AnonymizerError('pack/storage'));
      };
    });
    // Where the body fails first, nobody waits for this any more.
    done.catch(() => undefined);
    const result = await body((part) => transaction.objectStore(part));
    // Only then is a write on the device.
    await done;
    return result;
  } catch {
    throw new AnonymizerError('pack/storage');
  } finally {
    database?.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    for (const part of PARTS) if (!request.result.objectStoreNames.contains(part)) request.result.createObjectStore(part);
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(new AnonymizerError('pack/storage'));
    };
  });
}
