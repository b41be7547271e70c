import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { area, intersectionArea, sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import { extendPath, joinPaths, splitPath, withKey, withoutKey } from '../../../../src/core/track/edit-path.ts';
import { boxAt, hasKeyOn, trimPath, type Path } from '../../../../src/core/track/path.ts';

const WAY: Path = { first: 1, last: 9, keys: [{ frame: 2, box: sourceBox(0, 0, 10, 20), score: 0.5 }, { frame: 6, box: sourceBox(40, 8, 30, 40) }], found: [{ first: 2, last: 3 }, { first: 6, last: 6 }] };
const on = (path: Path, frame: number): Box<'source'> | null => boxAt({ box: sourceBox(0, 0, 1, 1), path }, frame);

const side = fc.integer({ min: 1, max: 200 });
const path: fc.Arbitrary<Path> = fc
  .tuple(fc.uniqueArray(fc.record({ frame: fc.integer({ min: 0, max: 40 }), box: fc.tuple(side, side, side, side).map(([left, top, width, height]) => sourceBox(left, top, width, height)) }), { minLength: 1, maxLength: 6, selector: ({ frame }) => frame }), fc.nat(4), fc.nat(4))
  .map(([keys, before, after]) => {
    const sorted = [...keys].sort((a, b) => a.frame - b.frame);
    return { first: Math.max(0, sorted[0]!.frame - before), last: sorted.at(-1)!.frame + after, keys: sorted };
  });

function expectPath({ first, last, keys }: Path): void {
  const frames = keys.map(({ frame }) => frame);
  expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
  expect(frames[0]).toBeGreaterThanOrEqual(first);
  expect(frames.at(-1)).toBeLessThanOrEqual(last);
}

describe('splitting', () => {
  it('gives two parts with the boxes and the found frames of the whole', () => {
    const [before, after] = splitPath(WAY, 4)!;
    expect([before.first, before.last, after.first, after.last]).toEqual([1, 3, 4, 9]);
    expect([before.found, after.found]).toEqual([[{ first: 2, last: 3 }], [{ first: 6, last: 6 }]]);
  });

  it('is not possible where a part would have no frame', () => {
    expect(splitPath(WAY, 1)).toBeNull();
    expect(splitPath(WAY, 10)).toBeNull();
    expect(splitPath(WAY, 2)).not.toBeNull();
  });

  it('changes no box of any path', () => {
    fc.assert(
      fc.property(path, fc.nat(50), (way, frame) => {
        const parts = splitPath(way, frame);
        if (parts === null) return;
        parts.forEach(expectPath);
        for (let at = way.first; at <= way.last; at += 1) {
          const box = on(at < frame ? parts[0] : parts[1], at)!;
          for (const name of ['left', 'top', 'width', 'height'] as const) expect(box[name]).toBeCloseTo(on(way, at)![name], 6);
        }
      }),
    );
  });
});

describe('joining', () => {
  it('goes straight through the gap', () => {
    const later: Path = { first: 14, last: 16, keys: [{ frame: 15, box: sourceBox(90, 8, 30, 40) }] };
    const joined = joinPaths(later, WAY);
    expect([joined.first, joined.last]).toEqual([1, 16]);
    expect(on(joined, 9)).toEqual(sourceBox(40, 8, 30, 40));
    expect(on(joined, 11)).toEqual(sourceBox(60, 8, 30, 40));
    expect(on(joined, 14)).toEqual(sourceBox(90, 8, 30, 40));
    expect(joined.found).toEqual([{ first: 2, last: 3 }, { first: 6, last: 6 }, { first: 15, last: 15 }]);
    expect(joined.keys[0]).toBe(WAY.keys[0]);
  });

  it('undoes a split', () => {
    const [before, after] = splitPath(WAY, 4)!;
    const joined = joinPaths(after, before);
    for (let frame = 0; frame <= 10; frame += 1) expect(on(joined, frame)).toEqual(on(WAY, frame));
    expect(joined.found).toEqual(WAY.found);
  });

  it('covers both wherever either is', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        const joined = joinPaths(a, b);
        expectPath(joined);
        for (const way of [a, b]) {
          for (let frame = way.first; frame <= way.last; frame += 1) {
            const inner = on(way, frame)!;
            expect(intersectionArea(on(joined, frame)!, inner)).toBeGreaterThanOrEqual(area(inner) * (1 - 1e-9));
          }
        }
      }),
    );
  });

  it('keeps the box of the one that is alone on a frame', () => {
    fc.assert(
      fc.property(path, path, (a, b) => {
        const joined = joinPaths(a, b);
        for (let frame = joined.first; frame <= joined.last; frame += 1) {
          const [x, y] = [on(a, frame), on(b, frame)];
          if ((x === null) === (y === null)) continue;
          for (const name of ['left', 'top', 'width', 'height'] as const) expect(on(joined, frame)![name]).toBeCloseTo((x ?? y)![name], 6);
        }
      }),
    );
  });
});

describe('extending', () => {
  it('holds the box at the end that grows, and never shortens', () => {
    expect(extendPath(WAY, 0, 5)).toEqual({ ...WAY, first: 0 });
    expect(on(extendPath(WAY, 3, 20), 20)).toEqual(sourceBox(40, 8, 30, 40));
  });
});

describe('a box put by hand', () => {
  const box = sourceBox(7, 7, 7, 7);

  it('is the box of that frame, and found there', () => {
    const put = withKey(WAY, 4, box);
    expectPath(put);
    expect(on(put, 4)).toBe(box);
    expect(on(put, 3)).toEqual(sourceBox(3.5, 3.5, 8.5, 13.5));
    expect([hasKeyOn({ box, path: WAY }, 4), hasKeyOn({ box, path: put }, 4)]).toEqual([false, true]);
    expect(put.found).toEqual([{ first: 2, last: 4 }, { first: 6, last: 6 }]);
  });

  it('replaces a key without its score, and makes the path longer outside it', () => {
    expect(withKey(WAY, 2, box).keys).toEqual([{ frame: 2, box, byHand: true, before: { box: WAY.keys[0]!.box, score: 0.5, found: true } }, WAY.keys[1]]);
    expect(withKey(WAY, 12, box)).toMatchObject({ first: 1, last: 12 });
    expect(withKey(WAY, 0, box).keys[0]).toEqual({ frame: 0, box, byHand: true });
  });

  it('can be taken away again, but not the only one', () => {
    expect(withoutKey(withKey(WAY, 4, box), 4)).toEqual(WAY);
    expect(withoutKey(WAY, 5)).toBe(WAY);
    expect(withoutKey({ first: 0, last: 3, keys: [{ frame: 1, box }] }, 1)).toBeNull();
    expect(withoutKey({ ...WAY, found: [{ first: 1, last: 9 }] }, 6)!.found).toEqual([{ first: 1, last: 5 }, { first: 7, last: 9 }]);
  });

  it('leaves the way behind just as it was, also where it replaced what was found, and was moved on', () => {
    for (const frame of [2, 3, 4, 6, 9]) expect(withoutKey(withKey(withKey(WAY, frame, box), frame, sourceBox(1, 1, 5, 5)), frame), `frame ${String(frame)}`).toEqual(WAY);
    const single: Path = { first: 0, last: 3, keys: [{ frame: 1, box: sourceBox(1, 1, 5, 5), score: 0.4 }], found: [{ first: 1, last: 2 }] };
    expect(withoutKey(withKey(single, 1, box), 1)).toEqual(single);
    const spans = fc.uniqueArray(fc.nat(45), { maxLength: 20 }).map((frames) => [...frames].sort((a, b) => a - b));
    fc.assert(
      fc.property(path, fc.option(spans), fc.nat(50), (way, found, at) => {
        const frame = Math.min(way.last, Math.max(way.first, at));
        const runs = found?.filter((known) => known >= way.first && known <= way.last).reduce<{ first: number; last: number }[]>((all, known) => {
          const last = all.at(-1);
          return last?.last === known - 1 ? [...all.slice(0, -1), { first: last.first, last: known }] : [...all, { first: known, last: known }];
        }, []);
        const whole: Path = { ...way, ...(runs === undefined ? {} : { found: runs }) };
        expect(withoutKey(withKey(whole, frame, box), frame)).toEqual(whole);
      }),
    );
  });

  it('stands in for nothing where nothing is to come back', () => {
    expect(withKey(WAY, 2, box, false).keys[0]).toEqual({ frame: 2, box, byHand: true });
  });
});

describe('found frames', () => {
  it('tell more than keys do, and go with a path that is trimmed', () => {
    expect([2, 3, 4, 6].map((frame) => hasKeyOn({ box: sourceBox(0, 0, 1, 1), path: WAY }, frame))).toEqual([true, true, false, true]);
    expect(trimPath(WAY, 3, 5).found).toEqual([{ first: 3, last: 3 }]);
  });
});
