import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeSound } from '../../../../src/core/audio/place-sound.ts';

describe('the place of a block of sound', () => {
  it('is filled up to with silence at the start and behind a gap', () => {
    expect(placeSound(0, 0.5, 1024, 48_000)).toEqual({ silence: 24_000, skip: 0 });
    expect(placeSound(48_000, 1.5, 1024, 48_000)).toEqual({ silence: 24_000, skip: 0 });
  });

  it('is cut before the beginning of the video and where there already is sound', () => {
    expect(placeSound(0, -0.01, 1024, 48_000)).toEqual({ silence: 0, skip: 480 });
    expect(placeSound(0, -0.001, 1024, 48_000)).toEqual({ silence: 0, skip: 48 });
    expect(placeSound(0, -1, 1024, 48_000)).toEqual({ silence: 0, skip: 1024 });
    expect(placeSound(48_000, 0.99, 1024, 48_000)).toEqual({ silence: 0, skip: 480 });
  });

  it('is left alone where a time stamp is only rounded', () => {
    expect(placeSound(48_000, 1.001, 1024, 48_000)).toEqual({ silence: 0, skip: 0 });
    expect(placeSound(48_000, 0.999, 1024, 48_000)).toEqual({ silence: 0, skip: 0 });
  });

  it('never drifts: however blocks come, each is within 2 ms of its time', () => {
    const block = fc.record({ jitter: fc.double({ min: -0.0015, max: 0.0015, noNaN: true }), gap: fc.constantFrom(0, 0, 0, 0.02, 3) });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 200 }), (blocks) => {
        let [written, time] = [0, 0];
        for (const { jitter, gap } of blocks) {
          time += gap;
          const { silence, skip } = placeSound(written, time + jitter, 1024, 44_100);
          written += silence;
          if (skip < 1024) expect(Math.abs((written - skip) / 44_100 - (time + jitter))).toBeLessThan(0.0021);
          written += 1024 - skip;
          time += 1024 / 44_100;
        }
      }),
    );
  });
});
