import { describe, expect, it } from 'vitest';
import { frameOf, NO_FRAMES, pausedIn, wentTo } from '../../../../src/ui/review/shown-frames.ts';

describe('the frame of each file', () => {
  it('is the first until a person goes elsewhere, and is found again after another file', () => {
    expect([frameOf(NO_FRAMES, 'a'), frameOf(NO_FRAMES, null)]).toEqual([0, 0]);
    const both = wentTo(wentTo(NO_FRAMES, 'a', 7), 'b', 3);
    expect([frameOf(both, 'a'), frameOf(both, 'b'), frameOf(both, 'c')]).toEqual([7, 3, 0]);
    expect([frameOf(NO_FRAMES, 'a'), frameOf(wentTo(both, 'a', 0), 'b')]).toEqual([0, 3]);
  });

  it('goes on playing only where it goes on by itself, and not in a file that was left', () => {
    const playing = wentTo(NO_FRAMES, 'a', 2, true);
    expect(playing.playing).toBe('a');
    expect(wentTo(playing, 'a', 5).playing).toBeNull();
    expect(pausedIn(playing, 'b')).toBe(playing);
    expect(pausedIn(playing, 'a')).toEqual({ ...playing, playing: null });
  });
});
