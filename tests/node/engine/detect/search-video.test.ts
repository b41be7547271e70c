import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import type { Detector } from '../../../../src/engine/detect/detector.ts';
import type { SearchOutcome } from '../../../../src/engine/detect/search.ts';
import { searchVideo } from '../../../../src/engine/detect/search-video.ts';
import { Stopwatch } from '../../../../src/engine/stopwatch.ts';

const PICTURE = { width: 64, height: 36, data: new Uint8ClampedArray(64 * 36 * 4).fill(90) };

/** Searches a still film of 10 s at 10 frames a second, in which a face is found in the sixth second. */
function search(video: Partial<Policy['video']>): Promise<SearchOutcome> {
  let frame = 0;
  const detector: Detector = {
    name: 'fake', version: '1.0.0', models: [], kinds: ['face'], smallestHeight: 12,
    detect: () => Promise.resolve({ detections: frame >= 50 && frame < 60 ? [{ kind: 'face', score: 0.9, box: sourceBox(20, 10, 9, 9), detector: 'fake' }] : [], scales: [1], inferences: 1 }),
  };
  const film = { durations: Array.from({ length: 100 }, () => 100), read: (index: number) => { frame = index; return Promise.resolve(PICTURE); } };
  const policy = { ...DEFAULT_POLICY, video: { ...DEFAULT_POLICY.video, ...video } };
  return searchVideo(film, [detector], { scoreThresholds: { face: 0.1 }, view: 'first' }, policy, new Stopwatch(() => undefined));
}

describe('the search of a video', () => {
  it('says of each kind how closely it was searched for', async () => {
    expect((await search({ everyNth: 3, holdSeconds: 0.5 })).search).toMatchObject({ kinds: ['face'], video: [{ kind: 'face', everyNth: 3, holdSeconds: 0.5 }] });
  });

  it('holds masks as long as it says', async () => {
    const ends = async (holdSeconds: number): Promise<unknown> => (await search({ holdSeconds })).detections.map(({ path }) => [path?.first, path?.last]);
    expect([await ends(1), await ends(4)]).toEqual([[[40, 69]], [[10, 99]]]);
  });
});
