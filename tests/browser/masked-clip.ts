import { expect } from 'vitest';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { VideoFormat } from '../../src/core/structure/inspection.ts';
import { boxAt } from '../../src/core/track/path.ts';
import type { ClipSettings } from './clips.ts';
import { farthestFrom, listed, meanDifference, region, released, shownFrames, still, type Part } from './exported-clip.ts';

const { r, g, b } = DEFAULT_POLICY.settings.solidColor;
/** What a mask looks like where nobody chose otherwise. */
export const SOLID = [r, g, b] as const;
/** Values by which a lossy codec may miss a flat colour. */
export const CODEC_LOSS = 20;
/** Mean values by which a lossy codec misses a picture that is not masked. */
export const MEAN_LOSS = 10;
/** Pixels around a mask that the codec changes with it. */
const BLEED = 16;

/** A picture that moves, bright everywhere, so that no part of it looks like a mask. */
export const moving: ClipSettings['draw'] = (context, index) => {
  const { width, height } = context.canvas;
  for (let x = 0; x < width; x += 16) {
    context.fillStyle = `hsl(${String((x * 2 + index * 60) % 360)} 60% 70%)`;
    context.fillRect(x, 0, 16, height);
  }
};

/** What must hold of any clip: its frames and their times are the source's, what is masked is flat, and the rest is what it was. */
export async function expectMasked(file: File, format: VideoFormat, size: readonly [number, number], policy?: Policy): Promise<Awaited<ReturnType<typeof released>>> {
  const before = await shownFrames(file);
  const last = before.length - 1;
  const late = { first: 2, last: last - 1, keys: [{ frame: 2, box: sourceBox(8, 64, 32, 24) }, { frame: last - 1, box: sourceBox(48, 64, 32, 24) }] };
  const decisions = [still(before.length, 72, 16, 40, 32), region(late)];
  const outcome = await released(file, format, decisions, policy);
  const after = await shownFrames(outcome.bytes);
  const [source, output] = [await listed(file), await listed(outcome.bytes)];
  // WebM says only of the whole file how long its last frame is shown.
  const isToldBefore = source.endUs > source.timesUs.at(-1)!;
  const endUs = outcome.format === 'webm' ? output.timesUs.at(-1) : isToldBefore ? source.endUs : output.endUs;
  expect(output).toEqual({ ...source, tracks: ['video'], endUs });
  expect(after.map(({ timestamp }) => timestamp)).toHaveLength(before.length);
  for (const [index, { picture }] of after.entries()) {
    expect([picture.width, picture.height]).toEqual(size);
    const boxes = decisions.flatMap((decision) => boxAt(decision, index) ?? []);
    expect(boxes).toHaveLength(index >= 2 && index < last ? 2 : 1);
    for (const box of boxes) expect(farthestFrom(picture, inner(box), SOLID)).toBeLessThanOrEqual(CODEC_LOSS);
    expect(meanDifference(picture, before[index]!.picture, boxes.map(outer))).toBeLessThan(MEAN_LOSS);
  }
  return outcome;
}

/** What the browser's own player says of a clip, which reads containers itself. */
export async function played(file: Blob): Promise<{ readonly width: number; readonly height: number; readonly seconds: number }> {
  const player = document.createElement('video');
  const url = URL.createObjectURL(file);
  try {
    await new Promise((resolve, reject) => {
      player.onloadedmetadata = resolve;
      player.onerror = () => {
        reject(new Error(player.error?.message));
      };
      player.src = url;
    });
    return { width: player.videoWidth, height: player.videoHeight, seconds: player.duration };
  } finally {
    player.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}

/** Whole pixels of a box that are covered for sure. */
export function inner({ left, top, width, height }: Part): Part {
  const [x, y] = [Math.ceil(left), Math.ceil(top)];
  return { left: x, top: y, width: Math.floor(left + width) - x, height: Math.floor(top + height) - y };
}

/** A box with what the codec changes around it. */
export function outer({ left, top, width, height }: Part): Part {
  return { left: left - BLEED, top: top - BLEED, width: width + 2 * BLEED, height: height + 2 * BLEED };
}
