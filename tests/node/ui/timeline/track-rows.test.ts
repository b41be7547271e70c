import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import { frameClock } from '../../../../src/ui/timeline/frame-clock.ts';
import { MAX_POINTS, scoresPath, stretchesPath, trackRows } from '../../../../src/ui/timeline/track-rows.ts';
import { regionOn } from '../review/regions.ts';

const clock = frameClock(Array.from({ length: 1000 }, () => 100));
const box = sourceBox(0, 0, 10, 10);
const rowOf = (decision: Decision) => trackRows([decision], clock)[0]!;

describe('rows of the timeline', () => {
  it('follow each other by their first frames, zones after regions', () => {
    const rows = trackRows([regionOn('r1', 20, 30), { ...regionOn('z1', 0, 99), zone: 'ignore' }, regionOn('r2', 5, 40), regionOn('r3', 5, 10)], clock);
    expect(rows.map(({ id }) => id)).toEqual(['r3', 'r2', 'r1', 'z1']);
  });

  it('leave out what has no way', () => {
    const { path: _, ...still } = regionOn('r1', 0, 9);
    expect(trackRows([still], clock)).toEqual([]);
  });

  it('tell found stretches from the rest, in seconds, the last frame included', () => {
    const path = { first: 10, last: 49, keys: [{ frame: 12, box, score: 0.4 }, { frame: 40, box, score: 0.8 }], found: [{ first: 12, last: 19 }, { first: 20, last: 20 }, { first: 40, last: 40 }] };
    const row = rowOf({ ...regionOn('r1', 0, 0), path });
    expect(row.bar).toEqual({ from: 1, to: 5 });
    expect(row.found.map(({ from, to }) => [from, to].map((time) => Math.round(time * 1000)))).toEqual([[1200, 2100], [4000, 4100]]);
    expect(row.best).toBe(0.8);
    expect(row.scores.map((points) => points.map(({ score }) => score))).toEqual([[0.4], [0.8]]);
  });

  it('take what a person drew to be where they said, and every key of it for theirs', () => {
    const row = rowOf({ ...regionOn('p1', 0, 0), origin: 'person', score: null, path: { first: 0, last: 9, keys: [{ frame: 2, box }, { frame: 7, box }] } });
    expect(row.found).toEqual([row.bar]);
    expect(row.keys).toEqual([2, 7]);
    expect(row.best).toBeNull();
  });

  it('mark only the keys of a found one that a person put', () => {
    expect(rowOf({ ...regionOn('r1', 0, 0), path: { first: 0, last: 9, keys: [{ frame: 0, box, score: 0.5 }, { frame: 4, box, byHand: true }, { frame: 9, box }] } }).keys).toEqual([4]);
  });

  it('keep the least certain of points that lie too close', () => {
    const keys = Array.from({ length: 900 }, (_, frame) => ({ frame, box, score: frame === 450 ? 0.05 : 0.9 }));
    const [points] = rowOf({ ...regionOn('r1', 0, 0), path: { first: 0, last: 899, keys, found: [{ first: 0, last: 899 }] } }).scores;
    expect(points).toHaveLength(MAX_POINTS);
    expect(points?.some(({ score }) => score === 0.05)).toBe(true);
  });

  it('are laid out once for each decision', () => {
    const decision = regionOn('r1', 0, 9);
    expect(rowOf(decision)).toBe(rowOf(decision));
    expect(trackRows([decision], frameClock([50]))[0]).not.toBe(rowOf(decision));
  });
});

describe('lines of a row', () => {
  it('cover the bar where it was found', () => {
    expect(stretchesPath({ from: 1, to: 5 }, [{ from: 1, to: 2 }, { from: 4, to: 5 }])).toBe('M0.00 -1H250.00V2H0.00ZM750.00 -1H1000.00V2H750.00Z');
  });

  it('show confidence with 1 at the top, break at holes, and show a single find', () => {
    expect(scoresPath({ from: 0, to: 10 }, [[{ time: 0, score: 1 }, { time: 5, score: 0.25 }], [{ time: 9, score: 0.5 }]])).toBe('M0.00 0.000L500.00 0.750M900.00 0.500h2');
  });
});
