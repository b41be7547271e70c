import { hasPlateLength, mayBePlateText, type PlateText } from './plate-text.ts';

/** What is known of a line of text that may be a plate. */
export interface PlateEvidence {
  /** Width over height of the rotated rectangle. */
  readonly ratio: number;
  /** Mean probability of text inside, 0..1. */
  readonly lineScore: number;
  readonly text: PlateText;
  /** Mean score of the characters, 0..1. */
  readonly readScore: number;
  /** Score of the best vehicle that it lies on where plates are, 0..1; 0 without one. */
  readonly vehicleScore: number;
  /** The picture is a page of text: many lines and no vehicle. */
  readonly onPage: boolean;
}

/**
 * Scores of the rules. From 0.5 up: masked by default. From 0.2 to below 0.5: for a person to decide. They put the rules in
 * order; they are not shares of right finds. Measured on 30 dash-cam frames: of the finds at or above 0.5 nine in ten are
 * plates; below it four in ten where no vehicles are known, and hardly any where they are.
 */
export const PLATE_SCORES = {
  /** Reads like a plate, on a vehicle. */
  readOnVehicle: 0.95,
  /** Reads like a plate. */
  read: 0.75,
  /** Capitals that no word explains, on a vehicle. */
  unclearOnVehicle: 0.6,
  /** Three characters with a digit, or lower case in between. */
  weak: 0.35,
  /** Text on a vehicle that can't be read, or that reads clearly and has no digit. */
  textOnVehicle: 0.3,
  /** Capitals that no word explains, anywhere. */
  unclear: 0.25,
  /** Reads like a plate on a page of text, as every second number there does: nobody should have to decide on all of them. */
  onPage: 0.15,
} as const;

/** Shapes of plates from all countries, two-line ones included, with room for boxes that are a little wrong. */
const READ_SHAPE = { least: 1.2, most: 8 };
/** A string that may be a plate needs little of a vehicle beside it ... */
export const VEHICLE_SUPPORT = 0.15;
/** ... and text that says nothing a clear one: lamps and grilles look like text, too. */
const VEHICLE_PROOF = 0.4;
/** Where the string says little, the shape has to say more. */
const UNREAD_SHAPE = { least: 1.5, most: 7 };
/** Least line score where the string says little, on a vehicle and elsewhere. */
const UNREAD_LINE_SCORE = { onVehicle: 0.6, elsewhere: 0.75 };
/** From here on a reading is clear: letters without a digit are then a brand or a word. */
const CLEAR_READING = 0.93;
/** Below this a reading is a guess: lower case or a digit in it proves nothing. */
const GUESSED_READING = 0.5;

/**
 * How likely a line is a licence plate, by shape, string and place.
 * @returns one of {@link PLATE_SCORES}, 0 for no plate
 */
export function plateScore(evidence: PlateEvidence): number {
  const { ratio, text, readScore, vehicleScore, onPage } = evidence;
  if (text.isTimestamp) return 0;
  if (ratio < READ_SHAPE.least || ratio > READ_SHAPE.most || !mayBePlateText(text)) return scoreUnread(evidence);
  if (onPage) return PLATE_SCORES.onPage;
  const onVehicle = vehicleScore >= VEHICLE_SUPPORT;
  if (!hasPlateLength(text)) return PLATE_SCORES.weak;
  if (readScore < GUESSED_READING) return onVehicle ? PLATE_SCORES.unclearOnVehicle : PLATE_SCORES.weak;
  if (text.hasLowerCaseRun) return PLATE_SCORES.weak;
  return onVehicle ? PLATE_SCORES.readOnVehicle : PLATE_SCORES.read;
}

/** Lines whose string says little: the place and the shape decide. */
function scoreUnread({ ratio, lineScore, text, readScore, vehicleScore, onPage }: PlateEvidence): number {
  const onVehicle = vehicleScore >= VEHICLE_SUPPORT;
  const least = onVehicle ? UNREAD_LINE_SCORE.onVehicle : UNREAD_LINE_SCORE.elsewhere;
  if (onPage || ratio < UNREAD_SHAPE.least || ratio > UNREAD_SHAPE.most || lineScore < least) return 0;
  if (hasPlateLength(text) && !text.hasLowerCaseRun && readScore < CLEAR_READING) return onVehicle ? PLATE_SCORES.unclearOnVehicle : PLATE_SCORES.unclear;
  return vehicleScore >= VEHICLE_PROOF ? PLATE_SCORES.textOnVehicle : 0;
}
