import type { Detection } from '../../core/detect/detection.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { passagesOf } from '../../core/detect/text/page-text.ts';
import { partOfLine } from '../../core/detect/text/personal-part.ts';
import { toRectangle, toTurnedBox } from '../../core/detect/text/text-line.ts';
import type { Detector, DetectorRun, SearchOptions } from './detector.ts';
import type { Reading, TextLine } from './evidence.ts';
import type { CloseTextSource } from './text-source.ts';

/** A stretch of text that is personal data: UTF-16 code units of the given text. */
export interface PersonalStretch {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** 0..1. */
  readonly score: number;
  /** Why, in plain words; never the text itself. */
  readonly reason: string;
}

/** Looks for personal data in recognised text. */
export type FindPersonal = (text: string) => readonly PersonalStretch[];

/** Fainter lines are not read: what they say could not be trusted. */
const READ_FROM = 0.4;
/** Lines shorter than this, as width over height, hold a character or two. */
const SHORTEST = 1;
/** Where a reading is below this, nobody can say which part of the line it means. */
const SURE_POSITIONS = 0.6;
/** Share of the progress that finding lines takes when they are read as well. */
const LINES_SHARE = 0.5;

/**
 * Makes the detector of text: `text` is every line, with the network's mean probability as its score; `personal-text` is what
 * reads as personal data, with the finder's score. Lines are read only where `personal-text` is wanted.
 * @param source - lines and readings; shared with the licence-plate detector
 * @param findPersonal - sees the rows of the page, and its columns, as one text each; the lower its least score, the more is
 *   left for a person to decide
 */
export function textLineDetector(source: CloseTextSource, findPersonal: FindPersonal): Detector {
  return {
    name: 'text-lines',
    version: '1.0.0',
    models: source.models,
    kinds: ['text', 'personal-text'],
    smallestHeight: 8,
    text: source,
    detect: (picture, options) => detectText(source, findPersonal, picture, options),
  };
}

async function detectText(source: CloseTextSource, findPersonal: FindPersonal, picture: Raster, options: SearchOptions): Promise<DetectorRun> {
  const { text: textThreshold, 'personal-text': personalThreshold } = options.scoreThresholds;
  if (textThreshold === undefined && personalThreshold === undefined) return { detections: [], scales: [], inferences: 0 };
  const share = personalThreshold === undefined ? 1 : LINES_SHARE;
  const lines = await source.lines(picture, (fraction) => { options.onFraction(fraction * share); }, options.view);
  const all = textThreshold === undefined ? [] : lines.filter(({ score }) => score >= textThreshold).map(wholeLine);
  const personal = personalThreshold === undefined ? [] : await personalParts(source, findPersonal, picture, lines, (fraction) => { options.onFraction(share + fraction * (1 - share)); });
  const detections = [...all, ...personal.filter(({ score }) => score >= (personalThreshold ?? 1))];
  options.onFraction(1);
  return {
    detections: detections.sort((a, b) => b.score - a.score),
    scales: source.scales(picture, options.view),
    inferences: source.inferences(picture, options.view),
  };
}

function wholeLine({ box, angle, score }: TextLine): Detection {
  return { kind: 'text', score, box, angle, detector: 'text-lines' };
}

async function personalParts(source: CloseTextSource, findPersonal: FindPersonal, picture: Raster, lines: readonly TextLine[], onFraction: (fraction: number) => void): Promise<Detection[]> {
  const worth = lines.filter(({ box, score }) => score >= READ_FROM && box.width >= SHORTEST * box.height);
  const read: { readonly line: TextLine; readonly reading: Reading }[] = [];
  for (const [index, line] of worth.entries()) {
    read.push({ line, reading: await source.read(picture, line) });
    onFraction((index + 1) / worth.length);
  }
  const passages = passagesOf(read.map(({ line, reading }) => ({ rectangle: toRectangle(line), text: reading.text })));
  const found = passages.flatMap(({ text, parts }) =>
    findPersonal(text).flatMap((stretch) => parts.flatMap((part) => partOf(stretch, part, read[part.line]) ?? [])),
  );
  return withoutRepeats(found);
}

/** What a stretch of a passage takes of one of its lines. */
function partOf(stretch: PersonalStretch, part: { readonly start: number; readonly end: number }, said: { readonly line: TextLine; readonly reading: Reading } | undefined): Detection | null {
  const start = Math.max(stretch.start, part.start) - part.start;
  const end = Math.min(stretch.end, part.end) - part.start;
  if (said === undefined || end <= start) return null;
  const { line, reading } = said;
  const whole = toRectangle(line);
  const rectangle = reading.score < SURE_POSITIONS ? whole : partOfLine(whole, reading.characters, start, end);
  return { kind: 'personal-text', score: stretch.score, ...toTurnedBox(rectangle), reason: stretch.reason, detector: 'text-lines' };
}

/** Rows and columns show the same line, and often the same find. */
function withoutRepeats(found: readonly Detection[]): Detection[] {
  const kept: Detection[] = [];
  for (const find of [...found].sort((a, b) => b.score - a.score || b.box.width - a.box.width)) {
    const isKnown = kept.some(({ box, angle }) => angle === find.angle && covers(box, find.box));
    if (!isKnown) kept.push(find);
  }
  return kept;
}

/** Parts of one line have the same middle across; half a pixel is rounding. */
function covers(box: Detection['box'], part: Detection['box']): boolean {
  const shift = Math.hypot(box.left + box.width / 2 - part.left - part.width / 2, box.top + box.height / 2 - part.top - part.height / 2);
  return Math.abs(box.height - part.height) < 0.5 && shift + part.width / 2 <= box.width / 2 + 0.5;
}
