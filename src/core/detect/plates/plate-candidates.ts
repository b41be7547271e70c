import { sharedArea, type RotatedRectangle } from '../text/rotated-rectangle.ts';
import { around, neighbourhood } from './join-lines.ts';
import { plateScore, PLATE_SCORES, VEHICLE_SUPPORT, type PlateEvidence } from './plate-score.ts';
import { hasPlateLength, mayBePlateText, plateText } from './plate-text.ts';

/** A line of text with what it says. */
export interface ReadLine {
  /** In pixels of the picture, not grown. */
  readonly rectangle: RotatedRectangle;
  /** Mean probability of text inside, 0..1. */
  readonly lineScore: number;
  readonly text: string;
  /** Mean score of the characters, 0..1. */
  readonly readScore: number;
  /** Score of the best vehicle that it lies on where plates are, 0..1; 0 without one. */
  readonly vehicleScore: number;
  /** Which look at the picture found it: lines of different looks are the same letters, not neighbours. */
  readonly look: number;
}

/** A licence plate, or something that may be one. */
export interface PlateCandidate {
  readonly rectangle: RotatedRectangle;
  /** One of the plate scores, 0..1. */
  readonly score: number;
}

/** Shapes of the row and of the block that two parts may make together, as width over height. */
const ROW_RATIO = { least: 1.2, most: 8 };
const BLOCK_RATIO = { least: 0.8, most: 3 };
/** Both parts have to read this well: lamps and grilles beside a plate read as something, too. */
const PART_READING = 0.6;
/** Finds that share more than this part of the smaller are one plate. */
const SAME_PLATE = 0.5;

/**
 * The plates among lines of text: single lines, two lines that make a plate of two rows, and parts of one row.
 * @param lines - of one picture, from all looks at it
 * @param onPage - the picture is a page of text
 * @returns best first, each plate once
 */
export function plateCandidates(lines: readonly ReadLine[], onPage: boolean): PlateCandidate[] {
  const single = lines.map((line) => ({ rectangle: line.rectangle, score: plateScore(evidenceOf(line, onPage)) }));
  const joined = onPage ? [] : lines.flatMap((line) => lines.flatMap((other) => joinOf(line, other) ?? []));
  const found = [...single, ...joined].filter(({ score }) => score > 0);
  const kept: PlateCandidate[] = [];
  // The larger of two equals comes first, so that parts of it fall away and not the whole.
  for (const find of found.sort((a, b) => b.score - a.score || areaOf(b.rectangle) - areaOf(a.rectangle))) {
    const isKnown = kept.some(({ rectangle }) => sharedArea(rectangle, find.rectangle) > SAME_PLATE * Math.min(areaOf(rectangle), areaOf(find.rectangle)));
    if (!isKnown) kept.push(find);
  }
  return kept;
}

function evidenceOf({ rectangle, lineScore, text, readScore, vehicleScore }: ReadLine, onPage: boolean): PlateEvidence {
  return { ratio: rectangle.width / rectangle.height, lineScore, text: plateText(text), readScore, vehicleScore, onPage };
}

function joinOf(first: ReadLine, second: ReadLine): PlateCandidate | null {
  const how = first === second || first.look !== second.look ? null : neighbourhood(first.rectangle, second.rectangle);
  if (how === null || first.readScore < PART_READING || second.readScore < PART_READING || plateText(first.text).compact === '' || plateText(second.text).compact === '') return null;
  const text = plateText(first.text + second.text);
  if (!mayBePlateText(text) || !hasPlateLength(text) || text.hasLowerCaseRun) return null;
  const rectangle = around(first.rectangle, second.rectangle);
  const ratio = rectangle.width / rectangle.height;
  const shape = how === 'stacked' ? BLOCK_RATIO : ROW_RATIO;
  if (ratio < shape.least || ratio > shape.most) return null;
  // One part may be too narrow to count on its own.
  if (Math.max(first.vehicleScore, second.vehicleScore) >= VEHICLE_SUPPORT) return { rectangle, score: PLATE_SCORES.readOnVehicle };
  return { rectangle, score: how === 'stacked' ? PLATE_SCORES.weak : PLATE_SCORES.read };
}

function areaOf({ width, height }: RotatedRectangle): number {
  return width * height;
}
