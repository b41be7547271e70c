import { describe, expect, it } from 'vitest';
import { decodeNanodet, NANODET_STRIDES } from '../../../../../src/core/detect/objects/decode-nanodet.ts';

const INPUT = { width: 96, height: 64 };
const PERSON = 0;
const TRUCK = 7;

/** Heads in which nothing is found. */
const empty = () => NANODET_STRIDES.map((stride) => new Float32Array((124 * INPUT.width * INPUT.height) / stride ** 2).fill(-9));

/** Writes an object into a cell: its distances as certain numbers of strides. */
function put(heads: Float32Array[], level: number, column: number, row: number, classIndex: number, logit: number, steps: readonly number[]): void {
  const stride = NANODET_STRIDES[level]!;
  const columns = INPUT.width / stride;
  const cells = columns * (INPUT.height / stride);
  heads[level]![classIndex * cells + row * columns + column] = logit;
  steps.forEach((step, side) => {
    heads[level]![(80 + side * 11 + step) * cells + row * columns + column] = 30;
  });
}

describe('decodeNanodet', () => {
  it('places a box by its distances from the middle of its cell', () => {
    const heads = empty();
    put(heads, 1, 3, 2, PERSON, 1, [1, 2, 3, 0]);
    const [person, ...others] = decodeNanodet(heads, INPUT, 0.1);
    expect(others).toEqual([]);
    expect(person!.className).toBe('person');
    expect(person!.score).toBeCloseTo(0.731, 3);
    // Cell (3, 2) of stride 16 has its middle at (56, 40).
    expect([person!.box.left, person!.box.top, person!.box.width, person!.box.height].map(Math.round)).toEqual([40, 8, 64, 32]);
  });

  it('takes the mean of a distance that is not certain', () => {
    const heads = empty();
    put(heads, 0, 0, 0, TRUCK, 0, [2, 0, 0, 0]);
    put(heads, 0, 0, 0, TRUCK, 0, [5, 0, 0, 0]);
    const [truck] = decodeNanodet(heads, INPUT, 0.1);
    expect(truck!.className).toBe('truck');
    expect(truck!.box.left).toBeCloseTo(4 - 3.5 * 8, 4);
  });

  it('leaves out what is below the threshold and classes that are not used', () => {
    const heads = empty();
    put(heads, 2, 0, 0, PERSON, -1, [1, 1, 1, 1]);
    put(heads, 2, 1, 1, 4, 3, [1, 1, 1, 1]);
    expect(decodeNanodet(heads, INPUT, 0.3)).toEqual([]);
    expect(decodeNanodet(heads, INPUT, 0.2)).toHaveLength(1);
  });

  it('stays finite for logits that no exponential holds', () => {
    const heads = empty();
    put(heads, 2, 1, 0, PERSON, 2, [0, 0, 0, 0]);
    const cells = 6;
    for (let side = 0; side < 4; side += 1) for (let step = 0; step < 11; step += 1) heads[2]![(80 + side * 11 + step) * cells + 1] = 900;
    const [person] = decodeNanodet(heads, INPUT, 0.5);
    expect(person!.box.width).toBeCloseTo(10 * 32, 3);
  });
});
