import { decodeNanodet, NANODET_STRIDES } from '../../core/detect/objects/decode-nanodet.ts';
import { mergeObjects, type LevelObject, type MergedObject } from '../../core/detect/objects/merge-objects.ts';
import { planObjectLevels, type ObjectLevel } from '../../core/detect/objects/object-levels.ts';
import { halve, type Raster } from '../../core/detect/resample.ts';
import { packResized, type PlaneTables } from '../../core/detect/text/pack-resized.ts';
import { sourceBox, type Size } from '../../core/geometry/box.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { ModelEntry } from '../models/manifest.ts';
import { infer, type Session } from '../models/runtime.ts';
import type { ObjectFind, ObjectSource } from './evidence.ts';
import type { SearchOptions } from './detector.ts';

/** Network values of one plane: a pixel value less its mean, by its spread. */
const plane = (mean: number, spread: number): Float32Array => Float32Array.from({ length: 256 }, (_, value) => (value - mean) / spread);
/** Blue, green, red, from the network's own configuration. @see https://github.com/RangiLyu/nanodet (config/legacy_v0.x_configs) */
const TABLES: PlaneTables = [plane(103.53, 57.375), plane(116.28, 57.12), plane(123.675, 58.395)];
/** Raw scores below this are right in fewer than 1 of 100 finds. */
const RAW_FLOOR = 0.1;

/**
 * Vehicles are searched for up to this side of the input in pictures up to that longer side, pixels: a plate of 25 pixels, the
 * narrowest that can be read, is on a vehicle of 85, and 640 pixels show those in every such picture.
 */
const QUICK = { input: 640, picture: 1600 };

/** What one view of a picture showed. */
export interface ObjectLook {
  /** Calibrated and merged, highest score first. */
  readonly objects: readonly MergedObject[];
  /** Sizes searched, as factors of the native one. */
  readonly scales: readonly number[];
  /** Network runs that this call needed: 0 when another one had looked already. */
  readonly inferences: number;
}

/** An object source that also takes the second view and tells what a look cost. */
export interface ObjectViews extends ObjectSource {
  look(picture: Raster, view: SearchOptions['view']): Promise<ObjectLook>;
}

/**
 * Makes the source of objects that several detectors share: NanoDet over the whole picture at two or three sizes. The same
 * raster gives the same promise; it is forgotten with the raster, and after a failure. `objects` takes what a full look has
 * found where there was one, and looks at fewer sizes where there was none.
 * @param entry - the model's entry, named in every record
 * @param session - the loaded network; stays owned by the caller
 */
export function makeObjectSource(entry: ModelEntry, session: Session): ObjectViews {
  const known = new WeakMap<Raster, Map<SearchOptions['view'], Promise<ObjectLook>>>();
  const quick = new WeakMap<Raster, Promise<ObjectLook>>();
  const look = async (picture: Raster, view: SearchOptions['view']): Promise<ObjectLook> => {
    const views = known.get(picture) ?? new Map<SearchOptions['view'], Promise<ObjectLook>>();
    known.set(picture, views);
    const earlier = views.get(view);
    if (earlier !== undefined) return { ...(await earlier), inferences: 0 };
    const run = lookThrough(session, picture, planObjectLevels(picture, view));
    views.set(view, run);
    // Whoever asked is told of the failure by the promise itself; the next one to ask tries again.
    run.catch(() => views.delete(view));
    return run;
  };
  const lookQuickly = (picture: Raster): Promise<ObjectLook> => {
    const earlier = known.get(picture)?.get('first') ?? quick.get(picture);
    if (earlier !== undefined) return earlier;
    const run = lookThrough(session, picture, quickLevels(picture));
    quick.set(picture, run);
    run.catch(() => quick.delete(picture));
    return run;
  };
  const objects = async (picture: Raster): Promise<readonly ObjectFind[]> =>
    (await lookQuickly(picture)).objects.map(({ className, networkScore, box }) => ({ className, score: networkScore, box }));
  return { model: entry, look, objects };
}

/** The sizes at which vehicles that can hold a plate are searched for. */
function quickLevels(picture: Size): readonly ObjectLevel[] {
  const longest = Math.max(picture.width, picture.height);
  const levels = planObjectLevels(picture, 'first');
  return longest > QUICK.picture ? levels : levels.filter(({ scale }) => Math.round(scale * longest) <= QUICK.input);
}

async function lookThrough(session: Session, picture: Raster, levels: readonly ObjectLevel[]): Promise<ObjectLook> {
  const base = shrunkFor(picture, levels.at(-1)?.input ?? picture);
  const finds: LevelObject[] = [];
  for (const [level, { input }] of levels.entries()) finds.push(...(await findAt(session, picture, base, input, level)));
  return { objects: mergeObjects(finds, levels.length), scales: levels.map(({ scale }: ObjectLevel) => scale), inferences: levels.length };
}

/** Halving first is many times faster than averaging all pixels of a large picture for every size anew. */
function shrunkFor(picture: Raster, largest: Size): Raster {
  let raster = picture;
  while (raster.width >= largest.width * 2 && raster.height >= largest.height * 2) raster = halve(raster);
  return raster;
}

async function findAt(session: Session, picture: Size, base: Raster, input: Size, level: number): Promise<LevelObject[]> {
  const data = new Float32Array(3 * input.width * input.height);
  packResized(base, sourceBox(0, 0, base.width, base.height), input, TABLES, data);
  const outputs = await infer(session, 'images', data, [1, 3, input.height, input.width]);
  const heads = NANODET_STRIDES.map((stride) => outputs[`heads-${String(stride)}`]);
  if (!heads.every((head) => head !== undefined)) throw new AnonymizerError('model/failed');
  const x = picture.width / input.width;
  const y = picture.height / input.height;
  return decodeNanodet(heads, input, RAW_FLOOR).map(({ className, score, box }) => ({
    className,
    score,
    level,
    box: sourceBox(box.left * x, box.top * y, box.width * x, box.height * y),
  }));
}
