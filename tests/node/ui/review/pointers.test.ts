import { describe, expect, it } from 'vitest';
import { isDoubleTap, isPalm, pinchOf, withoutPalms, type Downs } from '../../../../src/ui/review/pointers.ts';

const origin = { x: 0, y: 0 };
const downs = (...types: readonly string[]): Downs => new Map(types.map((type, id) => [id, { type, at: origin }]));

describe('pointers', () => {
  it('overlooks a hand while a pen is down, and only then', () => {
    expect(isPalm(downs('pen'), 'touch')).toBe(true);
    expect(isPalm(downs('touch'), 'touch')).toBe(false);
    expect(isPalm(downs('pen'), 'pen')).toBe(false);
  });

  it('forgets the hand that came before the pen', () => {
    expect(withoutPalms(downs('touch', 'touch'), 'pen').size).toBe(0);
    expect(withoutPalms(downs('touch'), 'touch').size).toBe(1);
  });

  it('zooms by how far two fingers part, about the point between them', () => {
    expect(pinchOf({ x: 10, y: 0 }, { x: 20, y: 0 }, origin)).toEqual({ dx: 5, dy: 0, factor: 2, about: { x: 10, y: 0 } });
    expect(pinchOf(origin, { x: 20, y: 0 }, origin).factor).toBe(1);
  });

  it('tells a double tap from two taps', () => {
    const first = { when: 1000, at: origin };
    expect(isDoubleTap(first, { when: 1300, at: { x: 10, y: 10 } })).toBe(true);
    expect(isDoubleTap(first, { when: 1400, at: origin })).toBe(false);
    expect(isDoubleTap(first, { when: 1300, at: { x: 40, y: 0 } })).toBe(false);
    expect(isDoubleTap(null, first)).toBe(false);
  });
});
