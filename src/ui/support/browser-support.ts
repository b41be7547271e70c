/** What the work on a device can't do without. */
export const FEATURES = ['secure', 'wasm', 'worker', 'canvas', 'bitmap'] as const;
/**
 * `secure`: a page that came over HTTPS or from this device, so that hashes can be made. `wasm`: WebAssembly with 128-bit lanes, for the
 * models. `worker`: workers (module workers came to every browser before the rest of what is looked for). `canvas`: canvases without an element. `bitmap`: pictures decoded by the browser.
 */
export type Feature = (typeof FEATURES)[number];

/** The parts of a browser's global object that are looked at. */
export interface BrowserScope {
  readonly isSecureContext?: boolean;
  readonly crypto?: { readonly subtle?: unknown };
  readonly WebAssembly?: { readonly validate: (bytes: Uint8Array<ArrayBuffer>) => boolean };
  readonly Worker?: unknown;
  readonly OffscreenCanvas?: new (width: number, height: number) => { getContext: (type: '2d') => unknown };
  readonly createImageBitmap?: unknown;
  readonly SharedArrayBuffer?: unknown;
  readonly crossOriginIsolated?: boolean;
}

/** The smallest module with a vector instruction: i8x16.splat of 0, dropped. */
const VECTOR_MODULE = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 0x41, 0, 0xfd, 15, 0x1a, 11];

/**
 * Looks for what the app needs.
 * @returns what this browser, or this way of serving the page, does not have; empty where everything can work
 */
export function missingFeatures(scope: BrowserScope): readonly Feature[] {
  const has: Readonly<Record<Feature, () => boolean>> = {
    secure: () => scope.isSecureContext === true && scope.crypto?.subtle !== undefined,
    wasm: () => scope.WebAssembly?.validate(new Uint8Array(VECTOR_MODULE)) === true,
    worker: () => scope.Worker !== undefined,
    canvas: () => scope.OffscreenCanvas !== undefined && Boolean(new scope.OffscreenCanvas(1, 1).getContext('2d')),
    bitmap: () => scope.createImageBitmap !== undefined,
  };
  return FEATURES.filter((feature) => {
    try {
      return !has[feature]();
    } catch {
      // A browser that hardens itself may throw where others say no; either way the feature can't be used.
      return true;
    }
  });
}

/** Whether the models get one thread only, because the page has no shared memory: the same results, more slowly. */
export function isSingleThreaded({ SharedArrayBuffer: shared, crossOriginIsolated: isolated }: BrowserScope): boolean {
  return shared === undefined || isolated !== true;
}
