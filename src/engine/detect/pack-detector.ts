import type { Detection, Kind } from '../../core/detect/detection.ts';
import { mergeLevels, placeTileFinds, type LevelFind } from '../../core/detect/merge-levels.ts';
import { decodePack } from '../../core/detect/packs/decode-pack.ts';
import { calibratePack, fusePack } from '../../core/detect/packs/pack-calibration.ts';
import { planPackLevels, type PackView } from '../../core/detect/packs/pack-levels.ts';
import { packKinds, type PackManifest } from '../../core/detect/packs/pack-manifest.ts';
import type { Raster } from '../../core/detect/resample.ts';
import type { Size } from '../../core/geometry/box.ts';
import { fromModel, padLetterbox } from '../../core/geometry/letterbox.ts';
import { infer, type Session } from '../models/runtime.ts';
import type { Detector, DetectorRun, SearchOptions } from './detector.ts';
import { LevelRasters } from './level-rasters.ts';
import { packInput } from './pack-input.ts';

/** A find at a level of this scale or below is coarse: only what is large in the picture counts there. */
const COARSE_SCALE = 0.5;

/**
 * Makes a detector of a pack.
 * @param manifest - checked; its name, version and hash are named in every record
 * @param session - the loaded network; stays owned by the caller
 * @param kinds - those of the pack's kinds that it is used for
 */
export function packDetector(manifest: PackManifest, session: Session, kinds: readonly Kind[]): Detector {
  const { name, version, sha256 } = manifest;
  return {
    name,
    version,
    models: [{ name, version, sha256 }],
    kinds: packKinds(manifest).filter((kind) => kinds.includes(kind)),
    smallestHeight: manifest.search.smallestHeight,
    detect: (picture, options) => detect(manifest, session, kinds, picture, options),
  };
}

/**
 * Runs a network once on an empty input of its smallest size, so that a file that does not fit its manifest is refused before
 * it is kept.
 * @throws AnonymizerError `model/failed`
 */
export async function tryPack(manifest: PackManifest, session: Session): Promise<void> {
  const { size } = manifest.input;
  const input = size.type === 'dynamic' ? padLetterbox({ width: 256, height: 128 }, size.multipleOf) : { input: size };
  const { width, height } = input.input;
  decodePack(await infer(session, manifest.input.name, new Float32Array(3 * width * height), shapeOf(manifest, input.input)), manifest, input.input);
}

async function detect(manifest: PackManifest, session: Session, kinds: readonly Kind[], picture: Raster, options: SearchOptions): Promise<DetectorRun> {
  const wanted = packKinds(manifest).filter((kind) => kinds.includes(kind) && options.scoreThresholds[kind] !== undefined);
  if (wanted.length === 0) return { detections: [], scales: [], inferences: 0 };
  const work = planPackLevels(picture, manifest, viewOf(options));
  const pixels = ({ tiles }: (typeof work)[number]): number => tiles.reduce((sum, { box }) => sum + box.width * box.height, 0);
  const totalPixels = work.reduce((sum, level) => sum + pixels(level), 0);
  const rasters = new LevelRasters(picture);
  const finds = new Map<Kind, LevelFind[]>(wanted.map((kind) => [kind, []]));
  let buffer = new Float32Array(0);
  let donePixels = 0;
  let inferences = 0;
  for (const { level, tiles } of work) {
    const raster = rasters.at(level);
    for (const tile of tiles) {
      const letterbox = inputFor(tile.box, manifest);
      const length = 3 * letterbox.input.width * letterbox.input.height;
      if (buffer.length < length) buffer = new Float32Array(length);
      packInput(raster, tile.box, letterbox.input, manifest.input, buffer);
      const outputs = await infer(session, manifest.input.name, buffer.subarray(0, length), shapeOf(manifest, letterbox.input));
      const raw = decodePack(outputs, manifest, letterbox.input);
      for (const kind of wanted) {
        const inTile = raw.filter((find) => find.kind === kind).map(({ score, box }) => ({ score, box: fromModel(box, letterbox) }));
        finds.get(kind)?.push(...placeTileFinds(inTile, tile, level));
      }
      inferences += 1;
      donePixels += tile.box.width * tile.box.height;
      options.onFraction(donePixels / totalPixels);
    }
  }
  const detections = wanted.flatMap((kind) => settleKind(manifest, kind, finds.get(kind) ?? [], options));
  return { detections: detections.sort((a, b) => b.score - a.score), scales: work.map(({ level }) => level.scale), inferences };
}

function settleKind(manifest: PackManifest, kind: Kind, finds: readonly LevelFind[], options: SearchOptions): Detection[] {
  const { calibration, search, input } = manifest;
  const fine = input.size.type === 'letterbox' ? finds : finds.filter((find) => find.scale > COARSE_SCALE || find.box.height >= search.coarseFrom);
  const merged = mergeLevels(
    fine,
    (find) => calibratePack(find, calibration),
    (scores) => fusePack(scores, calibration, viewOf(options) === 'both'),
  );
  return merged
    .filter((find) => find.score >= (options.scoreThresholds[kind] ?? Infinity))
    .map(({ score, box }) => ({ kind, score, box, detector: manifest.name }));
}

function viewOf({ thorough = false, view }: SearchOptions): PackView {
  return thorough && view === 'first' ? 'both' : view;
}

function inputFor(tile: Size, { input }: PackManifest): { readonly input: Size; readonly scale: number } {
  return input.size.type === 'dynamic' ? padLetterbox(tile, input.size.multipleOf) : { input: { width: input.size.width, height: input.size.height }, scale: 1 };
}

function shapeOf({ input }: PackManifest, { width, height }: Size): readonly number[] {
  return input.layout === 'NCHW' ? [1, 3, height, width] : [1, height, width, 3];
}
