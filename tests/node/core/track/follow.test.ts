import { describe, expect, it } from 'vitest';
import { area, intersectionArea, iou, sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { Follow } from '../../../../src/core/track/follow.ts';
import { greyFrame, type GreyFrame } from '../../../../src/core/track/grey-frame.ts';
import { boxAt } from '../../../../src/core/track/path.ts';
import { Tracker } from '../../../../src/core/track/tracker.ts';
import { find } from './synthetic-clips.ts';

const [WIDTH, HEIGHT, SIDE, FRAME_MS] = [640, 360, 60, 40];
const STANDING = { x: 0, y: 0 } as const;

/** Levels that look like nothing else: sums of waves whose lengths have no common measure. */
const texture = (x: number, y: number, seed: number): number => 128 + 50 * Math.sin(x * 0.31 + seed) + 40 * Math.cos(y * 0.23 + x * 0.11 + seed * 2) + 30 * Math.sin((x - y) * 0.17 + seed * 3);

/** A textured square before a textured wall; a plain bar may stand before both. */
function picture(left: number, top: number, { light = 0, bar }: { readonly light?: number; readonly bar?: readonly [number, number] } = {}): { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray } {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const isThing = x >= left && x < left + SIDE && y >= top && y < top + SIDE;
      const level = bar !== undefined && x >= bar[0] && x < bar[1] ? 90 : light + (isThing ? texture(x - left, y - top, 1) : 0.4 * texture(x, y, 9));
      data.fill(level, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const grey = (left: number, top: number, rest: Parameters<typeof picture>[2] = {}): GreyFrame => greyFrame(picture(left, top, rest));
const thing = (left: number, top: number): Box<'source'> => sourceBox(left, top, SIDE, SIDE);
const begin = (left: number, top: number): Follow => Follow.from(thing(left, top), 0, grey(left, top), STANDING)!;

describe('the small picture of a frame', () => {
  it('is no longer than 480 pixels, and as bright as the frame on the mean', () => {
    const made = greyFrame({ width: 1280, height: 720, data: new Uint8ClampedArray(1280 * 720 * 4).fill(77) });
    expect(made).toMatchObject({ width: 426, height: 240, scale: 3 });
    expect(new Set(made.levels)).toEqual(new Set([77]));
  });

  it('keeps a frame that is small already', () => {
    const data = Uint8ClampedArray.of(10, 20, 30, 255, 255, 255, 255, 255);
    expect(greyFrame({ width: 2, height: 1, data })).toEqual({ width: 2, height: 1, scale: 1, levels: Uint8Array.of(20, 255) });
  });
});

describe('a thing that is followed', () => {
  it('is where it went, in another light as well', () => {
    const follow = begin(200, 100);
    let left = 200;
    for (let step = 1; step <= 20; step += 1) {
      left += 9 + step / 2;
      const box = follow.next(grey(left, 100 + step, { light: step }), step * FRAME_MS);
      expect(intersectionArea(box!, thing(left, 100 + step)) / area(thing(left, 100 + step))).toBeGreaterThan(0.9);
      expect(area(box!)).toBeLessThan(2 * SIDE * SIDE);
    }
  });

  it('is lost behind something, and has not left', () => {
    const follow = begin(200, 100);
    expect(follow.next(grey(204, 100), FRAME_MS)).not.toBeNull();
    expect(follow.next(grey(208, 100, { bar: [190, 290] }), 2 * FRAME_MS)).toBeNull();
    expect(follow.hasLeft).toBe(false);
  });

  it('is lost at the edge of the picture, and has left', () => {
    const follow = begin(40, 100);
    let [left, isSeen, steps] = [40, true, 0];
    while (isSeen && steps < 20) {
      left -= 12;
      steps += 1;
      isSeen = follow.next(grey(left, 100), steps * FRAME_MS) !== null;
    }
    expect(left).toBeLessThan(-SIDE / 4);
    expect(isSeen).toBe(false);
    expect(follow.hasLeft).toBe(true);
  });

  it('is not begun where nothing could be known again', () => {
    const plain = greyFrame({ width: WIDTH, height: HEIGHT, data: new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(120) });
    expect(Follow.from(thing(200, 100), 0, plain, STANDING)).toBeNull();
    expect(Follow.from(sourceBox(200, 100, 8, 8), 0, grey(200, 100), STANDING)).toBeNull();
    expect(Follow.from(thing(-50, 100), 0, grey(-50, 100), STANDING)).toBeNull();
  });
});

describe('a track whose thing is followed', () => {
  /** Moves unevenly: where a straight line would not lead. */
  const placeOn = (frame: number): Box<'source'> => thing(260 + 120 * Math.sin(frame / 9), 150 + 60 * Math.cos(frame / 7));
  const tracked = (isFound: (frame: number) => boolean, isShown: boolean): ReturnType<Tracker['finish']> => {
    const tracker = new Tracker();
    for (let frame = 0; frame < 50; frame += 1) {
      const box = placeOn(frame);
      const shown = isShown ? { picture: grey(box.left, box.top) } : {};
      tracker.add({ frame, timeMs: frame * FRAME_MS, durationMs: FRAME_MS, isCut: false, detections: isFound(frame) ? [find(box, 0.9)] : [], ...shown });
    }
    return tracker.finish();
  };

  it('is covered tightly before, between and after its finds', () => {
    const [track, ...others] = tracked((frame) => frame === 20 || frame === 31, true);
    expect(others).toEqual([]);
    for (let frame = 2; frame < 50; frame += 1) {
      const mask = boxAt(track!, frame)!;
      expect(intersectionArea(mask, placeOn(frame)) / SIDE ** 2).toBeGreaterThan(0.9);
      expect(iou(mask, placeOn(frame))).toBeGreaterThan(0.45);
    }
  });

  it('has the finds that it has without', () => {
    const few = (frame: number): boolean => frame % 8 === 4;
    const spans = [4, 12, 20, 28, 36, 44].map((frame) => ({ first: frame, last: frame }));
    for (const isShown of [true, false]) expect(tracked(few, isShown).flatMap(({ path }) => path!.found)).toEqual(spans);
  });
});
