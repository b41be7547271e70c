import { describe, expect, it } from 'vitest';
import { clip, steady } from './clips.ts';
import { farthestFrom, listed, meanDifference, shownFrames } from './exported-clip.ts';
import { failingExport } from './failing-export.ts';
import type { FailedExport, Failure } from './failing-export-worker.ts';
import { CODEC_LOSS, MEAN_LOSS, moving, outer, SOLID } from './masked-clip.ts';

const TIMEOUT_MS = 120_000;
const FRAMES = 70;
/** After more than a codec is tried with, and not where a key frame would be. */
const AFTER = 40;
/** What the worker masks. */
const MASKED = { left: 16, top: 16, width: 32, height: 32 } as const;

/** Ends without a file, or with one that has every frame at its time and masked. */
async function ending(failure: Failure): Promise<FailedExport & { readonly left: readonly string[] }> {
  const file = await clip({ format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(FRAMES, 25), draw: moving });
  const [source, before] = [await listed(file), await shownFrames(file)];
  return failingExport(file, FRAMES, failure, AFTER, async (left) => {
    expect(await listed(left)).toEqual(source);
    const after = await shownFrames(left);
    expect(after).toHaveLength(FRAMES);
    for (const [index, { picture }] of after.entries()) {
      expect(farthestFrom(picture, MASKED, SOLID)).toBeLessThanOrEqual(CODEC_LOSS);
      expect(meanDifference(picture, before[index]!.picture, [outer(MASKED)])).toBeLessThan(MEAN_LOSS);
    }
  });
}

describe('an encoder that the browser takes away', () => {
  it('is followed by another where nothing was in it', async () => {
    const { outcome, encoded, left } = await ending('taken idle');
    expect({ outcome, left }).toEqual({ outcome: 'released', left: ['job'] });
    // By the first one; the other got the rest.
    expect(encoded).toBe(AFTER + 1);
  }, TIMEOUT_MS);

  it('leaves no file where pictures were in it', async () => {
    const { outcome, left } = await ending('taken');
    expect(outcome).toMatch(/^(?:released|held|export\/encode)$/);
    expect(left).toEqual(outcome === 'released' ? ['job'] : []);
  }, TIMEOUT_MS);
});
