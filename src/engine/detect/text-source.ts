import type { Raster } from '../../core/detect/resample.ts';
import { brightness } from '../../core/detect/text/brightness.ts';
import type { DbnetSettings } from '../../core/detect/text/decode-dbnet.ts';
import { mergeTextLines, type ScoredLine } from '../../core/detect/text/merge-lines.ts';
import { alongLine, toTurnedBox } from '../../core/detect/text/text-line.ts';
import { planTextViews, viewAt, type TextView, type ViewSettings } from '../../core/detect/text/text-views.ts';
import { sourceBox, type Box } from '../../core/geometry/box.ts';
import type { ModelEntry } from '../models/manifest.ts';
import type { Session } from '../models/runtime.ts';
import type { Reading, TextLine, TextSource } from './evidence.ts';
import { linesInView, planeTables } from './text-map.ts';
import { readLine } from './text-reader.ts';

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

/** 1600: plates of 1.8 % of the picture's width still have the letters that the network needs. */
const VIEWS: Readonly<Record<View, ViewSettings>> = {
  first: { wholeSide: 1600, mostEnlarged: 2, tileBelow: 0.8, tiledScale: 1, tileSide: 1600 },
  second: { wholeSide: 1344, mostEnlarged: 1.6, tileBelow: 0.8, tiledScale: 0.86, tileSide: 1344 },
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
export function makeTextSource(detectorEntry: ModelEntry, detector: Session, readerEntry: ModelEntry, reader: Session, alphabet: readonly string[]): CloseTextSource {
  const found = new WeakMap<Raster, Map<View, Promise<readonly TextLine[]>>>();
  const read = new WeakMap<TextLine, Promise<Reading>>();
  return {
    models: [detectorEntry, readerEntry],
    lines: (picture, onFraction = () => undefined, view = 'first') => {
      const views = found.get(picture) ?? new Map<View, Promise<readonly TextLine[]>>();
      found.set(picture, views);
      return remembered(views, view, () => findLines(detector, picture, planTextViews(picture, VIEWS[view]), onFraction));
    },
    inferences: (picture, view) => passes(picture) * planTextViews(picture, VIEWS[view]).reduce((sum, { tiles }) => sum + tiles.length, 0),
    scales: (picture, view) => planTextViews(picture, VIEWS[view]).map(({ size }) => size.width / picture.width),
    linesIn: async (picture, part, scale) => {
      const gamma = passes(picture) > 1 ? LIGHTENING : 1;
      const lines = await linesInView(detector, picture, part, viewAt(part, scale, VIEWS.first.tileSide), planeTables(gamma), CLOSE_SETTINGS, () => undefined);
      return mergeTextLines(lines).map(toTextLine);
    },
    read: (picture, line) => remembered(read, line, () => readLine(reader, alphabet, picture, line)),
  };
}

/** How often the picture is searched: twice where it is dark. */
function passes(picture: Raster): number {
  return brightness(picture) < DARK ? 2 : 1;
}

async function findLines(session: Session, picture: Raster, views: readonly TextView[], onFraction: (fraction: number) => void): Promise<readonly TextLine[]> {
  const gammas = passes(picture) > 1 ? [1, LIGHTENING] : [1];
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
