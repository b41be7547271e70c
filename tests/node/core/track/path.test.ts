import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { boxAt, clearestFrame, hasKeyOn, movePath, nearestFrame, onFrame, trimPath, type Path } from '../../../../src/core/track/path.ts';

const WAY: Path = { first: 1, last: 9, keys: [{ frame: 2, box: sourceBox(0, 0, 10, 20) }, { frame: 6, box: sourceBox(40, 8, 30, 40) }] };
const moving = { box: sourceBox(0, 0, 10, 20), path: WAY };

const side = fc.integer({ min: 1, max: 200 });
const box: fc.Arbitrary<Box<'source'>> = fc.tuple(side, side, side, side).map(([left, top, width, height]) => sourceBox(left, top, width, height));
/** A path whose keys lie anywhere in its frames. */
const path: fc.Arbitrary<Path> = fc
  .tuple(fc.uniqueArray(fc.record({ frame: fc.integer({ min: 0, max: 40 }), box }), { minLength: 1, maxLength: 6, selector: (key) => key.frame }), fc.nat(5), fc.nat(5))
  .map(([keys, before, after]) => {
    const sorted = [...keys].sort((a, b) => a.frame - b.frame);
    return { first: Math.max(0, sorted[0]!.frame - before), last: sorted.at(-1)!.frame + after, keys: sorted };
  });

function expectNear(a: Box<'source'> | null, b: Box<'source'> | null): void {
  expect(a === null).toBe(b === null);
  if (a === null || b === null) return;
  for (const name of ['left', 'top', 'width', 'height'] as const) expect(Math.abs(a[name] - b[name])).toBeLessThan(1e-6);
}

describe('the frame on which something is seen best', () => {
  const way: Path = { first: 0, last: 30, keys: [{ frame: 3, box: sourceBox(9, 9, 40, 40) }, { frame: 10, box: sourceBox(1, 2, 3, 4), score: 0.7 }, { frame: 12, box: sourceBox(5, 6, 7, 8), score: 0.9 }], found: [{ first: 9, last: 12 }] };

  it('is the one with its own box', () => {
    expect(clearestFrame({ box: sourceBox(1, 2, 3, 4), path: way })).toBe(10);
  });

  it('is the surest one where its own box is gone', () => {
    expect(clearestFrame({ box: sourceBox(0, 0, 3, 4), path: way })).toBe(12);
  });

  it('is the first on which it was found, not the first on which it is guessed, where nobody noted how sure that was', () => {
    expect(clearestFrame({ box: sourceBox(0, 0, 3, 4), path: { ...way, keys: [{ frame: 3, box: sourceBox(9, 9, 40, 40) }] } })).toBe(9);
  });

  it('is the first one of what was drawn, and of a still picture', () => {
    expect(clearestFrame({ box: sourceBox(0, 0, 3, 4), path: { first: 4, last: 8, keys: [{ frame: 4, box: sourceBox(7, 7, 3, 4) }] } })).toBe(4);
    expect(clearestFrame({ box: sourceBox(0, 0, 3, 4) })).toBe(0);
  });
});

describe('the box on a frame', () => {
  it('moves and grows evenly between two keys', () => {
    expect(boxAt(moving, 2)).toEqual(sourceBox(0, 0, 10, 20));
    expect(boxAt(moving, 3)).toEqual(sourceBox(10, 2, 15, 25));
    expect(boxAt(moving, 5)).toEqual(sourceBox(30, 6, 25, 35));
    expect(boxAt(moving, 6)).toEqual(sourceBox(40, 8, 30, 40));
  });

  it('stays before the first key and after the last, and is nowhere else', () => {
    expect(boxAt(moving, 1)).toEqual(sourceBox(0, 0, 10, 20));
    expect(boxAt(moving, 9)).toEqual(sourceBox(40, 8, 30, 40));
    expect(boxAt(moving, 0)).toBeNull();
    expect(boxAt(moving, 10)).toBeNull();
  });

  it('is the same everywhere for a region without a path', () => {
    expect(boxAt({ box: sourceBox(1, 2, 3, 4) }, 77)).toEqual(sourceBox(1, 2, 3, 4));
  });

  it('lies between the boxes of the keys around it', () => {
    fc.assert(
      fc.property(path, (way) => {
        for (let frame = way.first; frame <= way.last; frame += 1) {
          const here = boxAt({ box: way.keys[0]!.box, path: way }, frame);
          const before = way.keys.findLast((key) => key.frame <= frame) ?? way.keys[0]!;
          const after = way.keys.find((key) => key.frame >= frame) ?? way.keys.at(-1)!;
          for (const name of ['left', 'top', 'width', 'height'] as const) {
            expect(here![name]).toBeGreaterThanOrEqual(Math.min(before.box[name], after.box[name]) - 1e-9);
            expect(here![name]).toBeLessThanOrEqual(Math.max(before.box[name], after.box[name]) + 1e-9);
          }
        }
      }),
    );
  });
});

describe('regions on a frame', () => {
  it('leave out those that are elsewhere, and keep everything else of the others', () => {
    const still = { id: 'still', box: sourceBox(5, 5, 5, 5) };
    const others = [{ id: 'way', ...moving }, still];
    expect(onFrame(others, 3)).toEqual([{ id: 'way', path: WAY, box: sourceBox(10, 2, 15, 25) }, still]);
    expect(onFrame(others, 0)).toEqual([still]);
    expect(onFrame(others, 0)[0]).toBe(still);
  });
});

describe('a path that is moved', () => {
  it('lies where the box was put on that frame, and as far away on every other', () => {
    const from = boxAt(moving, 3)!;
    const moved = movePath(WAY, from, { ...from, left: from.left + 7, top: from.top - 3 }, null);
    expect(moved).toEqual({ first: 1, last: 9, keys: [{ frame: 2, box: sourceBox(7, -3, 10, 20) }, { frame: 6, box: sourceBox(47, 5, 30, 40) }] });
  });

  it('grows alike on every frame', () => {
    const moved = movePath(WAY, sourceBox(0, 0, 10, 20), sourceBox(-5, -5, 20, 30), null);
    expect(moved.keys[1]!.box).toEqual(sourceBox(25, -2, 60, 60));
  });

  it('gives the wanted box on whichever frame it was moved', () => {
    fc.assert(
      fc.property(path, box, fc.nat(), (way, to, pick) => {
        const frame = way.first + (pick % (way.last - way.first + 1));
        const from = boxAt({ box: to, path: way }, frame)!;
        expectNear(boxAt({ box: to, path: movePath(way, from, to, null) }, frame), to);
      }),
    );
  });
});

describe('a path for other frames', () => {
  it('begins and ends at the boxes that it had there', () => {
    expect(trimPath(WAY, 3, 5)).toEqual({ first: 3, last: 5, keys: [{ frame: 3, box: sourceBox(10, 2, 15, 25) }, { frame: 5, box: sourceBox(30, 6, 25, 35) }] });
  });

  it('holds its ends where it gets more frames', () => {
    const longer = trimPath(WAY, 0, 20);
    expect([longer.first, longer.last]).toEqual([0, 20]);
    expect(boxAt({ ...moving, path: longer }, 0)).toEqual(sourceBox(0, 0, 10, 20));
    expect(boxAt({ ...moving, path: longer }, 20)).toEqual(sourceBox(40, 8, 30, 40));
  });

  it('keeps a key for frames that the way never reached', () => {
    expect(trimPath(WAY, 12, 14).keys[0]!.box).toEqual(sourceBox(40, 8, 30, 40));
    expect(trimPath(WAY, 0, 0)).toEqual({ first: 0, last: 0, keys: [{ frame: 0, box: sourceBox(0, 0, 10, 20) }] });
  });

  it('is a path, and has the same box as before on every frame that both have', () => {
    fc.assert(
      fc.property(path, fc.nat(45), fc.nat(45), (way, a, b) => {
        const [first, last] = [Math.min(a, b), Math.max(a, b)];
        const cut = trimPath(way, first, last);
        const frames = cut.keys.map(({ frame }) => frame);
        expect(frames).toEqual([...new Set(frames)].sort((x, y) => x - y));
        expect(frames.length).toBeGreaterThan(0);
        expect(frames[0]).toBeGreaterThanOrEqual(first);
        expect(frames.at(-1)).toBeLessThanOrEqual(last);
        for (let frame = Math.max(first, way.first); frame <= Math.min(last, way.last); frame += 1) {
          expectNear(boxAt({ box: way.keys[0]!.box, path: cut }, frame), boxAt({ box: way.keys[0]!.box, path: way }, frame));
        }
      }),
    );
  });
});

describe('hasKeyOn', () => {
  it('tells frames on which a region was found from those on which it is held or bridged', () => {
    expect([1, 2, 4, 6, 9].map((frame) => hasKeyOn(moving, frame))).toEqual([false, true, false, true, false]);
    expect(hasKeyOn({ box: sourceBox(0, 0, 1, 1) }, 0)).toBe(true);
  });
});

describe('movePath in a picture', () => {
  it('keeps the centre of every box in it, and no box larger than it', () => {
    const size = { width: 640, height: 480 };
    const way: Path = { first: 0, last: 9, keys: [{ frame: 0, box: sourceBox(0, 0, 40, 40) }, { frame: 9, box: sourceBox(500, 400, 40, 40) }] };
    const [, moved] = movePath(way, sourceBox(0, 0, 40, 40), sourceBox(200, 100, 40, 40), size).keys;
    expect(moved?.box).toEqual(sourceBox(620, 460, 40, 40));
    const [, grown] = movePath(way, sourceBox(0, 0, 40, 40), sourceBox(0, 0, 4000, 40), size).keys;
    expect(grown?.box.width).toBe(640);
  });
});

describe('nearestFrame', () => {
  const path: Path = { first: 4, last: 9, keys: [{ frame: 4, box: sourceBox(0, 0, 1, 1) }] };

  it('stays where the region is, and goes no further than to where it begins or ends', () => {
    expect([0, 4, 6, 9, 30].map((frame) => nearestFrame({ box: sourceBox(0, 0, 1, 1), path }, frame))).toEqual([4, 4, 6, 9, 9]);
    expect(nearestFrame({ box: sourceBox(0, 0, 1, 1) }, 7)).toBe(7);
  });
});
