import { sourceBox } from '../../src/core/geometry/box.ts';
import { facesThatCount } from './coverage.ts';
import type { ClipTruth, TrueFace } from './clip-plan.ts';
import { grayFrames } from './ffmpeg.ts';
import { pointAt, POINTS } from './seen-points.ts';

/** Levels by which a pixel must differ to count as changed: another round of compression moves most by less. */
const STEP = 12;
/** Levels by which a source's pixel must differ from a dark fill, or else nobody can tell it from one that is covered. */
const READABLE_FROM = 56;
/** Least share of a face's points that must be readable for it to be measured. */
const READABLE_SHARE = 0.4;

/**
 * Share of what can be seen of a face that was changed, 0..1.
 * @param before - brightness of the source's frame, one byte a pixel
 * @param after - of the output's
 * @param width - of both, in pixels
 * @returns `null` where the source is too dark there to tell
 */
export function changedShare({ box, seen }: TrueFace, before: Uint8Array, after: Uint8Array, width: number): number | null {
  let [changed, readable, all] = [0, 0, 0];
  for (let at = 0; at < seen.length; at += 1) {
    if (seen[at] !== '1') continue;
    all += 1;
    const { x, y } = pointAt(sourceBox(...box), at % POINTS, Math.floor(at / POINTS));
    const pixel = Math.floor(y) * width + Math.floor(x);
    const source = before[pixel] ?? 0;
    if (source < READABLE_FROM) continue;
    readable += 1;
    if (Math.abs(source - (after[pixel] ?? 0)) > STEP) changed += 1;
  }
  return readable < READABLE_SHARE * all || readable === 0 ? null : changed / readable;
}

/** What the pixels of an output say. */
export interface PixelCoverage {
  readonly frames: number;
  /** Faces on frames that could be measured. */
  readonly faces: number;
  readonly covered: number;
}

/**
 * Compares an output with its source, frame by frame.
 * @param source - path of the clip
 * @param output - path of what a tool made of it
 * @param onFace - told of every measured face
 * @throws Error where one has more frames than the other
 */
export async function pixelCoverage(source: string, output: string, truth: ClipTruth, onFace?: (frame: number, face: TrueFace, share: number) => void): Promise<PixelCoverage> {
  // Some programs stretch a video to whole blocks.
  const outputFrames = grayFrames(output, truth, true);
  let [frame, faces, covered] = [0, 0, 0];
  for await (const before of grayFrames(source, truth)) {
    const after = await outputFrames.next();
    if (after.done === true) throw new Error(`The output ends after ${String(frame)} frames.`);
    for (const face of facesThatCount(truth.frames[frame]?.faces ?? [])) {
      const share = changedShare(face, before, after.value, truth.width);
      if (share === null) continue;
      faces += 1;
      covered += share >= 0.8 ? 1 : 0;
      onFace?.(frame, face, share);
    }
    frame += 1;
  }
  if ((await outputFrames.next()).done !== true) throw new Error(`The output goes on after ${String(frame)} frames.`);
  return { frames: frame, faces, covered };
}
