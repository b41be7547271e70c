import type { Raster } from '../../core/detect/resample.ts';
import { decodeDbnet, MAP_ONE, type DbnetSettings } from '../../core/detect/text/decode-dbnet.ts';
import type { ScoredLine } from '../../core/detect/text/merge-lines.ts';
import { packResized, type PlaneTables } from '../../core/detect/text/pack-resized.ts';
import { scaledRectangle } from '../../core/detect/text/text-line.ts';
import type { TextTile, TextView } from '../../core/detect/text/text-views.ts';
import { sourceBox, type Box } from '../../core/geometry/box.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { infer, type Session } from '../models/runtime.ts';

/** The network's training normalisation, in its channel order blue, green, red. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/**
 * Network values of pixel values.
 * @param gamma - below 1 lightens dark pictures before the normalisation, 1 leaves them
 */
export function planeTables(gamma: number): PlaneTables {
  const table = (mean: number, deviation: number): Float32Array =>
    Float32Array.from({ length: 256 }, (_, value) => ((value / 255) ** gamma - mean) / deviation);
  return [table(MEAN[0], DEVIATION[0]), table(MEAN[1], DEVIATION[1]), table(MEAN[2], DEVIATION[2])];
}

/**
 * Finds lines in one view. Only one tile's input and answer live at a time; the answers are kept as bytes.
 * @param session - the text network
 * @param picture - only read
 * @param part - what the view shows, in pixels of the picture
 * @param view - how the part is resized and cut
 * @param onTile - called after each tile with its area in view pixels
 * @returns lines in pixels of the picture, not merged with those of other views
 */
export async function linesInView(
  session: Session,
  picture: Raster,
  part: Box<'source'>,
  view: TextView,
  tables: PlaneTables,
  settings: DbnetSettings,
  onTile: (area: number) => void,
): Promise<ScoredLine[]> {
  const { size } = view;
  const scaleX = part.width / size.width;
  const scaleY = part.height / size.height;
  const map = new Uint8Array(size.width * size.height);
  let buffer = new Float32Array(0);
  for (const tile of view.tiles) {
    const length = 3 * tile.width * tile.height;
    if (buffer.length < length) buffer = new Float32Array(length);
    const from = sourceBox(part.left + tile.left * scaleX, part.top + tile.top * scaleY, tile.width * scaleX, tile.height * scaleY);
    packResized(picture, from, tile, tables, buffer);
    const { probability } = await infer(session, 'picture', buffer.subarray(0, length), [1, 3, tile.height, tile.width]);
    if (probability?.length !== tile.width * tile.height) throw new AnonymizerError('model/failed');
    place(probability, tile, map, size.width);
    onTile(tile.width * tile.height);
  }
  return decodeDbnet(map, size, settings).map(({ rectangle, score }) => ({
    score,
    rectangle: scaledRectangle(rectangle, scaleX, scaleY, part.left, part.top),
  }));
}

function place(probability: Float32Array, { left, top, width, core }: TextTile, map: Uint8Array, mapWidth: number): void {
  for (let y = core.top; y < core.bottom; y += 1) {
    const from = (y - top) * width - left;
    for (let x = core.left; x < core.right; x += 1) map[y * mapWidth + x] = Math.round((probability[from + x] ?? 0) * MAP_ONE);
  }
}
