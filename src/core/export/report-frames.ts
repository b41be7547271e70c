import type { ExportRecord, RecordedRegion } from './export-record.ts';
import type { Box } from '../geometry/box.ts';
import { boxAt, clearestFrame } from '../track/path.ts';

/** Most regions that are weighed against each other; a film may have thousands. */
const MOST_WEIGHED = 400;

/** Pictures from all parts of a file that are shown even where fewer would have every region. */
const SPREAD = 4;

/** Frames on the way of a region that is clear on which it is looked for where no mask covers it. */
const LOOKED_AT = 24;

/**
 * The frames or pages that a report shows: where regions are seen best, so that as many of them as can be are on one of the pictures, and
 * some from all parts of the file. What was kept clear is shown where no mask covers it.
 * @param record - of the export
 * @param most - pictures, at least 1
 * @returns frames in order, 0 for the first, at least one, none twice
 */
export function reportFrames({ regions, source }: Pick<ExportRecord, 'regions' | 'source'>, most: number): readonly number[] {
  const inRange = (frame: number): number => Math.min(Math.max(0, frame), source.frames - 1);
  const weighed = regions.filter(({ zone, state }) => zone === undefined && state !== 'pending').slice(0, MOST_WEIGHED);
  const masks = new MaskBoxes(weighed.filter(({ state }) => state === 'accepted'));
  const best = new Map(weighed.map((region) => [region, inRange(bestFrame(region, masks))]));
  const seen = new Map([...new Set(best.values())].map((frame) => [frame, weighed.filter((region) => best.get(region) === frame ? isOn(region, frame) : isSeen(region, frame, masks))]));
  let left: ReadonlySet<RecordedRegion> = new Set(weighed);
  const chosen: number[] = [];
  while (chosen.length < most && left.size > 0) {
    const next = mostSeen(seen, left);
    if (next === null) break;
    chosen.push(next);
    const shown = new Set(seen.get(next));
    left = new Set([...left].filter((region) => !shown.has(region)));
  }
  for (let part = 0; part < SPREAD; part += 1) {
    const middle = Math.floor(((part + 0.5) * source.frames) / SPREAD);
    const isShown = chosen.some((frame) => Math.abs(frame - middle) * 2 * SPREAD <= source.frames);
    if (chosen.length < most && !isShown) chosen.push(middle);
  }
  return chosen.sort((a, b) => a - b);
}

/** The frame that most of the regions are on; the earliest of several, `null` where none is on any. */
function mostSeen(seen: ReadonlyMap<number, readonly RecordedRegion[]>, regions: ReadonlySet<RecordedRegion>): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [frame, there] of seen) {
    const here = there.filter((region) => regions.has(region)).length;
    if (here < most || here === 0 || (here === most && best !== null && best <= frame)) continue;
    best = frame;
    most = here;
  }
  return best;
}

/** Where masked regions are, frame by frame, worked out once for each. */
class MaskBoxes {
  readonly #regions: readonly RecordedRegion[];
  readonly #boxes = new Map<number, readonly Box<'source'>[]>();

  constructor(regions: readonly RecordedRegion[]) {
    this.#regions = regions;
  }

  /** Whether one of them covers the middle of a box. */
  cover({ left, top, width, height }: Box<'source'>, frame: number): boolean {
    const [x, y] = [left + width / 2, top + height / 2];
    let boxes = this.#boxes.get(frame);
    if (boxes === undefined) {
      boxes = this.#regions.flatMap((region) => boxAt(region, frame) ?? []);
      this.#boxes.set(frame, boxes);
    }
    return boxes.some((box) => x >= box.left && x <= box.left + box.width && y >= box.top && y <= box.top + box.height);
  }
}

/** Where a region is seen best; one that is clear, where no mask covers it, if there is such a frame among some on its way. */
function bestFrame(region: RecordedRegion, masks: MaskBoxes): number {
  const clearest = clearestFrame(region);
  const { path } = region;
  if (region.state === 'accepted' || path === undefined || isSeen(region, clearest, masks)) return clearest;
  const tries = Array.from({ length: LOOKED_AT }, (_, index) => Math.round(path.first + ((path.last - path.first) * index) / (LOOKED_AT - 1)));
  return tries.find((frame) => isSeen(region, frame, masks)) ?? clearest;
}

function isSeen(region: RecordedRegion, frame: number, masks: MaskBoxes): boolean {
  const box = boxAt(region, frame);
  return box !== null && (region.state === 'accepted' || !masks.cover(box, frame));
}

function isOn(region: RecordedRegion, frame: number): boolean {
  return boxAt(region, frame) !== null;
}
