import { describe, expect, it } from 'vitest';
import { tickRate, wholeMicroseconds } from '../../../src/engine/video/tick-rate.ts';

/** What becomes of a time that goes through an encoder into a container. */
function written(time: number, ticks: number): number {
  return Math.round(wholeMicroseconds(time) * ticks) / ticks;
}

describe('ticks of an output', () => {
  it.each([
    [600, [0, 0.025, 0.05]],
    [1000, [0, 0.033, 0.067]],
    [30_000, [0, 1001 / 30_000, 2002 / 30_000, (1001 * 107_892) / 30_000]],
    [90_000, [0, 3003 / 90_000, 5999 / 90_000, 89_999_999 / 90_000]],
    [57_600, [1 / 57_600, 2402 / 57_600]],
  ])('are those of a source that has %i', (own, times) => {
    expect(tickRate(own, times)).toBe(own);
    for (const time of times) expect(written(time, own)).toBe(time);
  });

  it.each([
    ['does not begin on one', 600, [0.0112, 0.0362]],
    ['counts finer than an encoder does', 10_000_000, [0, 0.033_366_7]],
    ['counts in nothing whole', 29.97, [0, 1 / 29.97]],
    ['says nothing', 0, [0, 0.04]],
  ])('are microseconds where a source %s', (_, own, times) => {
    expect(tickRate(own, times)).toBe(1e6);
    for (const time of times) expect(Math.abs(written(time, 1e6) - time)).toBeLessThanOrEqual(0.51e-6);
  });
});
