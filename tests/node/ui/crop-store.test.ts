import { describe, expect, it } from 'vitest';
import { createCropStore } from '../../../src/ui/crop-store.ts';

const crop = (byte: number): Uint8Array<ArrayBuffer> => new Uint8Array([byte]);

describe('crop store', () => {
  it('adds crops to those that are there, as another map', () => {
    const store = createCropStore();
    store.add('a', new Map([['r1', crop(1)]]));
    const before = store.get('a');
    store.add('a', new Map([['r2', crop(2)]]));
    expect([...store.get('a').keys()]).toEqual(['r1', 'r2']);
    expect([...before.keys()]).toEqual(['r1']);
  });

  it('forgets one file only', () => {
    const store = createCropStore();
    for (const id of ['a', 'b']) store.add(id, new Map([['r1', crop(1)]]));
    store.forget('a');
    expect([store.get('a').size, store.get('b').size]).toEqual([0, 1]);
  });

  it('tells listeners only when something changed', () => {
    const store = createCropStore();
    let calls = 0;
    store.api.subscribe(() => (calls += 1));
    store.add('a', new Map());
    store.forget('a');
    expect(calls).toBe(0);
    store.add('a', new Map([['r1', crop(1)]]));
    expect(calls).toBe(1);
  });
});
