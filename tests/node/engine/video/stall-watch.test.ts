import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noteMove, StalledError, unlessStalled } from '../../../../src/engine/video/stall-watch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => undefined);
const outcome = (waited: Promise<unknown>): Promise<unknown> => waited.catch((error: unknown) => error);

describe('work of codecs', () => {
  it('is given up once nothing has moved for long', async () => {
    const waited = outcome(unlessStalled(never, 20));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await waited).toBeInstanceOf(StalledError);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is waited for as long as something moves', async () => {
    let ended = false;
    let finish = (): void => undefined;
    const work = new Promise<string>((resolve) => {
      finish = () => {
        resolve('done');
      };
    });
    const waited = unlessStalled(work, 20).finally(() => {
      ended = true;
    });
    for (let minute = 0; minute < 10; minute += 1) {
      await vi.advanceTimersByTimeAsync(19_000);
      noteMove();
    }
    expect(ended).toBe(false);
    finish();
    expect(await waited).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('that fails tells why', async () => {
    expect(await outcome(unlessStalled(Promise.reject(new RangeError('full')), 20))).toEqual(new RangeError('full'));
  });
});
