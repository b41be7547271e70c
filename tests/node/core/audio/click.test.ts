import { describe, expect, it } from 'vitest';
import { clickAt, findClick } from '../../../../src/core/audio/click.ts';

describe('the click', () => {
  it('is found where it is, to half a sample, at every rate and under noise', () => {
    for (const rate of [8000, 22_050, 44_100, 48_000, 96_000]) {
      for (const place of [0.1, 0.123456, 0.3065]) {
        const sound = Float32Array.from({ length: rate / 2 }, (_, at) => clickAt(at / rate - place) + 0.05 * Math.sin(at * at));
        expect(Math.abs(findClick(sound, rate)! - place)).toBeLessThanOrEqual(0.51 / rate);
      }
    }
  });

  it('is not found where there is none, or far too quiet', () => {
    expect(findClick(new Float32Array(4800), 48_000)).toBeNull();
    expect(findClick(Float32Array.from({ length: 4800 }, (_, at) => 0.3 * clickAt(at / 48_000 - 0.05)), 48_000)).toBeNull();
  });
});
