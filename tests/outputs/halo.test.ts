import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceBox } from '../../src/core/geometry/box.ts';
import { applyPlan } from '../../src/core/mask/apply-plan.ts';
import type { BlockGrid } from '../../src/core/mask/mask-plan.ts';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { EngineSession, type Region } from './engine-session.ts';
import { encodeJpeg, SAMPLINGS, type SamplingName } from './jpeg-encoder.ts';
import { decodePng } from './png-file.ts';
import { background, digits, stamp } from './secrets.ts';

/** A tight box, on no grid. */
const REGION: Region = { box: { left: 37, top: 27, width: 26, height: 20 }, shape: 'rectangle' };
const SCENE = background(4711, 112, 80);
const NUMBERS = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

let session: EngineSession;
beforeAll(async () => {
  session = await EngineSession.open();
});
afterAll(() => session.close());

function photoOf(number: string, sampling: SamplingName): Buffer {
  return encodeJpeg(stamp(SCENE, REGION, digits(number, REGION, [200, 20, 40])), SAMPLINGS[sampling], 80);
}

/** What shows of a number's photo after masking, as the browser itself decodes the photo. */
async function masked(number: string, sampling: SamplingName): Promise<Uint8Array> {
  const { bytes } = await session.export(photoOf(number, sampling), { regions: [REGION], format: 'png' });
  return decodePng(bytes).data;
}

/** The same with a mask that takes another grid, or none: the mistake that the product must not make. */
async function weaklyMasked(number: string, sampling: SamplingName, grid: BlockGrid | null): Promise<Uint8Array> {
  const { bytes } = await session.export(photoOf(number, sampling), { regions: [], format: 'png' });
  const { width, height, data } = decodePng(bytes);
  const { left, top, width: w, height: h } = REGION.box;
  const pixels = Uint8ClampedArray.from(data);
  const region = { id: 'r1', kind: 'face', shape: REGION.shape, box: sourceBox(left, top, w, h), fill: 'solid' } as const;
  applyPlan(pixels, { size: { width, height }, grid, regions: [region], settings: DEFAULT_POLICY.settings });
  return new Uint8Array(pixels);
}

/** The largest difference of a channel, and how many pictures differ from all others. */
function compare(pictures: readonly Uint8Array[]): { largest: number; distinct: number } {
  const first = pictures[0]!;
  let largest = 0;
  for (const picture of pictures) for (let i = 0; i < picture.length; i += 1) largest = Math.max(largest, Math.abs(picture[i]! - first[i]!));
  return { largest, distinct: new Set(pictures.map((picture) => Buffer.from(picture).toString('base64'))).size };
}

async function all(numbers: readonly string[], make: (number: string) => Promise<Uint8Array>): Promise<Uint8Array[]> {
  const made: Uint8Array[] = [];
  for (const number of numbers) made.push(await make(number));
  return made;
}

describe('the surroundings of a mask', () => {
  it.each(['4:2:0', '4:2:2'] as const)('are the same for each of 100 numbers under it, in a %s photo', async (sampling) => {
    expect(compare(await all(NUMBERS, (number) => masked(number, sampling)))).toEqual({ largest: 0, distinct: 1 });
  });

  it.each(['4:4:0', '4:1:1', '4:4:4', 'grey'] as const)('are the same for each of 25 numbers under it, in a %s photo', async (sampling) => {
    expect(compare(await all(NUMBERS.slice(0, 25), (number) => masked(number, sampling)))).toEqual({ largest: 0, distinct: 1 });
  });
});

describe('the measurement itself', () => {
  const few = NUMBERS.slice(10, 35);

  it.each(['4:2:0', '4:2:2', '4:4:4'] as const)('tells every number apart around a box that ignores the blocks, in a %s photo', async (sampling) => {
    const { largest, distinct } = compare(await all(few, (number) => weaklyMasked(number, sampling, null)));
    expect(largest).toBeGreaterThan(8);
    expect(distinct).toBe(few.length);
  });

  it('tells numbers apart around a box on the blocks of a 4:2:0 photo without the margin', async () => {
    const grid: BlockGrid = { cellWidth: 16, cellHeight: 16, originX: 0, originY: 0, margin: 0 };
    const { largest, distinct } = compare(await all(few, (number) => weaklyMasked(number, '4:2:0', grid)));
    expect(largest).toBeGreaterThan(0);
    expect(distinct).toBeGreaterThan(few.length / 2);
  });
});
