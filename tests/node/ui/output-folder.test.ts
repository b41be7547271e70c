import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('the place for outputs', () => {
  it.each([
    ['no storage', { locks: {} }],
    ['no files of the origin', { locks: {}, storage: {} }],
    ['no locks', { storage: { getDirectory: () => undefined } }],
  ])('is memory in a browser with %s', async (_, navigator) => {
    vi.stubGlobal('navigator', navigator);
    const { DEVICE_OUTPUTS } = await import('../../../src/ui/output-folder.ts');
    expect(await DEVICE_OUTPUTS.claim()).toBeNull();
  });
});
