import type { Raster } from '../../core/detect/resample.ts';
import { characterExtents, decodeCtc } from '../../core/detect/text/ctc.ts';
import { quarterTurned, type RotatedRectangle } from '../../core/detect/text/rotated-rectangle.ts';
import { toRectangle } from '../../core/detect/text/text-line.ts';
import { warpLine } from '../../core/detect/text/warp-line.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { infer, type Session } from '../models/runtime.ts';
import type { ReadCharacter, Reading, TextLine } from './evidence.ts';

/** Height that the reader was trained at, and the widths that it takes. */
const HEIGHT = 48;
const NARROWEST = 320;
const WIDEST = 1280;
/** Input pixels per step of the answer. */
const STEP = 8;
/** Readings below this score are tried again turned by 180 degrees, and lines that run up or down as if they did not. */
const TURN_BELOW = 0.75;
/** Lines that run up or down and are shorter than this times their height may be a single upright character. */
const MAYBE_ONE_CHARACTER = 2.6;
/** Network values of pixel values: `(v / 255 - 0.5) / 0.5`. */
const VALUES = Float32Array.from({ length: 256 }, (_, value) => value / 127.5 - 1);

/**
 * Reads one line, turned by 180 degrees where that reads better.
 * @param session - the reading network
 * @param alphabet - class `i + 1` of the network
 * @returns characters in reading order; their extents are shares of the line's box from its own left to its own right, so
 *   that they run backwards in a line that stands on its head
 */
export async function readLine(session: Session, alphabet: readonly string[], picture: Raster, line: TextLine): Promise<Reading> {
  const rectangle = toRectangle(line);
  let best = await readAs(session, alphabet, picture, rectangle, false);
  if (best.score < TURN_BELOW) best = better(best, mirrored(await readAs(session, alphabet, picture, rectangle, true)));
  const isQuarterTurned = Math.abs(line.angle) > 45;
  if (best.score < TURN_BELOW && isQuarterTurned && rectangle.width < MAYBE_ONE_CHARACTER * rectangle.height) {
    const upright = await readAs(session, alphabet, picture, quarterTurned(rectangle), false);
    // Its characters lie across the line: where along it nobody can say.
    best = better(best, { ...upright, characters: upright.characters.map((character) => ({ ...character, from: 0, to: 1 })) });
  }
  return best;
}

/**
 * Reads one line as it lies, in one run that is no wider than the line: licence plates are short, and none stands on its head.
 * @param session - the reading network
 * @param alphabet - class `i + 1` of the network
 */
export async function readStraight(session: Session, alphabet: readonly string[], picture: Raster, line: TextLine): Promise<Reading> {
  return readAs(session, alphabet, picture, toRectangle(line), false, HEIGHT);
}

async function readAs(session: Session, alphabet: readonly string[], picture: Raster, rectangle: RotatedRectangle, reversed: boolean, narrowest = NARROWEST): Promise<Reading> {
  const natural = Math.ceil((HEIGHT * rectangle.width) / Math.max(rectangle.height, 1));
  const width = Math.min(WIDEST, Math.max(STEP, natural));
  const padded = Math.max(narrowest, Math.ceil(width / STEP) * STEP);
  const input = new Float32Array(3 * HEIGHT * padded);
  warpLine(picture, rectangle, { width, height: HEIGHT }, reversed, input, padded, VALUES);
  const { characters: answer } = await infer(session, 'line', input, [1, 3, HEIGHT, padded]);
  const classes = alphabet.length + 1;
  if (answer === undefined || answer.length % classes !== 0) throw new AnonymizerError('model/failed');
  const allSteps = answer.length / classes;
  // The padding is read too, and says nothing.
  const steps = (allSteps * width) / padded;
  const decoded = decodeCtc(answer, alphabet, allSteps);
  const extents = characterExtents(decoded, steps);
  const characters = decoded.map(({ text, score }, index): ReadCharacter => ({ text, score, from: 0, to: 1, ...extents[index] }));
  const score = characters.length === 0 ? 0 : characters.reduce((sum, character) => sum + character.score, 0) / characters.length;
  return { text: characters.map(({ text }) => text).join(''), score, characters };
}

function mirrored(reading: Reading): Reading {
  return { ...reading, characters: reading.characters.map(({ from, to, ...rest }) => ({ ...rest, from: 1 - to, to: 1 - from })) };
}

function better(a: Reading, b: Reading): Reading {
  return b.score > a.score ? b : a;
}
