import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { makeTextSource, type PlateTextSource } from '../../../../src/engine/detect/text-source.ts';
import type { ModelEntry } from '../../../../src/engine/models/manifest.ts';
import type { Session } from '../../../../src/engine/models/runtime.ts';

const entry = (name: string): ModelEntry => ({ name, version: '1.0.0', sha256: 'ab', sizeBytes: 1, url: `/${name}` });
const ALPHABET = ['A', 'B', ' '];

interface Call {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}
/** A network that answers by a rule and keeps what it was given. */
function fakeSession(output: string, answer: (call: Call) => Float32Array): { session: Session; calls: Call[] } {
  const calls: Call[] = [];
  const run = (feeds: Record<string, { dims: readonly number[]; data: Float32Array }>): Promise<Record<string, { data: Float32Array }>> => {
    const [tensor] = Object.values(feeds);
    const call = { dims: tensor!.dims, data: tensor!.data.slice() };
    calls.push(call);
    return Promise.resolve({ [output]: { data: answer(call) } });
  };
  return { session: { run } as unknown as Session, calls };
}

/** Dark letters on white are what it takes for text: probability 1 where the red plane is dark. */
const darkIsText = ({ dims, data }: Call): Float32Array => {
  const plane = dims[2]! * dims[3]!;
  return Float32Array.from({ length: plane }, (_, i) => (data[2 * plane + i]! < 0 ? 1 : 0));
};
/** Reads `A` on the left third, `B` on the right one when the dark half of the line is left; nothing sure otherwise. */
const readsDarkOnTheLeft = ({ dims, data }: Call): Float32Array => {
  const steps = dims[3]! / 8;
  const first = data[20 * dims[3]! + 4]!;
  const isStraight = first < 0;
  const answer = new Float32Array(steps * 4);
  for (let step = 0; step < steps; step += 1) answer[step * 4] = 1;
  const say = (step: number, index: number): void => {
    answer[step * 4] = 0;
    answer[step * 4 + index] = isStraight ? 0.95 : 0.4;
  };
  say(2, 1);
  say(10, 2);
  return answer;
};

function page(width: number, height: number, bars: readonly (readonly [number, number, number, number])[]): Raster {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (const [left, top, w, h] of bars) for (let y = top; y < top + h; y += 1) for (let x = left; x < left + w; x += 1) data.set([0, 0, 0], (y * width + x) * 4);
  return { width, height, data };
}

function made(): { source: PlateTextSource; found: Call[]; read: Call[] } {
  const detector = fakeSession('probability', darkIsText);
  const reader = fakeSession('characters', readsDarkOnTheLeft);
  return { source: makeTextSource(entry('text-lines'), detector.session, entry('text-reader'), reader.session, ALPHABET), found: detector.calls, read: reader.calls };
}

describe('makeTextSource', () => {
  it('names both models, the finding one first', () => {
    expect(made().source.models.map(({ name }) => name)).toEqual(['text-lines', 'text-reader']);
  });

  it('finds a bar where it lies, in pixels of the picture', async () => {
    const [line, ...others] = await made().source.lines(page(800, 640, [[200, 300, 240, 20]]));
    expect(others).toEqual([]);
    expect(line!.box.left + line!.box.width / 2).toBeCloseTo(320, 0);
    expect(line!.box.top + line!.box.height / 2).toBeCloseTo(310, 0);
    expect(line!.angle).toBeCloseTo(0, 0);
  });

  it('makes the width the length of a line that runs down', async () => {
    const [line] = await made().source.lines(page(800, 640, [[200, 200, 20, 240]]));
    expect(Math.abs(line!.angle)).toBe(90);
    expect(line!.box.width).toBeGreaterThan(200);
  });

  it('finds a line whole that lies over the border of two tiles', async () => {
    const { source, found } = made();
    const lines = await source.lines(page(4000, 320, [[1200, 100, 1500, 24]]));
    expect(found.length).toBeGreaterThan(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.box.left).toBeLessThan(1200);
    expect(lines[0]!.box.left + lines[0]!.box.width).toBeGreaterThan(2700);
  });

  it('looks once for as many callers as there are, and again in the second view', async () => {
    const { source, found } = made();
    const picture = page(640, 640, [[100, 100, 200, 20]]);
    const [first, again] = await Promise.all([source.lines(picture), source.lines(picture)]);
    expect(again).toBe(first);
    expect(found).toHaveLength(1);
    await source.lines(picture, undefined, 'second');
    expect(found).toHaveLength(2);
    expect(found[1]!.dims).not.toEqual(found[0]!.dims);
  });

  it('looks at a dark picture a second time, lightened', async () => {
    const { source, found } = made();
    const dark = page(64, 64, [[0, 0, 64, 64]]);
    await source.lines(dark);
    expect(found).toHaveLength(2);
    expect(source.inferences(dark, 'first')).toBe(2);
  });

  it('glances once, dark pictures lightened, with fewer pixels than a search takes', async () => {
    const { source, found } = made();
    const dark = page(1600, 64, [[0, 0, 1600, 64]]);
    const [first, again] = await Promise.all([source.glance(dark, 'first'), source.glance(dark, 'first')]);
    expect(again).toBe(first);
    expect(found).toHaveLength(1);
    expect(found[0]!.dims).toEqual([1, 3, 64, 1280]);
    expect(source.glanceInferences(dark, 'first')).toBe(1);
    expect(source.glanceScales(dark, 'first')).toEqual([0.8]);
    await source.glance(dark, 'second');
    expect(found.slice(1).map(({ dims }) => dims[3])).toEqual([800, 800]);
  });

  it('finds a bar at a glance where it lies', async () => {
    const [line] = await made().source.glance(page(1600, 640, [[200, 300, 240, 20]]), 'first');
    expect(line!.box.left + line!.box.width / 2).toBeCloseTo(320, 0);
    expect(line!.box.top + line!.box.height / 2).toBeCloseTo(310, 0);
  });

  it('tells how far it is', async () => {
    const fractions: number[] = [];
    await made().source.lines(page(4000, 320, []), (fraction) => fractions.push(fraction));
    expect(fractions.length).toBeGreaterThan(2);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeCloseTo(1);
  });

  it('looks closely at a part and answers in pixels of the whole picture', async () => {
    const [line] = await made().source.linesIn(page(800, 640, [[420, 320, 40, 8]]), { left: 400, top: 300, width: 96, height: 64 }, 4);
    expect(line!.box.left + line!.box.width / 2).toBeCloseTo(440, 0);
    expect(line!.box.top + line!.box.height / 2).toBeCloseTo(324, 0);
  });

  it('forgets a failure', async () => {
    let isBroken = true;
    const { session } = fakeSession('probability', (call) => (isBroken ? new Float32Array(1) : darkIsText(call)));
    const source = makeTextSource(entry('text-lines'), session, entry('text-reader'), session, ALPHABET);
    const picture = page(320, 320, []);
    await expect(source.lines(picture)).rejects.toMatchObject({ code: 'model/failed' });
    isBroken = false;
    await expect(source.lines(picture)).resolves.toEqual([]);
  });
});

describe('read', () => {
  /** Dark on the left half, white on the right. */
  const picture = page(400, 100, [[100, 40, 60, 20]]);
  const line = { box: { left: 100, top: 40, width: 120, height: 20 }, angle: 0, score: 0.9 };

  it('reads characters with their places along the line, once', async () => {
    const { source, read } = made();
    const reading = await source.read(picture, line);
    expect(await source.read(picture, line)).toBe(reading);
    expect(read).toHaveLength(1);
    expect(read[0]!.dims).toEqual([1, 3, 48, 320]);
    expect(reading.text).toBe('AB');
    expect(reading.score).toBeCloseTo(0.95);
    // 36 steps make the line: the border lies half-way between steps 2.5 and 10.5.
    expect(reading.characters[0]!.to).toBeCloseTo(6.5 / 36);
    expect(reading.characters[1]!.from).toBeCloseTo(6.5 / 36);
  });

  it('reads a plate once as it lies, no wider than it is', async () => {
    const { source, read } = made();
    const upsideDown = page(400, 100, [[160, 40, 60, 20]]);
    const reading = await source.readStraight(upsideDown, line);
    expect(await source.readStraight(upsideDown, line)).toBe(reading);
    expect(read.map(({ dims }) => dims)).toEqual([[1, 3, 48, 288]]);
    expect(reading.score).toBeCloseTo(0.4);
  });

  it('reads a line on its head, and gives its places from the box’s own left', async () => {
    const { source, read } = made();
    const reading = await source.read(page(400, 100, [[160, 40, 60, 20]]), line);
    expect(read).toHaveLength(2);
    expect(reading.score).toBeCloseTo(0.95);
    expect(reading.characters[0]!.from).toBeCloseTo(1 - 6.5 / 36);
    expect(reading.characters[0]!.to).toBe(1);
  });
});
