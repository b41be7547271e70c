import { describe, expect, it } from 'vitest';
import { mostZoom, scrolledAfterZoom, scrolledTo, zoomedBy } from '../../../../src/ui/timeline/zoom.ts';

describe('zooming the timeline', () => {
  it('goes from all of the video to frames that are wide enough to hit, and no lane is wider than browsers bear', () => {
    expect(mostZoom(100, 800)).toBe(6);
    expect(mostZoom(5, 800)).toBe(1);
    expect(mostZoom(1_000_000, 800) * 800).toBe(1_000_000);
    expect(mostZoom(100, 0)).toBe(1);
    expect([zoomedBy(1, 0.5, 6), zoomedBy(4, 2, 6), zoomedBy(2, 1.5, 6)]).toEqual([1, 6, 3]);
  });

  it('keeps what is under the pointer where it is', () => {
    const [scrolled, at, factor] = [300, 120, 2.5];
    expect(scrolledAfterZoom(scrolled, at, factor) + at).toBe((scrolled + at) * factor);
    expect(scrolledAfterZoom(0, 120, 0.5)).toBe(0);
  });

  it('brings a place into sight, and moves nothing where it can be seen', () => {
    expect(scrolledTo(100, 300, 400)).toBe(100);
    expect(scrolledTo(100, 900, 400)).toBe(800);
    expect(scrolledTo(100, 20, 400)).toBe(0);
  });
});
