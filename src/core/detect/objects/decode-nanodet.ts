import type { Box, Size } from '../../geometry/box.ts';
import { OBJECT_CLASSES, type ObjectClass } from './classes.ts';

/** Input pixels per cell of each head. */
export const NANODET_STRIDES = [8, 16, 32] as const;
/** Class scores that every cell starts with. */
const CLASSES = 80;
/** A side's distance is a distribution over 0 to 10 strides. */
const STEPS = 11;

/** An object straight from the network, its score not calibrated. */
export interface RawObject {
  readonly className: ObjectClass;
  /** The network's own score, 0..1. */
  readonly score: number;
  readonly box: Box<'model'>;
}

/**
 * Decodes NanoDet: every cell is a candidate for every class, its sides lie at the expected distances from its centre.
 * @param heads - one for each of {@link NANODET_STRIDES}, `[1, 124, H/stride, W/stride]`: 80 class scores before the
 * sigmoid, then 11 logits for each of left, top, right, bottom
 * @param input - size of the network's input in pixels, multiples of 32
 * @param scoreThreshold - objects below it are left out, above 0 and below 1
 * @returns objects in no particular order, not suppressed
 */
export function decodeNanodet(heads: readonly Float32Array[], input: Size, scoreThreshold: number): RawObject[] {
  const floor = Math.log(scoreThreshold / (1 - scoreThreshold));
  const objects: RawObject[] = [];
  for (const [level, stride] of NANODET_STRIDES.entries()) {
    const head = heads[level] ?? new Float32Array(0);
    const columns = input.width / stride;
    const cells = columns * (input.height / stride);
    for (const { name, index } of OBJECT_CLASSES) {
      for (let cell = 0; cell < cells; cell += 1) {
        const logit = head[index * cells + cell] ?? -Infinity;
        if (logit < floor) continue;
        const distance = (side: number): number => expectedStep(head, (CLASSES + side * STEPS) * cells + cell, cells) * stride;
        const left = ((cell % columns) + 0.5) * stride - distance(0);
        const top = (Math.floor(cell / columns) + 0.5) * stride - distance(1);
        const right = ((cell % columns) + 0.5) * stride + distance(2);
        const bottom = (Math.floor(cell / columns) + 0.5) * stride + distance(3);
        objects.push({ className: name, score: 1 / (1 + Math.exp(-logit)), box: { left, top, width: right - left, height: bottom - top } });
      }
    }
  }
  return objects;
}

/** Mean of a softmax distribution whose logits lie `apart` values from each other. */
function expectedStep(head: Float32Array, from: number, apart: number): number {
  let highest = -Infinity;
  for (let step = 0; step < STEPS; step += 1) highest = Math.max(highest, head[from + step * apart] ?? -Infinity);
  let sum = 0;
  let weighted = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const weight = Math.exp((head[from + step * apart] ?? -Infinity) - highest);
    sum += weight;
    weighted += weight * step;
  }
  return weighted / sum;
}
