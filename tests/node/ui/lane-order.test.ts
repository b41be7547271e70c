import { describe, expect, it } from 'vitest';
import { LaneOrder, type Errand } from '../../../src/ui/lane-order.ts';

const choices = (count: number, ...waiting: readonly Errand[]): readonly (Errand | null)[] => {
  const order = new LaneOrder();
  return Array.from({ length: count }, () => order.choose(new Set(waiting)));
};

describe('LaneOrder', () => {
  it('does nothing where nothing waits', () => {
    expect(choices(1)).toEqual([null]);
  });

  it('puts exports before searches and searches before small pictures', () => {
    expect(choices(1, 'crops', 'search', 'export')).toEqual(['export']);
    expect(choices(1, 'crops', 'search')).toEqual(['search']);
    expect(choices(6, 'export')).toEqual(Array.from({ length: 6 }, () => 'export'));
  });

  it('never passes anything over more than a few times', () => {
    const chosen = choices(60, 'export', 'search', 'crops');
    expect(chosen.slice(0, 6)).toEqual(['export', 'export', 'export', 'export', 'search', 'crops']);
    for (const errand of ['search', 'crops'] as const) expect(chosen.filter((one) => one === errand).length).toBeGreaterThanOrEqual(10);
    expect(chosen.filter((one) => one === 'export').length).toBeGreaterThanOrEqual(30);
  });
});
