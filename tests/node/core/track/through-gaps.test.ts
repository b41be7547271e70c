import { describe, expect, it } from 'vitest';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import type { Find } from '../../../../src/core/track/fragment.ts';
import { throughGaps } from '../../../../src/core/track/through-gaps.ts';

const FRAME_MS = 40;
const timeOf = (frame: number): number => frame * FRAME_MS;
/** Something that goes evenly to the right. */
const really = (frame: number): Box<'source'> => sourceBox(10 * frame, 50, 100, 120);
const find = (frame: number, box = really(frame)): Find => ({ frame, timeMs: timeOf(frame), box, detection: { kind: 'face', score: 0.9, box } as unknown as Find['detection'] });
const within = (outer: Box<'source'>, inner: Box<'source'>): boolean =>
  outer.left <= inner.left + 1e-6 && outer.top <= inner.top + 1e-6 && outer.left + outer.width >= inner.left + inner.width - 1e-6 && outer.top + outer.height >= inner.top + inner.height - 1e-6;

describe('a way through a gap', () => {
  const frames = Array.from({ length: 30 }, (_, frame) => frame);
  // What covers it cuts the last box before and the first one behind, and is followed in between.
  const covering = sourceBox(60, 70, 60, 60);
  const finds = frames.filter((frame) => frame <= 12 || frame >= 16).map((frame) => find(frame, frame === 12 || frame === 16 ? covering : really(frame)));
  const spans = [{ first: 0, last: 12 }, { first: 16, last: 29 }];
  const keys = frames.map((frame) => ({ frame, box: finds.find((one) => one.frame === frame)?.box ?? covering, score: 0.9 }));

  it('covers where the thing is, and what was found or followed', () => {
    const widened = throughGaps(keys, finds, spans, timeOf);
    expect(widened.map(({ frame }) => frame)).toEqual(frames);
    for (const [frame, { box, score }] of widened.entries()) {
      expect([within(box, really(frame)), within(box, keys[frame]!.box), score]).toEqual([true, true, 0.9]);
    }
  });

  it('leaves boxes far from it, and those around a long one, as they are', () => {
    const widened = throughGaps(keys, finds, spans, timeOf);
    for (const frame of [0, 5, 9, 19, 25, 29]) expect(widened[frame]).toEqual(keys[frame]);
    expect(throughGaps(keys, finds, spans, (frame) => 10 * timeOf(frame))).toEqual(keys);
  });

  it('is as wide where a line stands for finds that were left out', () => {
    const few = finds.filter(({ frame }) => [0, 11, 12, 16, 17, 29].includes(frame));
    for (const [frame, { box }] of throughGaps(keys, few, spans, timeOf).entries()) expect(within(box, really(frame))).toBe(true);
  });
});
