import { calibrateFaceRfb, fuseLevels } from '../../core/detect/calibration.ts';
import { decodeRfb } from '../../core/detect/decode-rfb.ts';
import type { Detection } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { mergeLevels, placeTileFinds, type LevelFind, type TileFind } from '../../core/detect/merge-levels.ts';
import { paintMosaic, placeMosaicFinds, planMosaics } from '../../core/detect/mosaic.ts';
import { nms } from '../../core/detect/suppression.ts';
import { fromModel, padLetterbox } from '../../core/geometry/letterbox.ts';
import { planLevels, type Level, type PyramidSettings } from '../../core/geometry/pyramid.ts';
import { planTiles } from '../../core/geometry/tiling.ts';
import { iou, levelBox, type Box, type Size } from '../../core/geometry/box.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { infer, type Session } from '../models/runtime.ts';
import type { ModelEntry } from '../models/manifest.ts';
import type { Detector, DetectorRun, SearchOptions } from './detector.ts';
import { lookCloser } from './closer-faces.ts';
import { LevelRasters } from './level-rasters.ts';
import { packTile } from './pack-tile.ts';

/** Tiles of about 4 megapixels keep the network's buffers small; 192 px is the overlap below which recall was measured to drop. */
const TILING = { maxSide: 2112, overlap: 192 };
/** Pictures up to this size are also searched at twice their size; every picture down to levels of this side. */
const PYRAMID = { upscaleBelow: 1100, smallestSide: 128 };
/** The second view lies halfway between the first one's levels, where each face has another size and other neighbours. */
const SECOND_VIEW = { ...PYRAMID, base: Math.SQRT1_2 };
/** The network's coarsest stride. */
const STRIDE = 64;
const NORMALISATION = { mean: 127, scale: 128 };
/** Raw scores below this never reach a calibrated score that matters, and would only slow the merging down. */
const RAW_FLOOR = 0.25;
/** Share of the time that the search takes; closer looks at what it found take the rest. */
const SEARCH_SHARE = 0.9;
/** Levels of up to this many pixels are searched whole on every frame of a video: they show what is large, and cost little. */
const COARSE_PIXELS = 350_000;
/** Overlap with its expected place at which a face is the one that is followed. */
const FOLLOWED_IOU = 0.3;
/** Overlap at which two finds of one tile are one face. */
const TILE_IOU = 0.4;

/**
 * Makes the face detector: RFB-320, fully convolutional, over tiles of a picture pyramid.
 * @param entry - the model's entry, named in every record
 * @param session - the loaded network; stays owned by the caller
 */
export function faceRfbDetector(entry: ModelEntry, session: Session): Detector {
  return {
    name: entry.name,
    version: entry.version,
    models: [entry],
    kinds: ['face'],
    smallestHeight: 10,
    detect: (picture, options) => detectFaces(entry.name, session, picture, options),
  };
}

async function detectFaces(name: string, session: Session, picture: Raster, options: SearchOptions): Promise<DetectorRun> {
  const thorough = options.thorough === true && options.view === 'first';
  const planned = planViews(picture, thorough ? [PYRAMID, SECOND_VIEW] : [options.view === 'first' ? PYRAMID : SECOND_VIEW]);
  const expected = options.expected?.filter(({ kind }) => kind === 'face').map(({ box }) => box);
  const isCoarse = ({ width, height }: Level): boolean => expected === undefined || width * height <= COARSE_PIXELS;
  const levels = planned.filter(isCoarse);
  const work = levels.map((level) => ({ level, tiles: planTiles(level, TILING) }));
  const mosaics = expected === undefined ? [] : planMosaics(expected, planned.filter((level) => !isCoarse(level)), levels[0]?.scale ?? 0);
  const totalPixels = work.reduce((sum, { tiles }) => sum + tiles.reduce((s, { box }) => s + box.width * box.height, 0), 0) + mosaics.reduce((sum, { width, height }) => sum + width * height, 0);
  let donePixels = 0;
  let inferences = 0;
  const rasters = new LevelRasters(picture);
  let buffer = new Float32Array(0);
  const finds: LevelFind[] = [];
  /** Finds in a part of a raster, in its pixels. */
  const lookAt = async (raster: Raster, part: Box<'level'>): Promise<TileFind[]> => {
    const letterbox = padLetterbox(part, STRIDE);
    const { input } = letterbox;
    const length = 3 * input.width * input.height;
    if (buffer.length < length) buffer = new Float32Array(length);
    packTile(raster, part, input, NORMALISATION, buffer);
    const { scores, locations } = await infer(session, 'input', buffer.subarray(0, length), [1, 3, input.height, input.width]);
    if (scores === undefined || locations === undefined) throw new AnonymizerError('model/failed');
    inferences += 1;
    donePixels += part.width * part.height;
    options.onFraction((donePixels / totalPixels) * SEARCH_SHARE);
    return nms(decodeRfb(scores, locations, input, RAW_FLOOR), TILE_IOU).map(({ score, box }) => ({ score, box: fromModel(box, letterbox) }));
  };
  for (const mosaic of mosaics) finds.push(...placeMosaicFinds(await lookAt(paintMosaic(rasters.at(mosaic.level), mosaic), levelBox(0, 0, mosaic.width, mosaic.height)), mosaic));
  for (const { level, tiles } of work) {
    const raster = rasters.at(level);
    for (const tile of tiles) finds.push(...placeTileFinds(await lookAt(raster, tile.box), tile, level));
  }
  rasters.close();
  const threshold = options.scoreThresholds.face ?? Infinity;
  const merged = mergeLevels(
    finds,
    (find) => calibrateFaceRfb(find, thorough),
    (scores) => fuseLevels(scores, thorough),
  ).filter(({ score }) => score >= threshold);
  const detections: Detection[] = [];
  for (const [index, { score: before, box }] of merged.entries()) {
    // What is followed was looked at closely when it was new.
    const isFollowed = expected?.some((known) => iou(known, box) >= FOLLOWED_IOU) === true;
    const look = isFollowed ? { score: before, inferences: 0 } : await lookCloser(session, picture, { score: before, box });
    inferences += look.inferences;
    if (look.score >= threshold) detections.push({ kind: 'face', score: look.score, box, detector: name });
    options.onFraction(SEARCH_SHARE + ((index + 1) / merged.length) * (1 - SEARCH_SHARE));
  }
  return { detections, scales: levels.map((level) => level.scale), inferences };
}

/** The levels of some views together, largest first. */
function planViews(picture: Size, views: readonly PyramidSettings[]): readonly Level[] {
  return views.flatMap((view) => planLevels(picture, view)).sort((a, b) => b.scale - a.scale);
}
