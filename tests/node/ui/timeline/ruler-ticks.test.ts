import { describe, expect, it } from 'vitest';
import { rulerTicks, tickDigits } from '../../../../src/ui/timeline/ruler-ticks.ts';
import { timeText } from '../../../../src/ui/timeline/time-text.ts';

describe('ticks of the ruler', () => {
  it('stand at round times, far enough apart for their texts, for every length and width', () => {
    for (const duration of [0.2, 3, 61, 900, 7200, 36_000, 400_000]) {
      for (const width of [240, 800, 20_000]) {
        const scale = width / duration;
        const main = rulerTicks(0, duration, scale).filter(({ isMain }) => isMain);
        const gaps = main.slice(1).map((tick, index) => (tick.time - main[index]!.time) * scale);
        expect(Math.min(...gaps, 76), `${duration} s on ${width} px`).toBeGreaterThan(75);
        expect(main.length * 76).toBeLessThanOrEqual(width + 76);
      }
    }
  });

  it('have different texts', () => {
    for (const scale of [0.1, 3, 20, 90, 400, 4000]) {
      const texts = rulerTicks(0, 900 / scale, scale).filter(({ isMain }) => isMain).map(({ time }) => timeText(time, tickDigits(scale)));
      expect(new Set(texts).size, String(scale)).toBe(texts.length);
    }
  });

  it('are made for the part in sight alone', () => {
    const ticks = rulerTicks(100, 110, 100);
    expect(ticks[0]?.time).toBeLessThanOrEqual(100);
    expect(ticks.at(-1)?.time).toBeCloseTo(110);
    expect(ticks.length).toBeLessThan(80);
  });
});
