import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { beginOutput, dropOutput } from '../../../../src/engine/video/output-file.ts';

/** What was done to the one file of the folder, in order. */
let done: string[] = [];
let flush = (): void => undefined;
let close = (): void => undefined;

beforeEach(() => {
  done = [];
  [flush, close] = [() => undefined, () => undefined];
  const bytes = {
    truncate: () => undefined,
    flush: () => { done.push('flush'); flush(); },
    close: () => { done.push('close'); close(); },
  };
  const file = { createSyncAccessHandle: () => Promise.resolve(bytes), getFile: () => Promise.resolve(new File([], 'job')) };
  const folder = {
    getDirectoryHandle: () => Promise.resolve(folder),
    getFileHandle: () => Promise.resolve(file),
    removeEntry: () => { done.push('remove'); return Promise.resolve(); },
  };
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(folder) } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const full = (): never => {
  throw new DOMException('', 'QuotaExceededError');
};

describe('a file on the device', () => {
  it('that is given up is closed and removed, whatever fails on the way', async () => {
    flush = full;
    await (await beginOutput('page', 'job')).discard();
    expect(done).toEqual(['close', 'remove']);
    done = [];
    close = () => {
      throw new Error('closing fails');
    };
    await (await beginOutput('page', 'job')).discard();
    expect(done).toEqual(['close', 'remove']);
  });

  it('is closed where its last bytes find no room, which is what is told', async () => {
    flush = full;
    close = () => {
      throw new Error('closing fails');
    };
    const output = await beginOutput('page', 'job');
    await expect(output.finish('video/webm', false)).rejects.toMatchObject({ code: 'save/quota' });
    await output.discard();
    expect(done).toEqual(['flush', 'close', 'remove']);
  });

  it('that is finished can be removed', async () => {
    await (await beginOutput('page', 'job')).finish('video/webm', false);
    done = [];
    await dropOutput('page', 'job');
    expect(done).toEqual(['remove']);
  });

  it('is flushed and closed once it is finished', async () => {
    expect((await (await beginOutput('page', 'job')).finish('video/webm', false)).type).toBe('video/webm');
    expect(done).toEqual(['flush', 'close']);
  });
});
