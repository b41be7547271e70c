import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterFirstPaint } from '../../../src/ui/after-paint.ts';

type Tell = (list: { getEntries: () => readonly { readonly name: string }[] }) => void;
let tell: Tell = () => undefined;
let watched = 0;

class Observer {
  static supportedEntryTypes = ['paint'];
  constructor(callback: Tell) {
    tell = callback;
  }
  observe(): void {
    watched += 1;
  }
  disconnect(): void {
    watched -= 1;
  }
}
const entry = (name: string) => ({ getEntries: () => [{ name }] });

/** Whether a promise has settled by now. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await Promise.resolve();
  await Promise.resolve();
  return done;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', { hidden: false });
  vi.stubGlobal('PerformanceObserver', Observer);
  watched = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('afterFirstPaint', () => {
  it('waits for contents, not for the empty page that is painted before them', async () => {
    const painted = afterFirstPaint();
    tell(entry('first-paint'));
    expect(await isDone(painted)).toBe(false);
    tell(entry('first-contentful-paint'));
    expect(await isDone(painted)).toBe(true);
    expect(watched).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not wait on a page that nobody looks at', async () => {
    vi.stubGlobal('document', { hidden: true });
    expect(await isDone(afterFirstPaint())).toBe(true);
  });

  it('does not wait for ever where no paint is told of', async () => {
    const painted = afterFirstPaint();
    expect(await isDone(painted)).toBe(false);
    vi.runAllTimers();
    expect(await isDone(painted)).toBe(true);
    expect(watched).toBe(0);
  });

  it('takes the next frame in a browser that tells of no paint at all', async () => {
    vi.stubGlobal('PerformanceObserver', Object.assign(class extends Observer {}, { supportedEntryTypes: ['mark'] }));
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 16));
    const painted = afterFirstPaint();
    expect(watched).toBe(0);
    vi.runAllTimers();
    expect(await isDone(painted)).toBe(true);
  });
});
