import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { muteSpans } from '../../../../src/core/audio/mute.ts';
import { partsIn, secondsIn } from '../../../../src/core/audio/time-span.ts';

const RATE = 48_000;
const FADE = 240;

function ones(length: number): Float32Array {
  return new Float32Array(length).fill(1);
}

describe('muting', () => {
  it('leaves exact silence in a span on every channel, and fades outside it', () => {
    const planes = [ones(RATE), ones(RATE)];
    muteSpans(planes, 0, RATE, [{ from: 0.25, to: 0.5 }]);
    for (const plane of planes) {
      expect(plane.subarray(12_000, 24_000).every((value) => value === 0)).toBe(true);
      expect(plane[11_999]).toBeGreaterThan(0);
      expect(plane[11_999]).toBeLessThan(0.01);
      expect(plane[24_000]).toBeGreaterThan(0);
      expect(plane[24_000]).toBeLessThan(0.01);
      expect(plane.subarray(0, 12_000 - FADE).every((value) => value === 1)).toBe(true);
      expect(plane.subarray(24_000 + FADE).every((value) => value === 1)).toBe(true);
    }
  });

  it('takes in every sample that a span touches', () => {
    const plane = ones(1000);
    muteSpans([plane], 0, 1000, [{ from: 0.1006, to: 0.2004 }]);
    expect([plane[100], plane[200]]).toEqual([0, 0]);
    expect(plane[201]).toBeGreaterThan(0);
  });

  it('does the same however the sound is cut into blocks', () => {
    const spans = [{ from: 0, to: 0.01 }, { from: 0.02, to: 0.021 }, { from: 0.0213, to: 0.05 }];
    const whole = ones(4000);
    muteSpans([whole], 0, RATE, spans);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3999 }), { maxLength: 10 }), (cuts) => {
        const plane = ones(4000);
        let from = 0;
        for (const cut of [...cuts.sort((a, b) => a - b), 4000]) {
          muteSpans([plane.subarray(from, cut)], from, RATE, spans);
          from = cut;
        }
        // Compared by hand: the runner takes long over arrays of this length.
        expect(plane.findIndex((sample, index) => sample !== whole[index])).toBe(-1);
      }),
    );
  });
});

describe('the length of what is muted', () => {
  it('counts no more than there is sound', () => {
    const spans = [{ from: 1, to: 2 }, { from: 3, to: 5 }];
    expect(secondsIn(spans, 10)).toBe(3);
    expect(secondsIn(spans, 4)).toBe(2);
    expect(secondsIn(spans, 0.5)).toBe(0);
    expect([10, 4, 0.5].map((seconds) => partsIn(spans, seconds))).toEqual([2, 2, 0]);
  });
});
