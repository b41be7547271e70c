import { describe, expect, it } from 'vitest';
import type { ClipTruth } from '../../../../scripts/video/clip-plan.ts';
import { changedShare } from '../../../../scripts/video/changed-pixels.ts';
import { coverageOf, sightingsOf, trackQuality } from '../../../../scripts/video/coverage.ts';
import { coveredShare, masksOn, masksOver, ownFinds, type VideoRecord } from '../../../../scripts/video/recorded-masks.ts';
import { seenPoints, seenShare } from '../../../../scripts/video/seen-points.ts';
import type { RecordedRegion } from '../../../../src/core/export/export-record.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../../src/core/policy/policy.ts';
import type { RegionId } from '../../../../src/core/review/decision.ts';

const SIZE = { width: 400, height: 200 };
const WHOLE = seenPoints({ box: sourceBox(0, 0, 40, 50), turned: 0 }, [], [], SIZE);

/** A face that goes to the right by two pixels a frame. */
function face(frame: number, id = 1): ClipTruth['frames'][number]['faces'][number] {
  return { id, box: [100 + 2 * frame, 60, 40, 50], seen: WHOLE };
}

function clip(frames: number, cutAt = Infinity): ClipTruth {
  return { ...SIZE, frames: Array.from({ length: frames }, (_, frame) => ({ timeMs: frame * 100, scene: frame < cutAt ? 0 : 1, faces: [face(frame, frame < cutAt ? 1 : 2)] })) };
}

function region(first: number, last: number, found: readonly { first: number; last: number }[], change: Partial<RecordedRegion> = {}): RecordedRegion {
  const at = (frame: number) => sourceBox(...face(frame).box);
  return {
    id: `r${String(first)}` as RegionId, kind: 'face', origin: 'detector', score: 0.9, state: 'accepted', decidedBy: 'policy', box: at(first), maskBox: null, shape: 'ellipse', fill: 'solid', irreversible: true, leak: null,
    path: { first, last, keys: [{ frame: first, box: at(first), score: 0.9 }, { frame: last, box: at(last), score: 0.5 }], found },
    ...change,
  };
}

const record = (...regions: RecordedRegion[]): VideoRecord => ({ policy: DEFAULT_POLICY, regions });

describe('coverage of a clip', () => {
  it('finds nothing bare where a track spans all frames, and the gap where only own finds are masked', () => {
    const truth = clip(20);
    const tracked = record(region(0, 19, [{ first: 0, last: 7 }, { first: 12, last: 19 }]));
    const sightings = sightingsOf(tracked, truth);
    expect(coverageOf(truth, (frame) => masksOn(tracked, frame, truth), sightings)).toMatchObject({ bareFrames: [], watchedFrames: 20, faces: 20, covered: 20 });
    const own = coverageOf(truth, (frame) => masksOver(ownFinds(tracked, frame), DEFAULT_POLICY, truth), sightings);
    expect(own.bareFrames).toEqual([8, 9, 10, 11]);
    expect(own.covered).toBe(16);
  });

  it('does not ask for a face that was last seen more than a second ago', () => {
    const truth = clip(30);
    const seen = record(region(0, 5, [{ first: 0, last: 5 }]));
    const { bareFrames, watchedFrames } = coverageOf(truth, (frame) => masksOn(seen, frame, truth), sightingsOf(seen, truth));
    expect(bareFrames).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(watchedFrames).toBe(16);
  });

  it('does not carry a sighting over a cut', () => {
    const truth = clip(20, 10);
    const seen = record(region(0, 9, [{ first: 0, last: 9 }]));
    expect(coverageOf(truth, (frame) => masksOn(seen, frame, truth), sightingsOf(seen, truth)).bareFrames).toEqual([]);
  });

  it('counts no region that is left to a person', () => {
    const truth = clip(10);
    const pending = record(region(0, 9, [{ first: 0, last: 9 }], { state: 'pending' }));
    expect(coverageOf(truth, (frame) => masksOn(pending, frame, truth), sightingsOf(pending, truth))).toMatchObject({ covered: 0, watchedFrames: 0 });
  });

  it('refuses a record that does not tell found frames from bridged ones', () => {
    const whole = region(0, 9, []);
    const { path } = whole;
    if (path === undefined) throw new RangeError('it has a path');
    const { found: _, ...silent } = path;
    expect(() => sightingsOf(record({ ...whole, path: silent }), clip(10))).toThrow('found');
  });
});

describe('tracks', () => {
  it('are pure where they show one face, and less so where they go over to another', () => {
    const truth = clip(20);
    expect(trackQuality(record(region(0, 19, [{ first: 0, last: 19 }])), truth)).toMatchObject({ purity: 1, tracksPerFace: 1, falseTracks: 0, jitter: 0, trueJitter: 0 });
    const swapped: ClipTruth = { ...truth, frames: truth.frames.map((frame, index) => ({ ...frame, faces: [face(index, index < 15 ? 1 : 2)] })) };
    expect(trackQuality(record(region(0, 19, [{ first: 0, last: 19 }])), swapped).purity).toBeCloseTo(0.75);
  });

  it('are false where they never show a face', () => {
    const elsewhere = sourceBox(300, 10, 40, 50);
    const ghost = region(0, 9, [{ first: 0, last: 9 }], { path: { first: 0, last: 9, keys: [{ frame: 0, box: elsewhere, score: 0.3 }], found: [{ first: 0, last: 9 }] } });
    expect(trackQuality(record(region(0, 9, [{ first: 0, last: 9 }]), ghost), clip(10))).toMatchObject({ purity: 1, falseTracks: 1 });
  });

  it('jitter where a mask jumps to and fro', () => {
    const keys = Array.from({ length: 10 }, (_, frame) => ({ frame, box: sourceBox(100 + (frame % 2) * 9, 60, 40, 50), score: 0.9 }));
    const jumping = region(0, 9, [{ first: 0, last: 9 }], { path: { first: 0, last: 9, keys, found: [{ first: 0, last: 9 }] } });
    expect(trackQuality(record(jumping), clip(10)).jitter).toBeCloseTo(18 / 45);
  });
});

describe('what can be seen of a face', () => {
  it('is all of it where nothing is before it, and half where a pillar stands before half', () => {
    const box = sourceBox(100, 60, 48, 60);
    expect(seenShare(seenPoints({ box, turned: 0 }, [], [], SIZE))).toBe(1);
    expect(seenShare(seenPoints({ box, turned: 0 }, [], [sourceBox(124, 0, 50, 200)], SIZE))).toBeCloseTo(0.5);
    expect(seenShare(seenPoints({ box, turned: 1 }, [], [], SIZE))).toBe(0);
    expect(seenShare(seenPoints({ box, turned: 0 }, [{ box }], [], SIZE))).toBe(0);
    expect(seenShare(seenPoints({ box: sourceBox(-24, 60, 48, 60), turned: 0 }, [], [], SIZE))).toBeCloseTo(0.5);
  });

  it('is what must be covered: hidden points ask for nothing', () => {
    const box = sourceBox(100, 60, 48, 60);
    const seen = seenPoints({ box, turned: 0 }, [], [sourceBox(124, 0, 50, 200)], SIZE);
    const half = masksOver([{ box: sourceBox(60, 20, 60, 140), score: 1 }], DEFAULT_POLICY, SIZE);
    expect(coveredShare({ id: 1, box: [100, 60, 48, 60], seen }, half)).toBe(1);
    expect(coveredShare({ id: 1, box: [100, 60, 48, 60], seen: WHOLE }, half)).toBeLessThan(0.8);
  });
});

describe('changedShare', () => {
  const before = new Uint8Array(SIZE.width * SIZE.height).fill(150);
  const truth = face(0);

  it('counts pixels that were painted over, and not those that another compression moved a little', () => {
    const noisy = before.map((value, index) => value + (index % 9) - 4);
    expect(changedShare(truth, before, noisy, SIZE.width)).toBe(0);
    expect(changedShare(truth, before, new Uint8Array(before.length).fill(24), SIZE.width)).toBe(1);
    const upper = before.map((value, index) => (index < SIZE.width * 85 ? 24 : value));
    expect(changedShare(truth, before, upper, SIZE.width)).toBeCloseTo(0.5, 1);
  });

  it('says nothing about a face that is as dark as the mask', () => {
    const dark = new Uint8Array(before.length).fill(30);
    expect(changedShare(truth, dark, dark, SIZE.width)).toBeNull();
  });
});
