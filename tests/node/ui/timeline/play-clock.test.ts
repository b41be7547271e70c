import { describe, expect, it } from 'vitest';
import { frameClock } from '../../../../src/ui/timeline/frame-clock.ts';
import { playClock } from '../../../../src/ui/timeline/play-clock.ts';

const clock = frameClock(Array.from({ length: 100 }, () => 40));
/** Milliseconds of the page's clock when it begins. */
const START = 5000;

describe('a video that plays', () => {
  it('is on the frame of the moment, wherever it began, and is over after its last', () => {
    const frameAt = playClock(clock, 10, START);
    const told = [0, 39, 40, 400, 401, 1000].map((ms) => frameAt(START + ms, { frame: 10, wanted: 10 }));
    expect(told).toEqual([10, 10, 11, 20, 20, 35]);
    const atEnd = playClock(clock, 99, START);
    expect([atEnd(START + 39, { frame: 99, wanted: 99 }), atEnd(START + 40, { frame: 99, wanted: 99 })]).toEqual([99, null]);
  });

  it('waits for a picture that is too far behind, and goes on from there once it is near', () => {
    const frameAt = playClock(clock, 0, START);
    expect(frameAt(START + 240, { frame: 0, wanted: 0 })).toBe(6);
    expect(frameAt(START + 280, { frame: 0, wanted: 6 })).toBe(7);
    // Pictures of frame 0 are on the screen 0.28 s behind those that are wanted.
    for (const ms of [400, 900, 1800]) expect(frameAt(START + ms, { frame: 0, wanted: 7 })).toBe(7);
    expect(frameAt(START + 1840, { frame: 6, wanted: 7 })).toBe(8);
  });

  it('lets frames out that the screen has no time for as long as it is near', () => {
    const frameAt = playClock(clock, 0, START);
    for (let ms = 40; ms <= 2000; ms += 40) expect(frameAt(START + ms, { frame: Math.max(0, ms / 40 - 6), wanted: ms / 40 - 1 })).toBe(ms / 40);
  });

  it('stands still while the page is out of sight', () => {
    const frameAt = playClock(clock, 0, START);
    expect(frameAt(START + 400, { frame: 0, wanted: 0 })).toBe(10);
    expect(frameAt(START + 60_000, { frame: 10, wanted: 10 })).toBe(10);
    expect(frameAt(START + 60_040, { frame: 10, wanted: 10 })).toBe(11);
  });
});
