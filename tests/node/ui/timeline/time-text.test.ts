import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime, timeText } from '../../../../src/ui/timeline/time-text.ts';

describe('a time as text', () => {
  it('has minutes, and hours only where there are any', () => {
    expect([0, 4.12, 59.9996, 61, 720, 3723.5].map((time) => timeText(time))).toEqual(['0:00.000', '0:04.120', '1:00.000', '1:01.000', '12:00.000', '1:02:03.500']);
  });

  it('has as many digits as asked for', () => {
    expect([timeText(4.16, 1), timeText(59.96, 1), timeText(64, 0)]).toEqual(['0:04.2', '1:00.0', '1:04']);
  });

  it('is read as it was written, and also with a comma or as seconds alone', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 36_000_000 }), (ms) => {
      expect(parseTime(timeText(ms / 1000))).toBeCloseTo(ms / 1000, 6);
    }));
    expect(['62.5', '1:02,5', ' 1:02.5 ', '0:01:02.5'].map(parseTime)).toEqual([62.5, 62.5, 62.5, 62.5]);
  });

  it('is nothing where it is no time', () => {
    for (const text of ['', 'a', '1:', ':1', '1.5:00', '-1', '1:2:3:4', '1e3', '.']) expect(parseTime(text), text).toBeNull();
  });
});
