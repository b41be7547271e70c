import { describe, expect, it } from 'vitest';
import { PeakList } from '../../../../src/core/audio/peak-list.ts';

describe('peaks', () => {
  it('hold the loudest value of each part over all channels, whatever its sign', () => {
    const list = new PeakList(4, 8);
    list.add([Float32Array.of(0.1, -0.5, 0.2, 0), Float32Array.of(0, 0, -0.75, 0)], 0);
    list.add([Float32Array.of(0, 0, 1, 0)], 4);
    expect([...list.peaks()]).toEqual([0.5, 0.75, 0, 1]);
  });

  it('leave out what lies behind the end', () => {
    const list = new PeakList(2, 4);
    list.add([Float32Array.of(0, 0, 0, 0, 1)], 0);
    expect([...list.peaks()]).toEqual([0, 0]);
  });
});
