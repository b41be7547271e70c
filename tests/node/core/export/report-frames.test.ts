import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../src/core/geometry/box.ts';
import type { RecordedRegion } from '../../../../src/core/export/export-record.ts';
import { reportFrames } from '../../../../src/core/export/report-frames.ts';

const box: Box<'source'> = { left: 1, top: 1, width: 10, height: 10 };
const still: RecordedRegion = { id: 'r', kind: 'face', origin: 'detector', score: 0.9, state: 'accepted', decidedBy: 'policy', box, maskBox: box, shape: 'ellipse', fill: 'solid', irreversible: true, leak: null };
const from = (first: number, last: number, best = first): RecordedRegion => ({ ...still, path: { first, last, keys: [{ frame: best, box, score: 0.9 }] } });
const source = (frames: number) => ({ format: 'mp4', width: 100, height: 100, frames, sizeBytes: 1 }) as const;

describe('frames of a report', () => {
  it('is the one picture there is, with or without regions', () => {
    expect(reportFrames({ regions: [still, still], source: source(1) }, 12)).toEqual([0]);
    expect(reportFrames({ regions: [], source: source(1) }, 12)).toEqual([0]);
  });

  it('shows each region on one of few frames, where it is seen best', () => {
    const regions = [from(0, 9, 4), from(3, 8, 5), from(40, 60, 50), from(95, 99, 97)];
    const frames = reportFrames({ regions, source: source(100) }, 3);
    expect(frames).toEqual([4, 50, 97]);
  });

  it('shows what was kept clear where no mask covers it, if there is such a frame', () => {
    const clear = { ...from(0, 23, 2), state: 'rejected' as const };
    const mask = from(0, 12, 2);
    const frames = reportFrames({ regions: [mask, clear], source: source(24) }, 2);
    expect(frames[0]).toBe(2);
    expect(frames[1]).toBeGreaterThan(12);
    // One that is covered from its beginning to its end is shown where it is.
    expect(reportFrames({ regions: [from(0, 23, 2), clear], source: source(24) }, 1)).toEqual([2]);
    // Beside a mask it is seen.
    const beside = { ...mask, path: { first: 0, last: 23, keys: [{ frame: 2, box: { ...box, left: 50 }, score: 0.9 }] } };
    expect(reportFrames({ regions: [beside, clear], source: source(24) }, 1)).toEqual([2]);
  });

  it('adds frames from all parts of the file where few regions leave room', () => {
    expect(reportFrames({ regions: [from(0, 99, 10)], source: source(100) }, 12)).toEqual([10, 37, 62, 87]);
    expect(reportFrames({ regions: [], source: source(2) }, 12)).toEqual([0, 1]);
  });

  it('takes the frames with most regions where there is no room for all', () => {
    const regions = [from(0, 0), from(20, 20), from(20, 21, 20), from(50, 50), from(50, 50), from(50, 50)];
    expect(reportFrames({ regions, source: source(100) }, 2)).toEqual([20, 50]);
  });

  it('leaves out zones, what nobody decided about, and frames that the file has not', () => {
    const regions = [{ ...from(30, 30), zone: 'ignore' as const }, { ...from(60, 60), state: 'pending' as const }, from(500, 500)];
    expect(reportFrames({ regions, source: source(100) }, 1)).toEqual([12]);
  });
});
