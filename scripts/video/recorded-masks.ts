import type { ExportRecord, RecordedRegion } from '../../src/core/export/export-record.ts';
import { area, iou, sourceBox, type Box, type Size } from '../../src/core/geometry/box.ts';
import { coverPlan } from '../../src/core/mask/apply-plan.ts';
import type { Footprint } from '../../src/core/mask/footprint.ts';
import { planMasks } from '../../src/core/mask/plan-masks.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { Decision } from '../../src/core/review/decision.ts';
import { boxAt, hasKeyOn } from '../../src/core/track/path.ts';
import type { TrueFace } from './clip-plan.ts';
import { pointAt, POINTS } from './seen-points.ts';

/** What a record says, as far as it is measured. */
export type VideoRecord = Pick<ExportRecord, 'policy' | 'regions'>;

/** A find on one frame. */
export interface OwnFind {
  readonly box: Box<'source'>;
  /** 0..1. */
  readonly score: number;
}

/** Overlap from which a find shows a face: boxes of detectors and boxes by hand differ by hair and chin. */
const SAME_FACE = 0.3;

/** Regions that are masked, in the order of the record. */
export function maskedRegions({ regions }: VideoRecord): RecordedRegion[] {
  return regions.filter(({ state }) => state === 'accepted');
}

/** The pixels that all masks of one frame cover. */
export function masksOn(record: VideoRecord, frame: number, size: Size): readonly Footprint[] {
  return footprints(maskedRegions(record).flatMap((region) => {
    const box = boxAt(region, frame);
    return box === null ? [] : [{ ...region, box }];
  }), record.policy, size);
}

/**
 * The pixels that masks over finds would cover that were made on that very frame.
 * @param finds - of one kind, a face
 */
export function masksOver(finds: readonly OwnFind[], policy: Policy, size: Size): readonly Footprint[] {
  return footprints(finds.map(({ box, score }, index) => ({ id: `r${String(index + 1)}` as RecordedRegion['id'], kind: 'face', origin: 'detector', score, box, shape: policy.kinds.face.shape })), policy, size);
}

function footprints(regions: readonly Pick<RecordedRegion, 'id' | 'kind' | 'origin' | 'score' | 'box' | 'shape' | 'angle'>[], policy: Policy, size: Size): readonly Footprint[] {
  const decisions = regions.map(({ id, kind, origin, score, box, shape, angle }): Decision => ({ id, kind, origin, score, box, shape, ...(angle === undefined ? {} : { angle }), state: 'accepted', decidedBy: 'policy', fill: null }));
  // Without the codec's blocks, by which masks only grow.
  return coverPlan(planMasks(decisions, policy, { size, storedSize: size, orientation: 1, blocks: null }));
}

/**
 * What was found on one frame, of all that was followed: the boxes without what joining them added. Where a find was left out because a
 * line stands for it, its score is taken from its neighbours.
 */
export function ownFinds({ regions }: VideoRecord, frame: number): OwnFind[] {
  return regions.flatMap((region) => {
    if (region.origin !== 'detector' || region.path === undefined || !hasKeyOn(region, frame)) return [];
    const box = boxAt(region, frame);
    return box === null ? [] : [{ box, score: scoreAt(region.path.keys, frame) }];
  });
}

function scoreAt(keys: readonly { readonly frame: number; readonly score?: number }[], frame: number): number {
  const scored = keys.filter(({ score }) => score !== undefined);
  const before = scored.findLast((key) => key.frame <= frame) ?? scored[0];
  const after = scored.find((key) => key.frame >= frame) ?? before;
  if (before === undefined || after === undefined) return 0;
  const share = after.frame === before.frame ? 0 : (frame - before.frame) / (after.frame - before.frame);
  return (before.score ?? 0) * (1 - share) + (after.score ?? 0) * share;
}

/** The face that a box shows; `null` for a false find. */
export function faceUnder(box: Box<'source'>, faces: readonly TrueFace[]): number | null {
  let best: { id: number | null; overlap: number } = { id: null, overlap: SAME_FACE };
  for (const face of faces) {
    const overlap = iou(sourceBox(...face.box), box);
    if (overlap >= best.overlap) best = { id: face.id, overlap };
  }
  return best.id;
}

/** Share of the points of a face that can be seen and that masks cover, 0..1. */
export function coveredShare({ box, seen }: TrueFace, masks: readonly Footprint[]): number {
  let [covered, all] = [0, 0];
  for (let at = 0; at < seen.length; at += 1) {
    if (seen[at] !== '1') continue;
    const { x, y } = pointAt(sourceBox(...box), at % POINTS, Math.floor(at / POINTS));
    const [column, row] = [Math.floor(x), Math.floor(y)];
    all += 1;
    if (masks.some(({ left, top, width, height, coverage }) => column >= left && row >= top && column < left + width && row < top + height && coverage[(row - top) * width + column - left] === 1)) covered += 1;
  }
  return all === 0 ? 1 : covered / all;
}

/** Pixels that lie under any mask of a frame. */
export function maskedArea(masks: readonly Footprint[], { width, height }: Size): number {
  const picture = new Uint8Array(width * height);
  for (const mask of masks) {
    for (let row = 0; row < mask.height; row += 1) {
      const to = (mask.top + row) * width + mask.left;
      for (let column = 0; column < mask.width; column += 1) picture[to + column] = (picture[to + column] ?? 0) | (mask.coverage[row * mask.width + column] ?? 0);
    }
  }
  return picture.reduce((count, covered) => count + covered, 0);
}

/** Pixels of the boxes of faces, inside the picture or not. */
export function faceArea(faces: readonly TrueFace[]): number {
  return faces.reduce((sum, { box }) => sum + area(sourceBox(...box)), 0);
}
