import { describe, expect, it } from 'vitest';
import { FEATURES, isSingleThreaded, missingFeatures, type BrowserScope } from '../../../../src/ui/support/browser-support.ts';

class Canvas {
  getContext(): unknown {
    return {};
  }
}
const whole: BrowserScope = { isSecureContext: true, crypto: { subtle: {} }, WebAssembly, Worker: Canvas, OffscreenCanvas: Canvas, createImageBitmap: () => undefined };

describe('missingFeatures', () => {
  it('finds nothing missing in a browser that has everything', () => {
    expect(missingFeatures(whole)).toEqual([]);
  });

  it('finds everything missing where there is nothing', () => {
    expect(missingFeatures({})).toEqual(FEATURES);
  });

  it.each([
    ['a page over plain HTTP', { ...whole, isSecureContext: false }, 'secure'],
    ['a browser without hashes', { ...whole, crypto: {} }, 'secure'],
    ['WebAssembly without vectors', { ...whole, WebAssembly: { validate: (bytes: Uint8Array) => !bytes.includes(0xfd) } }, 'wasm'],
    ['WebAssembly that throws', { ...whole, WebAssembly: { validate: () => { throw new TypeError('off'); } } }, 'wasm'],
    ['a canvas that can’t be drawn on', { ...whole, OffscreenCanvas: class { getContext(): null { return null; } } }, 'canvas'],
    ['a browser that decodes on the page only', { ...whole, createImageBitmap: undefined }, 'bitmap'],
    ['a browser without workers', { ...whole, Worker: undefined }, 'worker'],
  ])('names what %s lacks', (_what, scope, feature) => {
    expect(missingFeatures(scope)).toEqual([feature]);
  });

  it('asks for a module that this engine takes with vectors, and that is no module without them', () => {
    let asked = new Uint8Array();
    missingFeatures({ ...whole, WebAssembly: { validate: (bytes) => { asked = bytes; return true; } } });
    expect(WebAssembly.validate(new Uint8Array(asked))).toBe(true);
    expect(WebAssembly.validate(new Uint8Array(asked).map((byte) => (byte === 0xfd ? 0xff : byte)))).toBe(false);
  });
});

describe('isSingleThreaded', () => {
  it('is so without shared memory, which only isolated pages have', () => {
    expect(isSingleThreaded({ SharedArrayBuffer: Canvas, crossOriginIsolated: true })).toBe(false);
    expect(isSingleThreaded({ SharedArrayBuffer: Canvas, crossOriginIsolated: false })).toBe(true);
    expect(isSingleThreaded({ crossOriginIsolated: true })).toBe(true);
  });
});
