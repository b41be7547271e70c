import type { Raster } from '../../src/core/detect/resample.ts';
import { hullOf, iou, sourceBox, storedBox, type Box } from '../../src/core/geometry/box.ts';
import { orientedSize, storedToSource, turnOf } from '../../src/core/geometry/orientation.ts';
import type { Reading, TextLine } from '../../src/engine/detect/evidence.ts';
import { loadReader } from '../attacks/region-reader.ts';
import { PictureDecoder } from '../attacks/picture-decoder.ts';
import { characterErrorRate, type TruthImage } from './metrics.ts';

/** Clockwise turns of whole pictures, in degrees. */
export const TURNS = [0, 90, 180, 270] as const;
/** One of them. */
export type QuarterTurn = (typeof TURNS)[number];

/** How well lines were read at one turn. */
export interface ReadingResult {
  readonly turn: QuarterTurn;
  /** True lines, and those of them that a found line stands for: only they are counted below. */
  readonly lines: number;
  readonly matched: number;
  /** Edits per true character over letters and digits, whatever their case; `null` without a matched line. */
  readonly lettersAndDigits: number | null;
  /** Edits per true character over all characters but blanks, case included; `null` without a matched line. */
  readonly allButBlanks: number | null;
}

/** The same turns as EXIF has them. */
const ORIENTATIONS = { 0: 1, 90: 6, 180: 3, 270: 8 } as const;

/** Fainter lines are not read by the engine either. */
const READ_FROM = 0.4;

/** Finds lines in a picture and reads them. */
export interface LineReader {
  lines(picture: Raster): Promise<readonly TextLine[]>;
  read(picture: Raster, line: TextLine): Promise<Reading>;
}

/**
 * Reads every true line of text with the product's networks, outside the browser: same files, same runtime, one thread.
 * @param paths - of the pictures, in the order of the truths; pictures without a line whose text is known are not opened
 * @param iouThreshold - overlap from which a found line stands for a true one
 * @returns one result a turn, empty where no picture has a line whose text is known
 */
export async function measureReading(
  images: readonly TruthImage[],
  paths: readonly string[],
  turns: readonly QuarterTurn[],
  iouThreshold: number,
): Promise<ReadingResult[]> {
  const jobs = images.flatMap((truth, index) => (linesOf(truth).length === 0 ? [] : [{ truth, path: paths[index] ?? truth.file }]));
  if (jobs.length === 0) return [];
  const reader = await loadReader();
  const decoder = await PictureDecoder.open();
  const sums = turns.map((turn) => ({ turn, lines: 0, pairs: [] as LinePair[] }));
  try {
    for (const { truth, path } of jobs) {
      const picture = await decoder.decode(path);
      for (const sum of sums) {
        sum.lines += linesOf(truth).length;
        sum.pairs.push(...(await readTurned(reader, picture, truth, sum.turn, iouThreshold)));
      }
    }
  } finally {
    await decoder.close();
  }
  return sums.map(({ turn, lines, pairs }) => ({
    turn,
    lines,
    matched: pairs.length,
    lettersAndDigits: characterErrorRate(pairs.map((pair) => ({ truth: lettersAndDigits(pair.truth), read: lettersAndDigits(pair.read) }))),
    allButBlanks: characterErrorRate(pairs.map((pair) => ({ truth: withoutBlanks(pair.truth), read: withoutBlanks(pair.read) }))),
  }));
}

/** What one line says and what was read. */
export interface LinePair {
  readonly truth: string;
  readonly read: string;
}

/** Turns one picture, finds its lines, and reads those that stand for a true one; each is used once, the largest overlaps first. */
export async function readTurned(
  reader: LineReader,
  picture: Raster,
  truth: TruthImage,
  turn: QuarterTurn,
  iouThreshold: number,
): Promise<LinePair[]> {
  const turned = turnedRaster(picture, turn);
  const found = (await reader.lines(turned)).filter(({ score }) => score >= READ_FROM);
  const truths = linesOf(truth).map(({ box, text }) => ({ text, box: turnedBox(box, picture, turn) }));
  const pairs = truths
    .flatMap((one) => found.map((line) => ({ one, line, overlap: iou(one.box, hullOf(line)) })))
    .filter(({ overlap }) => overlap >= iouThreshold)
    .sort((a, b) => b.overlap - a.overlap);
  const used = new Set<object>();
  const read: LinePair[] = [];
  for (const { one, line } of pairs) {
    if (used.has(one) || used.has(line)) continue;
    used.add(one).add(line);
    read.push({ truth: one.text, read: (await reader.read(turned, line)).text });
  }
  return read;
}

/** A picture turned clockwise; the same one for no turn. */
export function turnedRaster(picture: Raster, turn: QuarterTurn): Raster {
  if (turn === 0) return picture;
  const { swapsAxes, flipsX, flipsY } = turnOf(ORIENTATIONS[turn]);
  const { width, height } = orientedSize(picture, ORIENTATIONS[turn]);
  const data = new Uint8ClampedArray(picture.data.length);
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      const [column, row] = swapsAxes ? [y, x] : [x, y];
      const to = (flipsY ? height - 1 - row : row) * width + (flipsX ? width - 1 - column : column);
      const from = (y * picture.width + x) * 4;
      data.set(picture.data.subarray(from, from + 4), to * 4);
    }
  }
  return { width, height, data };
}

function turnedBox([x, y, width, height]: readonly [number, number, number, number], picture: Raster, turn: QuarterTurn): Box<'source'> {
  return turn === 0 ? sourceBox(x, y, width, height) : storedToSource(storedBox(x, y, width, height), picture, ORIENTATIONS[turn]);
}

/** True lines of text whose text is known. */
function linesOf({ objects }: TruthImage): { readonly box: readonly [number, number, number, number]; readonly text: string }[] {
  return objects.flatMap(({ label, ignore, box, text }) =>
    label !== 'text' || ignore === true || text === undefined || text.trim() === '' ? [] : [{ box, text }],
  );
}

/** Full-width and ligature forms count as the plain ones: the reader knows both. */
function lettersAndDigits(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function withoutBlanks(text: string): string {
  return text.normalize('NFKC').replace(/\s/gu, '');
}
