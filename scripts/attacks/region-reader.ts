import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web/wasm';
import { double, type Raster } from '../../src/core/detect/resample.ts';
import { clip, hullOf, inflate, intersectionArea, roundOut, sourceBox, type Box } from '../../src/core/geometry/box.ts';
import { readAlphabet } from '../../src/engine/detect/text-alphabet.ts';
import type { Reading, TextLine } from '../../src/engine/detect/evidence.ts';
import { makeTextSource, type CloseTextSource } from '../../src/engine/detect/text-source.ts';
import type { ModelEntry } from '../../src/engine/models/manifest.ts';
import { cropPicture } from '../../src/core/detect/crop-picture.ts';
import { createSession } from '../../src/engine/models/runtime.ts';

const MODELS = new URL('../../models/', import.meta.url);

/** Ways in which an attacker reads a region, the cheapest first. */
export const WAYS = ['as it is', 'contrast stretched', 'inverted', 'enlarged', 'searched closely', 'searched whole'] as const;
/** One way of reading. */
export type Way = (typeof WAYS)[number];

/** What one way has read. */
export interface RegionReading {
  readonly way: Way;
  readonly text: string;
  /** Mean of the characters' scores, 0..1. */
  readonly score: number;
}

/** Borders around a region that is read, in its heights: none and some, because labels are drawn more or less tightly. */
const BORDERS = [0, 0.15] as const;
/** What is searched around a region, and the height of the region at the network. */
const SURROUNDINGS = 1;
const SEARCHED_HEIGHT = 40;
/** Share of a line that must lie in a region (grown by the widest border) for it to be that region's. */
const BELONGS = 0.6;

/** The product's own networks for lines and reading, outside the browser: same files, same runtime, one thread. */
export async function loadReader(): Promise<CloseTextSource> {
  // More threads would need a browser's workers.
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const [lines, reader] = await Promise.all(['text-lines.onnx', 'text-reader.onnx'].map(async (name) => new Uint8Array(await readFile(new URL(name, MODELS)))));
  if (lines === undefined || reader === undefined) throw new Error('two models were read');
  return makeTextSource(entryOf('text-lines'), await createSession(lines), entryOf('text-reader'), await createSession(reader), readAlphabet(reader));
}

/**
 * Reads a region of a picture in every way, one after another.
 * @param text - finds and reads lines
 * @param picture - only read; the same raster for all its regions, because its lines are remembered
 * @param region - in pixels of the picture
 */
export async function* readRegion(text: CloseTextSource, picture: Raster, region: Box<'source'>): AsyncGenerator<RegionReading> {
  const border = SURROUNDINGS * Math.min(region.width, region.height);
  const part = clip(roundOut(inflate(region, border)), picture);
  const cut = cropPicture(picture, part);
  const inCut = sourceBox(region.left - part.left, region.top - part.top, region.width, region.height);
  const stretched = stretchedIn(cut, inCut);
  const doubled = sourceBox(2 * inCut.left, 2 * inCut.top, 2 * inCut.width, 2 * inCut.height);
  yield* readDirectly(text, 'as it is', cut, inCut);
  yield* readDirectly(text, 'contrast stretched', stretched, inCut);
  yield* readDirectly(text, 'inverted', inverted(cut), inCut);
  yield* readDirectly(text, 'enlarged', double(cut), doubled);
  for (const raster of [cut, stretched]) {
    const all = sourceBox(0, 0, raster.width, raster.height);
    const lines = await text.linesIn(raster, all, Math.max(1, SEARCHED_HEIGHT / Math.min(region.width, region.height)));
    yield await readLines(text, 'searched closely', raster, lines, inCut);
  }
  yield await readLines(text, 'searched whole', picture, await text.lines(picture), region);
}

async function* readDirectly(text: CloseTextSource, way: Way, raster: Raster, region: Box<'source'>): AsyncGenerator<RegionReading> {
  for (const border of BORDERS) {
    const box = inflate(region, border * Math.min(region.width, region.height));
    // Every reading of one and the same value is the same, so none can tell anything.
    if (hasOneColor(raster, box)) continue;
    // A region that is higher than wide holds a line that runs up or down.
    const turned = region.height > 1.5 * region.width;
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const line = turned ? { box: sourceBox(middle.x - box.height / 2, middle.y - box.width / 2, box.height, box.width), angle: 90, score: 1 } : { box, angle: 0, score: 1 };
    const { text: said, score } = await text.read(raster, line);
    yield { way, text: said, score };
  }
}

/** Joins what the lines of a region say, in the order of reading. */
async function readLines(text: CloseTextSource, way: Way, raster: Raster, lines: readonly TextLine[], region: Box<'source'>): Promise<RegionReading> {
  const grown = inflate(region, BORDERS[1] * Math.min(region.width, region.height));
  const own = lines.filter((line) => belongs(hullOf(line), grown));
  const said: Reading[] = [];
  for (const line of inReadingOrder(own)) said.push(await text.read(raster, line));
  const read = said.filter((reading) => reading.text !== '');
  const score = read.length === 0 ? 0 : read.reduce((sum, reading) => sum + reading.score, 0) / read.length;
  return { way, text: read.map((reading) => reading.text).join(''), score };
}

/** Row by row: lines whose middles differ by less than half a height stand side by side. */
function inReadingOrder(lines: readonly TextLine[]): TextLine[] {
  const middle = ({ box }: TextLine): number => box.top + box.height / 2;
  const rows: TextLine[][] = [];
  for (const line of [...lines].sort((a, b) => middle(a) - middle(b))) {
    const [first] = rows.at(-1) ?? [];
    if (first !== undefined && middle(line) - middle(first) < Math.min(first.box.height, line.box.height) / 2) rows.at(-1)?.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left));
}

function belongs(line: Box<'source'>, region: Box<'source'>): boolean {
  return intersectionArea(line, region) >= BELONGS * line.width * line.height;
}

function hasOneColor({ width, height, data }: Raster, box: Box<'source'>): boolean {
  const { left, top, width: columns, height: rows } = clip(roundOut(box), { width, height });
  const first = (top * width + left) * 4;
  for (let y = top; y < top + rows; y += 1) {
    for (let at = (y * width + left) * 4, end = at + columns * 4; at < end; at += 4) {
      if (data[at] !== data[first] || data[at + 1] !== data[first + 1] || data[at + 2] !== data[first + 2]) return false;
    }
  }
  return true;
}

function inverted({ width, height, data }: Raster): Raster {
  return { width, height, data: data.map((value, at) => (at % 4 === 3 ? value : 255 - value)) };
}

/** Grey, its darkest value within the region black and its brightest white: the faintest trace of a letter becomes a letter. */
function stretchedIn({ width, height, data }: Raster, region: Box<'source'>): Raster {
  const inside = clip(roundOut(region), { width, height });
  const grey = (at: number): number => 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  let [least, most] = [255, 0];
  for (let y = inside.top; y < inside.top + inside.height; y += 1) {
    for (let x = inside.left; x < inside.left + inside.width; x += 1) {
      const value = grey((y * width + x) * 4);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  const out = new Uint8ClampedArray(data.length);
  const factor = 255 / Math.max(1, most - least);
  for (let at = 0; at < data.length; at += 4) out.fill((grey(at) - least) * factor, at, at + 3).fill(255, at + 3, at + 4);
  return { width, height, data: out };
}

/** The sources name their models for records; here nothing is recorded. */
function entryOf(name: string): ModelEntry {
  return { name, version: '', sha256: '', sizeBytes: 0, url: '' };
}
