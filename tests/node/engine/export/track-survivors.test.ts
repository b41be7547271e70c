import { describe, expect, it } from 'vitest';
import type { Detection } from '../../../../src/core/detect/detection.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { boxAt } from '../../../../src/core/track/path.ts';
import { trackSurvivors } from '../../../../src/engine/export/track-survivors.ts';

const FRAME_MS = 40;
const SECOND = 1000 / FRAME_MS;
const [WIDTH, HEIGHT] = [128, 72];

const face = (left: number, { score = 0.9, top = 20 } = {}): Detection => ({ kind: 'face', score, box: sourceBox(left, top, 20, 20), detector: 'test' });
const isCovered = (mask: Box<'source'> | null, thing: Box<'source'>): boolean =>
  mask !== null && mask.left <= thing.left && mask.top <= thing.top && mask.left + mask.width >= thing.left + thing.width && mask.top + mask.height >= thing.top + thing.height;

/** A scene that looks unlike that of another number, the same on each of its frames. */
function scene(number: number): Raster {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) data.fill(128 + 90 * Math.sin((x + 7 * number) / (9 - 4 * number)) * Math.cos((y + 5 * number) / (5 + 6 * number)), (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4);
  }
  return { width: WIDTH, height: HEIGHT, data };
}

async function tracked(seconds: number, finds: Readonly<Record<number, readonly Detection[]>>, { cut = Infinity, holdMs = 1000 } = {}): Promise<{ readonly found: Detection[]; readonly read: number[] }> {
  const durations = new Array<number>(seconds * SECOND).fill(FRAME_MS);
  const read: number[] = [];
  const scenes = [scene(0), scene(1)] as const;
  const video = {
    durations,
    read: (index: number) => {
      read.push(index);
      return Promise.resolve(scenes[index < cut ? 0 : 1]);
    },
  };
  return { found: await trackSurvivors(video, durations.map((_, frame) => finds[frame] ?? []), holdMs, () => undefined), read };
}

describe('what still shows in a finished video', () => {
  it('is no way across a cut: each scene keeps its own up to it', async () => {
    const [before, after, cut] = [face(40), face(52, { score: 0.8 }), 2 * SECOND - 2];
    const { found } = await tracked(4, { [SECOND]: [before], [2 * SECOND]: [after] }, { cut });
    expect(found.map(({ path }) => [path!.first, path!.last])).toEqual([[0, cut - 1], [cut, 3 * SECOND]]);
    for (let frame = SECOND; frame < cut; frame += 1) expect(isCovered(boxAt(found[0]!, frame), before.box)).toBe(true);
    for (let frame = cut; frame <= 2 * SECOND; frame += 1) expect(isCovered(boxAt(found[1]!, frame), after.box)).toBe(true);
  });

  it('is one thing over several looks of a scene, and its masks widen where nobody looked', async () => {
    // A plain surface, on which nothing can be followed.
    const plain = { width: WIDTH, height: HEIGHT, data: new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(90) };
    const durations = new Array<number>(4 * SECOND).fill(FRAME_MS);
    const finds = durations.map((_, frame) => (frame === SECOND || frame === 2 * SECOND ? [face(40)] : []));
    const [thing, ...others] = await trackSurvivors({ durations, read: () => Promise.resolve(plain) }, finds, 1000, () => undefined);
    expect(others).toEqual([]);
    expect(boxAt(thing!, 1.5 * SECOND)!.width).toBeGreaterThan(24);
    expect(boxAt(thing!, 2 * SECOND + 20)!.width).toBeGreaterThan(24);
  });

  it('is held as long as is asked, and never lost, however doubtful', async () => {
    const spans = async (holdMs: number) => (await tracked(8, { [4 * SECOND]: [face(40, { score: 0.01 })] }, { holdMs })).found.map(({ path }) => [path!.first, path!.last]);
    expect(await spans(1000)).toEqual([[3 * SECOND, 5 * SECOND]]);
    expect(await spans(2000)).toEqual([[2 * SECOND, 6 * SECOND]]);
  });

  it('costs only the frames around it, and none where nothing shows', async () => {
    expect((await tracked(4, {})).read).toEqual([]);
    const { read } = await tracked(20, { [10 * SECOND]: [face(40)] });
    expect([read[0], read.at(-1)]).toEqual([8 * SECOND, 12 * SECOND]);
  });
});
