import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { filesOf, peopleSections } from '../../../../src/ui/people/people-sections.ts';

const item = (key: string, part: Partial<Decision> = {}) => {
  const [job = '', id = ''] = key.split('/');
  const decision: Decision = { id, kind: 'face', origin: 'detector', score: 0.9, box: sourceBox(0, 0, 9, 9), shape: 'ellipse', state: 'accepted', decidedBy: 'policy', fill: null, ...part };
  return { key, job, decision };
};
const none = { people: [], once: [], unclear: [], asked: [] };

describe('the list by person', () => {
  it('has uncertain faces first, then people, then the rest, each in the order of the list', () => {
    const items = [item('b/r1'), item('a/p1', { kind: 'licence-plate' }), item('a/r5'), item('a/r4'), item('a/r3', { state: 'pending' }), item('a/r2'), item('a/r1')];
    const people = [{ number: 2, faces: ['a/r1', 'b/r1', 'a/r3'] }];
    const { sections, items: list } = peopleSections(items, { people, once: ['a/r2'], unclear: ['a/r4'], asked: ['a/r3'] });
    expect(sections.map(({ id, from, count }) => [id, from, count])).toEqual([['asked', 0, 1], ['person-2', 1, 2], ['once', 3, 1], ['unclear', 4, 1], ['waiting', 5, 1], ['others', 6, 1]]);
    expect(list.map(({ key }) => key)).toEqual(['a/r3', 'b/r1', 'a/r1', 'a/r2', 'a/r4', 'a/r5', 'a/p1']);
  });

  it('leaves out people of whom nothing is shown', () => {
    expect(peopleSections([item('a/r1')], { ...none, people: [{ number: 1, faces: ['b/r1', 'b/r2'] }] }).sections.map(({ id }) => id)).toEqual(['waiting']);
  });

  it('keeps an uncertain face at the top once it is decided, until its step is undone', () => {
    const asked = { ...none, once: ['a/r1'], asked: ['a/r1'] };
    const place = (part: Partial<Decision>) => peopleSections([item('a/r1', part)], asked).sections[0]?.id;
    expect(place({ state: 'rejected', decidedBy: 'person' })).toBe('asked');
    expect(place({ state: 'accepted', decidedBy: 'policy' })).toBe('once');
  });

  it('puts uncertain faces that can’t be told apart after the others, and leaves their people a heading', () => {
    const waits = { state: 'pending', decidedBy: 'person' } as const;
    const { sections, items } = peopleSections([item('a/r9', waits), item('a/r1', waits), item('a/r2', waits)], { ...none, people: [{ number: 3, faces: ['a/r1', 'a/r2'] }], unclear: ['a/r9'], asked: ['a/r9', 'a/r1', 'a/r2'] });
    expect(items.map(({ key }) => key)).toEqual(['a/r1', 'a/r2', 'a/r9']);
    expect(sections.map(({ id, from, count }) => [id, from, count])).toEqual([['asked', 0, 3], ['person-3', 3, 0]]);
  });

  it('counts files', () => {
    expect(filesOf(['a/r1', 'a/r2', 'b/r1'])).toBe(2);
  });
});
