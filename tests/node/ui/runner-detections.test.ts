import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy/policy.ts';
import type { Decision } from '../../../src/core/review/decision.ts';
import type { Sequence, SourceInspection } from '../../../src/core/structure/inspection.ts';
import { runnerDetections } from '../../../src/ui/runner-detections.ts';

const size = { width: 640, height: 360 };
const inspection = (sequence: Sequence): SourceInspection => ({ format: 'mp4', storedSize: size, size, orientation: 1, hasAlpha: false, sequence, blocks: null, metadata: [] });
const film = (durations: readonly number[]): SourceInspection => inspection({ kind: 'video', durations, codec: 'avc', sound: null });
const at = (left: number) => sourceBox(left, 10, 20, 20);
const region = (change: Partial<Decision> = {}): Decision => ({
  id: 'r1', kind: 'face', origin: 'detector', score: 0.9, box: at(30), shape: 'ellipse', state: 'accepted', decidedBy: 'policy', fill: null, ...change,
});
const moving = region({ path: { first: 1, last: 3, keys: [{ frame: 1, box: at(10) }, { frame: 2, box: at(30), score: 0.9 }, { frame: 3, box: at(60) }] } });

describe('runnerDetections', () => {
  it('tells of a region that moves its frames, its times and the number of its keys', () => {
    expect(runnerDetections([moving], DEFAULT_POLICY, film([40, 33.4, 33.3, 40, 500]))).toMatchObject([
      { decision: 'masked', box: at(30), frames: { first: 1, last: 3, keys: 3, fromSeconds: 0.04, toSeconds: 0.147 } },
    ]);
  });

  it('counts times as players do, also where the first frame is shown later than 0', () => {
    const late = inspection({ kind: 'video', durations: [40, 40, 40, 40], startSeconds: 0.6, codec: 'avc', sound: null });
    expect(runnerDetections([moving], DEFAULT_POLICY, late)[0]?.frames).toMatchObject({ fromSeconds: 0.64, toSeconds: 0.76 });
  });

  it('tells no frames of a still picture, and no times of pages', () => {
    expect(runnerDetections([region({ state: 'pending' })], DEFAULT_POLICY, inspection({ kind: 'still' }))[0]).not.toHaveProperty('frames');
    const page = { storedSize: size, size, orientation: 1, hasAlpha: false, blocks: null } as const;
    const pages = inspection({ kind: 'pages', pages: [page, page] });
    expect(runnerDetections([region({ path: { first: 1, last: 1, keys: [{ frame: 1, box: at(30) }] } })], DEFAULT_POLICY, pages)[0]?.frames).toEqual({ first: 1, last: 1, keys: 1 });
  });

  it('leaves zones out', () => {
    expect(runnerDetections([region({ zone: 'mask-outside' })], DEFAULT_POLICY, inspection({ kind: 'still' }))).toEqual([]);
  });
});
