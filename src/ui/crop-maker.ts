import { hullOf, type Box } from '../core/geometry/box.ts';
import { isZone, type Decision, type RegionId } from '../core/review/decision.ts';
import { boxAt, clearestFrame } from '../core/track/path.ts';
import type { CropRegion, JobId } from '../protocol/engine-api.ts';
import type { Crop, CropStore } from './crop-store.ts';
import type { EnginePort } from './engine-port.ts';
import type { Job } from './workspace/job.ts';

/** Pixels of a crop's side. */
const CROP_SIDE = 96;

/** Makes the small pictures of a file's regions that are missing, or whose region was moved since. */
export class CropMaker {
  readonly #engine: EnginePort;
  readonly #crops: CropStore;
  /** The boxes that crops were made of. */
  readonly #boxes = new Map<JobId, Map<RegionId, Box<'source'>>>();

  /**
   * @param engine - makes the pictures
   * @param crops - takes them
   */
  constructor(engine: EnginePort, crops: CropStore) {
    this.#engine = engine;
    this.#crops = crops;
  }

  /** Regions of a file whose crop is missing or shows another place; none where the engine makes no crops. */
  missing({ id, session }: Job): readonly Decision[] {
    if (session === null || this.#engine.crops === undefined) return [];
    const made = this.#boxes.get(id);
    return session.decisions.filter((decision) => !isZone(decision) && made?.get(decision.id) !== decision.box);
  }

  /**
   * Makes what is missing. A file whose pictures can't be made goes without.
   * @param job - with the regions as they are now
   * @param isOpen - whether the file is still open when the pictures are there
   */
  async make(job: Job, signal: AbortSignal, isOpen: () => boolean): Promise<void> {
    const missing = this.missing(job);
    if (missing.length === 0) return;
    const made = await this.#engine.crops?.({ id: job.id, file: job.file }, missing.map(cropRegion), CROP_SIDE, { signal });
    if (made?.status !== 'ok' || signal.aborted || !isOpen()) return;
    const crops = new Map<RegionId, Crop>();
    const boxes = new Map(this.#boxes.get(job.id));
    for (const [index, { id, box }] of missing.entries()) {
      const crop = made.value[index];
      if (crop === undefined) continue;
      crops.set(id, crop);
      boxes.set(id, box);
    }
    this.#boxes.set(job.id, boxes);
    this.#crops.add(job.id, crops);
  }

  /** Drops a file's crops. */
  forget(id: JobId): void {
    this.#boxes.delete(id);
    this.#crops.forget(id);
  }
}

/** Where a region is seen best, upright around its turned box. */
function cropRegion(decision: Decision): CropRegion {
  const frame = clearestFrame(decision);
  const box = boxAt(decision, frame) ?? decision.box;
  return { frame, box: hullOf(decision.angle === undefined ? { box } : { box, angle: decision.angle }) };
}
