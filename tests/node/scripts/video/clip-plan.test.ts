import { describe, expect, it } from 'vitest';
import { planClip, truthOf } from '../../../../scripts/video/clip-plan.ts';
import { CLIP_STYLES, frameCountOf, frameTimeMs, type ClipStyle } from '../../../../scripts/video/clip-styles.ts';
import { seenShare } from '../../../../scripts/video/seen-points.ts';

const CUTOUTS = 15;

function style(name: string): ClipStyle {
  const found = CLIP_STYLES.find((one) => one.name === name);
  if (found === undefined) throw new RangeError('no such clip');
  return found;
}

describe('planClip', () => {
  it('plans the same clip for the same style', () => {
    for (const one of CLIP_STYLES) expect(planClip(one, CUTOUTS)).toEqual(planClip(one, CUTOUTS));
  });

  it('shows new people after every cut, and counts scenes', () => {
    const frames = planClip(style('cuts'), CUTOUTS);
    const scenes = [...new Set(frames.map(({ scene }) => scene))];
    expect(scenes).toEqual([0, 1, 2, 3, 4]);
    const people = scenes.map((scene) => new Set(frames.flatMap((frame) => (frame.scene === scene ? frame.faces.map(({ id }) => id) : []))));
    const all = people.flatMap((ids) => [...ids]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('makes faces leave the picture and come back', () => {
    const one = style('leaving');
    const { frames } = truthOf(planClip(one, CUTOUTS), one);
    const returns = [1, 2, 3, 4].filter((id) => {
      const there = frames.map(({ faces }) => (faces.some((face) => face.id === id) ? '1' : '0')).join('');
      return /10+1/u.test(there);
    });
    expect(returns.length).toBeGreaterThan(0);
  });

  it('hides faces that turn away for a while, and shows them again', () => {
    const one = style('turning');
    const { frames } = truthOf(planClip(one, CUTOUTS), one);
    const shares = frames.map(({ faces }) => faces.reduce((most, { seen }) => Math.max(most, seenShare(seen)), 0));
    expect(Math.max(...shares)).toBe(1);
    const hidden = [1, 2, 3, 4].filter((id) => {
      const seen = frames.map(({ faces }) => (seenShare(faces.find((face) => face.id === id)?.seen ?? '') > 0.5 ? '1' : '0')).join('');
      return /10{5,}1/u.test(seen);
    });
    expect(hidden.length).toBeGreaterThan(0);
  });

  it('lets faces that cross hide each other', () => {
    const one = style('crossing');
    const { frames } = truthOf(planClip(one, CUTOUTS), one);
    expect(frames.some(({ faces }) => faces.some(({ seen }) => seenShare(seen) < 0.7))).toBe(true);
  });

  it('keeps small faces between 14 and 36 pixels', () => {
    const heights = planClip(style('small'), CUTOUTS).flatMap(({ faces }) => faces.map(({ box }) => box.height));
    expect(Math.min(...heights)).toBeGreaterThan(14);
    expect(Math.max(...heights)).toBeLessThan(36);
  });
});

describe('frameTimeMs', () => {
  it('goes forward in unequal steps of whole milliseconds where frames are unequal', () => {
    const one = style('unequal');
    const times = Array.from({ length: frameCountOf(one) }, (_, frame) => frameTimeMs(one, frame));
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThan(0);
    expect(new Set(steps).size).toBeGreaterThan(5);
    expect(times.every(Number.isInteger)).toBe(true);
  });

  it('is even otherwise', () => {
    expect(frameTimeMs({ unequal: false }, 30)).toBe(1000);
    expect(frameCountOf({ unequal: false, seconds: 4 })).toBe(120);
  });
});
