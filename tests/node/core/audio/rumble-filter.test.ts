import { describe, expect, it } from 'vitest';
import { RumbleFilter } from '../../../../src/core/audio/rumble-filter.ts';

const RATE = 48_000;

/** Loudest value of the second half, behind the filter. */
function left(sound: Float32Array): number {
  new RumbleFilter(RATE).filter(sound);
  return sound.subarray(RATE / 2).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

const tone = (pitch: number): Float32Array => Float32Array.from({ length: RATE }, (_, at) => Math.sin((at / RATE) * 2 * Math.PI * pitch));

describe('the filter against rumble', () => {
  it('leaves nothing of an offset, next to nothing of a swing, and voices as they are', () => {
    expect(left(new Float32Array(RATE).fill(0.5))).toBeLessThan(1e-6);
    expect(left(tone(3))).toBeLessThan(0.005);
    for (const pitch of [200, 1000, 8000]) expect(left(tone(pitch))).toBeGreaterThan(0.85);
  });

  it('does the same however the sound is cut into blocks', () => {
    const [whole, cut] = [tone(300), tone(300)];
    new RumbleFilter(RATE).filter(whole);
    const filter = new RumbleFilter(RATE);
    filter.filter(cut.subarray(0, 777));
    filter.filter(cut.subarray(777));
    expect(cut).toEqual(whole);
  });
});
