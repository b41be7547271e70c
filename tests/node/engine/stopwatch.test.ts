import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/protocol/engine-api.ts';
import { Stopwatch } from '../../../src/engine/stopwatch.ts';

function told(): { readonly watch: Stopwatch; readonly list: Progress[] } {
  const list: Progress[] = [];
  return { list, watch: new Stopwatch((progress) => list.push(progress)) };
}

describe('a stage', () => {
  it('tells its start, its steps and its end, and gives what its work gives', async () => {
    const { watch, list } = told();
    expect(await watch.run('detect', (onFraction) => { onFraction(0.25); return 'found'; })).toBe('found');
    expect(list).toEqual([0, 0.25, 1].map((fraction) => ({ stage: 'detect', fraction })));
  });

  it('tells its end and takes its time also where it fails', async () => {
    const { watch, list } = told();
    await expect(watch.run('encode', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(list.at(-1)).toEqual({ stage: 'encode', fraction: 1 });
    expect(Object.keys(watch.timings())).toEqual(['encode']);
  });
});

describe('a stage in parts', () => {
  it('goes on where the part before ended', async () => {
    const { watch, list } = told();
    for (let index = 0; index < 4; index += 1) await watch.run('verify', (onFraction) => onFraction(0.5), { index, of: 4 });
    const fractions = list.map(({ fraction }) => fraction);
    expect(fractions).toEqual([0, 0.125, 0.25, 0.25, 0.375, 0.5, 0.5, 0.625, 0.75, 0.75, 0.875, 1]);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it('is measured as one', async () => {
    const { watch } = told();
    for (let index = 0; index < 3; index += 1) await watch.run('mask', () => undefined, { index, of: 3 });
    expect(Object.keys(watch.timings())).toEqual(['mask']);
    expect(watch.timings().mask).toBeGreaterThanOrEqual(0);
  });
});
