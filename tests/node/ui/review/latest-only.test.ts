import { describe, expect, it } from 'vitest';
import { latestOnly } from '../../../../src/ui/review/latest-only.ts';

/** Calls that end when they are told to. */
function calls(): { readonly begun: string[]; readonly run: (wish: string) => Promise<void>; readonly end: () => Promise<void> } {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    run: (wish) => {
      begun.push(wish);
      return new Promise((resolve) => ends.push(resolve));
    },
    end: async () => {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('latestOnly', () => {
  it('lets only the latest wish follow a running one', async () => {
    const { begun, run, end } = calls();
    const ask = latestOnly(run);
    for (const wish of ['a', 'b', 'c', 'd']) ask(wish);
    expect(begun).toEqual(['a']);
    await end();
    expect(begun).toEqual(['a', 'd']);
    await end();
    expect(begun).toEqual(['a', 'd']);
  });

  it('begins at once again when nothing runs any more', async () => {
    const { begun, run, end } = calls();
    const ask = latestOnly(run);
    ask('a');
    await end();
    ask('b');
    expect(begun).toEqual(['a', 'b']);
  });
});
