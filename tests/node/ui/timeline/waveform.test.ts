import { describe, expect, it } from 'vitest';
import { waveformPath } from '../../../../src/ui/timeline/waveform.ts';

describe('the outline of loudness', () => {
  it('is alike above and below its middle', () => {
    expect(waveformPath(Float32Array.of(0.5, 1))).toBe('M0 1L250.0 0.500L750.0 0.000L1000 1L750.0 2.000L250.0 1.500Z');
  });

  it('keeps the loudest of what lies too close, and nothing is louder than all', () => {
    const peaks = new Float32Array(50_000);
    peaks[25_020] = 7;
    const path = waveformPath(peaks);
    expect(path.split('L')).toHaveLength(2002);
    expect(path).toContain('500.5 0.000');
  });

  it('is empty where there is nothing', () => {
    expect(waveformPath(new Float32Array(0))).toBe('');
  });
});
