import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { previewPatches, type MaskPatch } from '../../src/core/mask/apply-plan.ts';
import { planMasks } from '../../src/core/mask/plan-masks.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { Decision, FillStyle } from '../../src/core/review/decision.ts';
import { storageOf } from '../../src/core/structure/sequence.ts';
import { onFrame } from '../../src/core/track/path.ts';
import { inspectVideo } from '../../src/engine/video/inspect-video.ts';
import { VideoFrames } from '../../src/engine/video/video-frames.ts';
import { clip, steady, type ClipSettings } from './clips.ts';
import { exported, meanDifference, region, released, shownFrames } from './exported-clip.ts';
import { MEAN_LOSS, outer } from './masked-clip.ts';

const TIMEOUT_MS = 120_000;
const FRAMES = 6;
/** Mean values by which a lossy codec misses a fill, whose colours it stores at half the resolution. */
const FILL_LOSS = 8;
const weak: Policy = { ...DEFAULT_POLICY, weakFills: 'anywhere', video: { ...DEFAULT_POLICY.video, quality: 'high' } };

/** Colours that go over into one another in both directions, with fine stripes that no fill shows. */
const scene: ClipSettings['draw'] = (context, index) => {
  const { width, height } = context.canvas;
  for (let y = 0; y < height; y += 4) {
    for (let x = 0; x < width; x += 4) {
      const stripe = (x >> 2) % 2 === 0 ? 26 : -26;
      context.fillStyle = `rgb(${[40 + (x * 170) / width, 40 + (y * 170) / height, 60 + index * 20].map((value) => String(Math.round(value + stripe))).join(' ')})`;
      context.fillRect(x, y, 4, 4);
    }
  }
};

/** Two things that go their ways, neither of them in the middle, so that a picture turned otherwise has them elsewhere. */
function moved(fills: readonly [FillStyle, FillStyle]): readonly Decision[] {
  const [top, side] = [
    region({ first: 0, last: FRAMES - 1, keys: [{ frame: 0, box: sourceBox(16, 8, 48, 40) }, { frame: FRAMES - 1, box: sourceBox(40, 8, 48, 40) }] }),
    region({ first: 1, last: FRAMES - 2, keys: [{ frame: 1, box: sourceBox(68, 72, 40, 56) }] }),
  ];
  return [{ ...top, fill: fills[0] }, { ...side, fill: fills[1], shape: 'ellipse' }];
}

/** What a patch shows, beside another picture: the mean difference over the covered pixels, and of the patch the range of its greens. */
function compared({ box, pixels }: MaskPatch, picture: ImageData): { readonly mean: number; readonly range: number } {
  let [sum, count, least, most] = [0, 0, 255, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] === 0) continue;
    const pixel = at / 4;
    const other = ((box.top + Math.floor(pixel / box.width)) * picture.width + box.left + (pixel % box.width)) * 4;
    for (let channel = 0; channel < 3; channel += 1) sum += Math.abs(pixels[at + channel]! - picture.data[other + channel]!);
    count += 3;
    [least, most] = [Math.min(least, pixels[at + 1]!), Math.max(most, pixels[at + 1]!)];
  }
  return { mean: sum / count, range: most - least };
}

describe('a fill that is made of the picture', () => {
  const turns = [0, 90, 270] as const;
  it.each(turns)('looks in a video as it does in its preview, turned by %i degrees', async (rotation) => {
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9']] as const) {
      for (const fills of [['pixelate', 'soft'], ['soft', 'pixelate'], ['solid', 'pixelate']] as const) {
        const file = await clip({ format, codec, width: 176, height: 144, times: steady(FRAMES, 25), draw: scene, turn: { rotation, flip: false } });
        const decisions = moved(fills);
        const inspection = await inspectVideo(file, format);
        const { bytes } = await released(file, format, decisions, weak);
        const shown = await shownFrames(bytes);
        expect(shown).toHaveLength(FRAMES);
        const source = new VideoFrames(file);
        for (const [index, { picture }] of shown.entries()) {
          const frame = await source.read(index);
          const before = new ImageData(frame.data, frame.width, frame.height);
          const patches = previewPatches(frame.data, planMasks(onFrame(decisions, index), weak, storageOf(inspection, index)));
          expect(patches).toHaveLength(index === 0 || index === FRAMES - 1 ? 1 : 2);
          for (const [at, patch] of patches.entries()) {
            const { mean, range } = compared(patch, picture);
            expect(mean).toBeLessThan(FILL_LOSS);
            // It is neither of one colour nor what lies under it.
            if (fills[at] !== 'solid') expect(range).toBeGreaterThan(20);
            expect(compared(patch, before).mean).toBeGreaterThan(2 * FILL_LOSS);
          }
          expect(meanDifference(picture, before, patches.map(({ box }) => outer(box)))).toBeLessThan(MEAN_LOSS);
        }
        await source.close();
      }
    }
  }, TIMEOUT_MS);

  it('is refused where the policy does not allow it', async () => {
    const file = await clip({ format: 'mp4', codec: 'avc', width: 176, height: 144, times: steady(FRAMES, 25), draw: scene });
    await expect(exported(file, 'mp4', moved(['soft', 'pixelate']), { ...weak, weakFills: 'nowhere' })).rejects.toMatchObject({ code: 'plan/weak-fill' });
    expect(await exported(file, 'mp4', moved(['soft', 'solid']), { ...weak, weakFills: 'nowhere' })).toMatchObject({ status: 'released' });
  }, TIMEOUT_MS);
});
