import type { ObjectClass } from './classes.ts';

/**
 * Logistic calibration of NanoDet: `p = sigmoid(slope * logit(score) + offset)`. Fitted by logistic regression on 128
 * pictures of COCO's validation part, which the network was not trained on (right = IoU of at least 0.5 with a true box of
 * the kind). The size of a find was tried as a third term and told nothing.
 */
const CURVES = {
  person: { slope: 2.87, offset: 0.56 },
  vehicle: { slope: 2.6, offset: 0.38 },
} as const;

/** Keeps the logit finite; a network's 1.0 is a rounded value. */
const EDGE = 1e-4;

/**
 * Calibrated score of one find at one size.
 * @param className - its class
 * @param score - the network's own score, 0..1
 * @returns the share of such finds that are right, 0..1
 */
export function calibrateObject(className: ObjectClass, score: number): number {
  const { slope, offset } = CURVES[className === 'person' ? 'person' : 'vehicle'];
  return sigmoid(slope * logit(score) + offset);
}

/**
 * Sizes show the same pixels, so that their evidence is not independent: this is what each further size that was searched
 * takes back, in logits. Fitted on the same pictures with two sizes: -0.79 for persons, -0.61 for vehicles, slopes near 1.
 */
const FURTHER_LEVEL = -0.7;

/**
 * Fuses the calibrated scores of one object's finds at different sizes: the chance that every one is wrong as if they were
 * independent, then a correction because they are not.
 * @param scores - one for each size that found it, 0..1
 * @param levels - number of sizes that were searched, at least 1
 * @returns the share of such objects that are right, 0..1
 */
export function fuseObjectScores(scores: readonly number[], levels: number): number {
  const miss = scores.reduce((product, score) => product * (1 - score), 1);
  return sigmoid(logit(1 - miss) + FURTHER_LEVEL * (levels - 1));
}

function logit(score: number): number {
  const bounded = Math.min(Math.max(score, EDGE), 1 - EDGE);
  return Math.log(bounded / (1 - bounded));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
