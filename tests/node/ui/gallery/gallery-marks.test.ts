import { describe, expect, it } from 'vitest';
import { movedTo, NO_MARKS, selectedOnly, toggledAt } from '../../../../src/ui/gallery/gallery-marks.ts';

const keys = ['a', 'b', 'c', 'd'];

describe('marks in the gallery', () => {
  it('move alone, and extend from the last plain move', () => {
    const at = movedTo(NO_MARKS, keys, 'b', false);
    expect([at.active, [...at.selected]]).toEqual(['b', []]);
    const extended = movedTo(movedTo(at, keys, 'd', true), keys, 'c', true);
    expect([extended.active, [...extended.selected]]).toEqual(['c', ['b', 'c']]);
  });

  it('go on and off one by one', () => {
    const two = toggledAt(toggledAt(NO_MARKS, 'a'), 'c');
    expect([...two.selected]).toEqual(['a', 'c']);
    expect([...toggledAt(two, 'a').selected]).toEqual(['c']);
  });

  it('forget the reason whenever other regions are marked', () => {
    const chosen = { ...toggledAt(movedTo(NO_MARKS, keys, 'a', false), 'b'), reason: 'consent' };
    const after = [movedTo(chosen, keys, 'c', false), movedTo(chosen, keys, 'c', true), toggledAt(chosen, 'c'), selectedOnly(chosen, [])];
    expect(after.map(({ reason }) => reason)).toEqual([null, null, null, null]);
  });
});
