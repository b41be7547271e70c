import type { Raster } from '../../core/detect/resample.ts';
import { brightness } from '../../core/detect/text/brightness.ts';
import type { DbnetSettings } from '../../core/detect/text/decode-dbnet.ts';
import { mergeTextLines, type ScoredLine } from '../../core/detect/text/merge-lines.ts';
import { alongLine, toTurnedBox } from '../../core/detect/text/text-line.ts';
import { planGlance, type GlanceSettings } from '../../core/detect/text/plan-glance.ts';
import { planTextViews, viewAt, type TextView, type ViewSettings } from '../../core/detect/text/text-views.ts';
import { sourceBox, type Box } from '../../core/geometry/box.ts';
import type { ModelEntry } from '../models/manifest.ts';
import type { Session } from '../models/runtime.ts';
import type { Reading, TextLine, TextSource } from './evidence.ts';
import { linesInView, planeTables } from './text-map.ts';
import { readLine, readStraight } from './text-reader.ts';

/** Which view of the picture lines are looked for in; see `SearchOptions.view`. */
export type View = 'first' | 'second';

/** A text source that also looks closer at parts of a picture. */
export interface CloseTextSource extends TextSource {
  lines(picture: Raster, onFraction?: (fraction: number) => void, view?: View): Promise<readonly TextLine[]>;
  /** Runs of the text network that one picture takes in a view. */
  inferences(picture: Raster, view: View): number;
  /** Sizes at which a view shows a picture, as factors of the native size. */
  scales(picture: Raster, view: View): readonly number[];
  /**
   * Looks at part of a picture enlarged, down to a low probability. Not remembered.
   * @param part - in pixels of the picture, within it
   * @param scale - network pixels per picture pixel
   */
  linesIn(picture: Raster, part: Box<'source'>, scale: number): Promise<readonly TextLine[]>;
}

/** A text source that also looks at a picture and reads as cheaply as licence plates allow. */
export interface PlateTextSource extends CloseTextSource {
  /**
   * Lines of a picture, found with fewer pixels than `lines` takes: callers look again where a plate may be. Remembered.
   * @param onFraction - share done, 0..1
   */
  glance(picture: Raster, view: View, onFraction?: (fraction: number) => void): Promise<readonly TextLine[]>;
  /** Runs of the text network that one glance takes. */
  glanceInferences(picture: Raster, view: View): number;
  /** Sizes at which a glance shows a picture, as factors of the native size. */
  glanceScales(picture: Raster, view: View): readonly number[];
  /** Reads a line as it lies, at its own width: never turned by 180 degrees. Remembered. */
  readStraight(picture: Raster, line: TextLine): Promise<Reading>;
}

/** 1600: plates of 1.8 % of the picture's width still have the letters that the network needs. */
const VIEWS: Readonly<Record<View, ViewSettings>> = {
  first: { wholeSide: 1600, mostEnlarged: 2, tileBelow: 0.8, tiledScale: 1, tileSide: 1600 },
  second: { wholeSide: 1344, mostEnlarged: 1.6, tileBelow: 0.8, tiledScale: 0.86, tileSide: 1344 },
};
/** 1280: plates of 6 % of the picture's width have the 80 pixels that their letters need; smaller ones are looked at again. */
const GLANCES: Readonly<Record<View, GlanceSettings>> = {
  first: { wholeSide: 1280, mostEnlarged: 2, wholeScale: 0.8, largestWhole: 2048, tiledScale: 0.7, tileSide: 1600 },
  second: { wholeSide: 1344, mostEnlarged: 1.6, wholeScale: 0.86, largestWhole: 2048, tiledScale: 0.6, tileSide: 1344 },
};
/** Low on purpose: callers raise the line threshold, a lost line is lost for all. */
const SETTINGS: DbnetSettings = { cellThreshold: 0.3, lineThreshold: 0.3 };
/** A part of a vehicle is likely to hold a plate, so that fainter letters count there. */
const CLOSE_SETTINGS: DbnetSettings = { cellThreshold: 0.2, lineThreshold: 0.25 };
/** Pictures whose mean brightness is below this, 0..255, are searched a second time lightened. */
const DARK = 70;
const LIGHTENING = 0.5;

/**
 * Makes a text source from the networks that find and read lines.
 * @param detectorEntry - names the finding network in records
 * @param detector - the loaded network `text-lines`; stays owned by the caller
 * @param readerEntry - names the reading network in records
 * @param reader - the loaded network `text-reader`; stays owned by the caller
 * @param alphabet - the reader's characters, class `i + 1` of the network is `alphabet[i]`
 */
export function makeTextSource(detectorEntry: ModelEntry, detector: Session, readerEntry: ModelEntry, reader: Session, alphabet: readonly string[]): PlateTextSource {
  const found = new WeakMap<Raster, Map<View, Promise<readonly TextLine[]>>>();
  const glanced = new WeakMap<Raster, Map<View, Promise<readonly TextLine[]>>>();
  const read = new WeakMap<TextLine, Promise<Reading>>();
  const readOnce = new WeakMap<TextLine, Promise<Reading>>();
  return {
    models: [detectorEntry, readerEntry],
    lines: (picture, onFraction = () => undefined, view = 'first') =>
      remembered(viewsOf(found, picture), view, () => findLines(detector, picture, planTextViews(picture, VIEWS[view]), passes(picture) > 1 ? [1, LIGHTENING] : [1], onFraction)),
    inferences: (picture, view) => passes(picture) * planTextViews(picture, VIEWS[view]).reduce((sum, { tiles }) => sum + tiles.length, 0),
    scales: (picture, view) => planTextViews(picture, VIEWS[view]).map(({ size }) => size.width / picture.width),
    linesIn: async (picture, part, scale) => {
      const lines = await linesInView(detector, picture, part, viewAt(part, scale, VIEWS.first.tileSide), planeTables(lightening(picture)), CLOSE_SETTINGS, () => undefined);
      return mergeTextLines(lines).map(toTextLine);
    },
    glance: (picture, view, onFraction = () => undefined) =>
      remembered(viewsOf(glanced, picture), view, () => findLines(detector, picture, planGlance(picture, GLANCES[view]), [lightening(picture)], onFraction)),
    glanceInferences: (picture, view) => planGlance(picture, GLANCES[view]).reduce((sum, { tiles }) => sum + tiles.length, 0),
    glanceScales: (picture, view) => planGlance(picture, GLANCES[view]).map(({ size }) => size.width / picture.width),
    readStraight: (picture, line) => remembered(readOnce, line, () => readStraight(reader, alphabet, picture, line)),
    read: (picture, line) => remembered(read, line, () => readLine(reader, alphabet, picture, line)),
  };
}

/** How often the picture is searched: twice where it is dark. */
function passes(picture: Raster): number {
  return brightness(picture) < DARK ? 2 : 1;
}

/** How a picture that is searched only once is shown: lit plates stand out in a lightened picture as well. */
function lightening(picture: Raster): number {
  return passes(picture) > 1 ? LIGHTENING : 1;
}

function viewsOf(found: WeakMap<Raster, Map<View, Promise<readonly TextLine[]>>>, picture: Raster): Map<View, Promise<readonly TextLine[]>> {
  const views = found.get(picture) ?? new Map<View, Promise<readonly TextLine[]>>();
  found.set(picture, views);
  return views;
}

async function findLines(session: Session, picture: Raster, views: readonly TextView[], gammas: readonly number[], onFraction: (fraction: number) => void): Promise<readonly TextLine[]> {
  const total = gammas.length * views.flatMap(({ tiles }) => tiles).reduce((sum, tile) => sum + tile.width * tile.height, 0);
  let done = 0;
  const lines: ScoredLine[] = [];
  for (const gamma of gammas) {
    for (const view of views) {
      const all = sourceBox(0, 0, picture.width, picture.height);
      const found = await linesInView(session, picture, all, view, planeTables(gamma), SETTINGS, (area) => {
        done += area;
        onFraction(done / total);
      });
      lines.push(...found);
    }
  }
  return mergeTextLines(lines).map(toTextLine);
}

function toTextLine({ rectangle, score }: ScoredLine): TextLine {
  return { ...toTurnedBox(alongLine(rectangle)), score };
}

/** The promise that is remembered for a key; one that failed is forgotten, so that the next caller tries again. */
function remembered<K extends object | string, V>(memory: { get(key: K): Promise<V> | undefined; set(key: K, value: Promise<V>): unknown; delete(key: K): unknown }, key: K, make: () => Promise<V>): Promise<V> {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  made.catch(() => memory.delete(key));
  return made;
}
