import { describe, expect, it } from 'vitest';
import { PixelBudget } from '../../../src/ui/pixel-budget.ts';

/** Lets everything that is ready go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Enters, and notes when it is in. */
function enter(budget: PixelBudget, pixels: number, signal?: AbortSignal): { state: 'waiting' | 'in' | 'gone'; leave: () => void } {
  const visit = { state: 'waiting' as 'waiting' | 'in' | 'gone', leave: (): void => undefined };
  void budget.enter(pixels, signal).then((leave) => {
    visit.state = leave === null ? 'gone' : 'in';
    if (leave !== null) visit.leave = leave;
  });
  return visit;
}

describe('PixelBudget', () => {
  it('lets pictures in together that fit, and one that does not once there is room', async () => {
    const budget = new PixelBudget(100);
    const [first, second, third] = [enter(budget, 60), enter(budget, 40), enter(budget, 1)];
    await settled();
    expect([first.state, second.state, third.state]).toEqual(['in', 'in', 'waiting']);
    second.leave();
    await settled();
    expect(third.state).toBe('in');
    expect(budget.free).toBe(39);
  });

  it('never has two of the largest at once, and takes a larger one alone', async () => {
    const budget = new PixelBudget(100);
    const [first, second] = [enter(budget, 100), enter(budget, 500)];
    await settled();
    expect([first.state, second.state]).toEqual(['in', 'waiting']);
    first.leave();
    await settled();
    expect(second.state).toBe('in');
    expect(budget.free).toBe(0);
  });

  it('does not let small ones past a large one for ever', async () => {
    const budget = new PixelBudget(100);
    const [small, large, late] = [enter(budget, 10), enter(budget, 100), enter(budget, 10)];
    await settled();
    expect([small.state, large.state, late.state]).toEqual(['in', 'waiting', 'waiting']);
    small.leave();
    await settled();
    expect([large.state, late.state]).toEqual(['in', 'waiting']);
  });

  it('lets the next in when one gives up, and gives room back only once', async () => {
    const budget = new PixelBudget(100);
    const abort = new AbortController();
    const [small, large, late] = [enter(budget, 10), enter(budget, 100, abort.signal), enter(budget, 10)];
    abort.abort();
    await settled();
    expect([large.state, late.state]).toEqual(['gone', 'in']);
    small.leave();
    small.leave();
    expect(budget.free).toBe(90);
    expect(await budget.enter(1, AbortSignal.abort())).toBeNull();
  });
});
