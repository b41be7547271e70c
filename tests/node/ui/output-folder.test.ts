import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutputPlace } from '../../../src/ui/output-folder.ts';

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

describe('outputs on the device', () => {
  const settled = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(0);
  };

  async function place(): Promise<{ outputs: OutputPlace; removed: string[] }> {
    vi.useFakeTimers();
    const removed: string[] = [];
    const folder = {
      getDirectoryHandle: () => Promise.resolve(folder),
      removeEntry: (name: string) => { removed.push(name); return Promise.resolve(); },
      keys: () => [],
    };
    const locks = { request: (_: string, work: () => unknown) => Promise.resolve().then(work), query: () => Promise.resolve({ held: [] }) };
    vi.stubGlobal('navigator', { locks, storage: { getDirectory: () => Promise.resolve(folder) } });
    const { DEVICE_OUTPUTS: outputs } = await import('../../../src/ui/output-folder.ts');
    expect(await outputs.claim()).not.toBeNull();
    return { outputs, removed };
  }

  afterEach(() => {
    vi.useRealTimers();
  });

  it('have a name of their own for every export, and the one before stays for whoever still reads it', async () => {
    const { outputs, removed } = await place();
    const [first, second] = [outputs.begin('a'), outputs.begin('a')];
    const other = outputs.begin('b');
    await settled();
    expect([new Set([first, second, other]).size, removed]).toEqual([3, []]);
    outputs.begin('a');
    await settled();
    expect(removed).toEqual([first]);
  });

  it('go one by one where they came to nothing, and all with their file', async () => {
    const { outputs, removed } = await place();
    const [first, second] = [outputs.begin('a'), outputs.begin('a')];
    const other = outputs.begin('b');
    outputs.drop(second);
    await settled();
    expect(removed).toEqual([second]);
    const third = outputs.begin('a');
    outputs.forget('a');
    await settled();
    expect(removed).toEqual([second, first, third]);
    expect(removed).not.toContain(other);
  });
});
