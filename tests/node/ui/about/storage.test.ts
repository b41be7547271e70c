import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** How often the browser was asked to keep what is stored. */
let asked = 0;

function stubStorage(persisted: boolean): void {
  asked = 0;
  vi.stubGlobal('navigator', {
    storage: {
      estimate: () => Promise.resolve({ usage: 1, quota: 100 }),
      persisted: () => Promise.resolve(persisted),
      persist: () => {
        asked += 1;
        return Promise.resolve(true);
      },
    },
  });
}

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

describe('askToKeepOnce', () => {
  it('asks once a visit, however often a person gives a reason to', async () => {
    stubStorage(false);
    const { askToKeepOnce } = await import('../../../../src/ui/about/storage.ts');
    await askToKeepOnce();
    await askToKeepOnce();
    expect(asked).toBe(1);
  });

  it('does not ask where the browser has agreed already', async () => {
    stubStorage(true);
    const { askToKeepOnce } = await import('../../../../src/ui/about/storage.ts');
    await askToKeepOnce();
    expect(asked).toBe(0);
  });

  it('is content with a browser that knows nothing of it', async () => {
    vi.stubGlobal('navigator', {});
    const { askToKeepOnce } = await import('../../../../src/ui/about/storage.ts');
    await expect(askToKeepOnce()).resolves.toBeUndefined();
  });
});
