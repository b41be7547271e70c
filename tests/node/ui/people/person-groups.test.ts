import { describe, expect, it } from 'vitest';
import { correctGroups, numberGroups } from '../../../../src/ui/people/person-groups.ts';

const order = new Map(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key, index) => [key, index]));

describe('numbers of people', () => {
  it('go from the largest group, and groups of one get none', () => {
    expect(numberGroups([['f'], ['d', 'a'], ['b', 'c', 'e']], [], 1, order)).toEqual({
      people: [{ number: 1, faces: ['b', 'c', 'e'] }, { number: 2, faces: ['a', 'd'] }], once: ['f'], next: 3,
    });
  });

  it('stay with most of the faces, and none is given twice', () => {
    const former = [{ number: 1, faces: ['a', 'b', 'c', 'd'] }];
    const { people, next } = numberGroups([['a', 'e', 'f', 'g'], ['b', 'c', 'd']], former, 2, order);
    expect([people.map(({ number }) => number), next]).toEqual([[1, 2], 3]);
    expect(numberGroups([['e', 'f']], former, 5, order).people[0]?.number).toBe(5);
  });
});

describe('corrections', () => {
  it('hold in the order in which they were made', () => {
    const groups = [['a', 'b'], ['c', 'd']];
    const apart = { type: 'apart', faces: ['b'], from: ['a', 'b'] } as const;
    const same = { type: 'same', faces: ['b', 'c'] } as const;
    expect(correctGroups(groups, [apart, same])).toEqual([['b', 'c', 'd'], ['a']]);
    expect(correctGroups(groups, [same, apart])).toEqual([['a', 'c', 'd'], ['b']]);
  });

  it('take faces that are taken out together apart from each other too', () => {
    expect(correctGroups([['a', 'b', 'c']], [{ type: 'apart', faces: ['a', 'b'], from: ['a', 'b', 'c'] }])).toEqual([['c'], ['a'], ['b']]);
  });

  it('do nothing where the groups are not as they were', () => {
    const groups = [['a'], ['b', 'c']];
    expect(correctGroups(groups, [{ type: 'apart', faces: ['a'], from: ['a', 'd'] }])).toEqual(groups);
  });
});
