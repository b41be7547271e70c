import { describe, expect, it } from 'vitest';
import { mixChannels } from '../../../../src/core/audio/mix-channels.ts';

const plane = (value: number): Float32Array => Float32Array.of(value, -value);

describe('mixing channels', () => {
  it('leaves them alone where there are as many as wanted', () => {
    const planes = [plane(0.5), plane(0.25)];
    expect(mixChannels(planes, 2)).toBe(planes);
  });

  it('halves two into one', () => {
    expect(mixChannels([plane(0.5), plane(0.25)], 1)).toEqual([plane(0.375)]);
  });

  it('doubles one', () => {
    expect(mixChannels([plane(0.5)], 2)).toEqual([plane(0.5), plane(0.5)]);
  });

  it('keeps the middle on both sides, and what is left on the left', () => {
    const silent = plane(0);
    const [left, right] = mixChannels([silent, silent, plane(1), silent, silent, silent], 2);
    expect(left).toEqual(right);
    expect(left![0]).toBeCloseTo(Math.SQRT1_2 / (1 + 2 * Math.SQRT1_2), 6);
    const [own, other] = mixChannels([plane(1), silent, silent, silent, plane(1), silent], 2);
    expect(own![0]).toBeGreaterThan(0.5);
    expect(other![0]).toBe(0);
  });

  it('never gets louder than the loudest channel', () => {
    for (let count = 1; count <= 8; count += 1) {
      for (const channels of [1, 2]) for (const mixed of mixChannels(Array.from({ length: count }, () => plane(1)), channels)) expect(Math.max(...mixed)).toBeLessThanOrEqual(1.000001);
    }
  });
});
