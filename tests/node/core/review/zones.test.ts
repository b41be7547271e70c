import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../../src/core/geometry/outline.ts';
import { sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import type { PolicyZone } from '../../../../src/core/policy/policy.ts';
import type { Decision, ZoneEffect } from '../../../../src/core/review/decision.ts';
import { excludedByZones, zonesOf } from '../../../../src/core/review/zones.ts';
import { boxAt, onFrame, type Path } from '../../../../src/core/track/path.ts';

const zone = (effect: ZoneEffect, box: Box<'source'>, more: Partial<Decision> = {}): Decision => ({
  id: 'z1', kind: 'area', origin: 'person', score: null, box, shape: 'rectangle', zone: effect, state: 'accepted', decidedBy: 'person', fill: null, ...more,
});
const AREA = sourceBox(100, 100, 200, 100);
const find = (left: number, top: number, width = 20, height = 20) => ({ box: sourceBox(left, top, width, height) });
const isLeft = (...args: Parameters<typeof excludedByZones>) => excludedByZones(...args);

describe('an ignored area', () => {
  const ignore = [zone('ignore', AREA)];

  it('leaves alone what lies in it, and nothing that only touches it', () => {
    expect(isLeft(find(150, 150), ignore)).toBe(true);
    expect(isLeft(find(290, 150), ignore)).toBe(true);
    expect(isLeft(find(291, 150), ignore)).toBe(false);
    expect(isLeft(find(400, 150), ignore)).toBe(false);
    expect(isLeft(find(90, 90), ignore)).toBe(false);
  });

  it('needs half of a find besides its centre', () => {
    const small = [zone('ignore', sourceBox(150, 150, 10, 10))];
    expect(isLeft(find(145, 145), small)).toBe(false);
    expect(isLeft(find(148, 148, 13, 13), small)).toBe(true);
  });

  it('needs the centre besides half of a find', () => {
    const notched: Outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0.6, y: 1 }, { x: 0.6, y: 0.2 }, { x: 0.4, y: 0.2 }, { x: 0.4, y: 1 }, { x: 0, y: 1 }] };
    expect(isLeft({ box: AREA }, [zone('ignore', AREA)])).toBe(true);
    expect(isLeft({ box: AREA }, [zone('ignore', AREA, { shape: 'polygon', outline: notched })])).toBe(false);
  });

  it('does not add up with another one', () => {
    const halves = [zone('ignore', sourceBox(100, 100, 9, 20)), zone('ignore', sourceBox(109, 100, 2.5, 20))];
    expect(isLeft(find(100, 100), halves)).toBe(false);
  });

  it('goes before an area that is searched', () => {
    expect(isLeft(find(150, 150), [zone('search', AREA), ...ignore])).toBe(true);
  });
});

describe('a searched area', () => {
  const search = [zone('search', AREA)];

  it('keeps what lies in it by its centre or by half', () => {
    expect(isLeft(find(150, 150), search)).toBe(false);
    expect(isLeft(find(289, 150), search)).toBe(false);
    expect(isLeft(find(291, 150), search)).toBe(true);
    expect(isLeft(find(400, 150), search)).toBe(true);
  });

  it('adds up with others, so that what lies across two is kept', () => {
    const two = [zone('search', sourceBox(100, 100, 6, 20)), zone('search', sourceBox(114, 100, 50, 20))];
    expect(isLeft(find(100, 100), two)).toBe(false);
    expect(isLeft(find(100, 100), two.slice(1))).toBe(true);
  });

  it('keeps a find that is so large that only its centre lies in it', () => {
    expect(isLeft(find(0, 0, 400, 300), search)).toBe(false);
  });
});

it('masks outside without a say about finds, and neither do regions', () => {
  const { zone: _, ...region } = zone('ignore', AREA);
  expect(isLeft(find(150, 150), [zone('mask-outside', AREA), region])).toBe(false);
  expect(isLeft(find(400, 150), [zone('mask-outside', AREA), region])).toBe(false);
  expect(isLeft(find(400, 150), [])).toBe(false);
});

describe('areas of every shape', () => {
  const triangle: Outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }] };
  const stroke: Outline = { type: 'brush', radiusX: 0.1, radiusY: 0.2, strokes: [[{ x: 0.1, y: 0.5 }, { x: 0.9, y: 0.5 }], [{ x: 0.5, y: 1.5 }]] };

  it('are judged by what they cover, not by their box', () => {
    const inCorner = find(102, 102, 12, 6);
    const across = find(280, 185, 12, 6);
    expect([isLeft(inCorner, [zone('ignore', AREA)]), isLeft(inCorner, [zone('ignore', AREA, { shape: 'ellipse' })])]).toEqual([true, false]);
    const inTriangle = [zone('ignore', AREA, { shape: 'polygon', outline: triangle })];
    expect([isLeft(inCorner, inTriangle), isLeft(across, inTriangle)]).toEqual([true, false]);
    const underBrush = [zone('ignore', AREA, { shape: 'brush', outline: stroke })];
    expect([isLeft(find(190, 145, 12, 10), underBrush), isLeft(find(190, 110, 12, 10), underBrush), isLeft(find(195, 245, 10, 10), underBrush)]).toEqual([true, false, true]);
  });

  it('are judged where they are turned to', () => {
    const long = sourceBox(100, 140, 200, 20);
    expect([isLeft(find(190, 60), [zone('ignore', long)]), isLeft(find(190, 60), [zone('ignore', long, { angle: 90 })])]).toEqual([false, true]);
    expect(isLeft({ ...find(100, 145, 200, 4), angle: 90 }, [zone('ignore', long)])).toBe(false);
    expect(isLeft({ ...find(100, 145, 200, 4), angle: 90 }, [zone('ignore', long, { angle: 90 })])).toBe(true);
    expect(isLeft(find(190, 60), [zone('search', long, { angle: 90 })])).toBe(false);
  });
});

describe('a find on several frames', () => {
  const way = (...lefts: readonly number[]): { box: Box<'source'>; path: Path } => ({
    box: find(lefts[0]!, 150).box,
    path: { first: 0, last: lefts.length - 1, keys: lefts.map((left, frame) => ({ frame, box: find(left, 150).box })) },
  });

  it('is left alone only where it is on every frame', () => {
    expect(isLeft(way(150, 160, 170), [zone('ignore', AREA)])).toBe(true);
    expect(isLeft(way(150, 320, 170), [zone('ignore', AREA)])).toBe(false);
    expect(isLeft(way(400, 320, 170), [zone('search', AREA)])).toBe(false);
  });

  it('is kept where the area is not on all of its frames, or moves away', () => {
    const on = (first: number, last: number, moved = 0): Decision[] => [
      zone('ignore', AREA, { path: { first, last, keys: [{ frame: first, box: AREA }, { frame: last, box: { ...AREA, left: AREA.left + moved } }] } }),
    ];
    expect(isLeft(way(150, 150, 150), on(0, 2))).toBe(true);
    expect(isLeft(way(150, 150, 150), on(0, 1))).toBe(false);
    expect(isLeft(way(150, 150, 150), on(0, 2, 300))).toBe(false);
    const held: Path = { first: 0, last: 9, keys: [{ frame: 4, box: find(150, 150).box }] };
    expect(isLeft({ ...find(150, 150), path: held }, on(4, 5))).toBe(false);
  });

  it('is kept where it only passes through a searched area, or out of an ignored one, between two of its keys', () => {
    const across = (from: number, to: number, back: number): { box: Box<'source'>; path: Path } => ({
      box: find(from, 150).box,
      path: { first: 0, last: 200, keys: [[0, from], [100, to], [200, back]].map(([frame, left]) => ({ frame: frame!, box: find(left!, 150).box })) },
    });
    expect(isLeft(across(0, 500, 501), [zone('search', AREA)])).toBe(false);
    expect(isLeft({ ...across(0, 500, 501), box: find(0, 350).box, path: { first: 0, last: 100, keys: [{ frame: 0, box: find(0, 350).box }, { frame: 100, box: find(500, 350).box }] } }, [zone('search', AREA)])).toBe(true);
    expect(isLeft(across(110, 280, 110), [zone('ignore', AREA)])).toBe(true);
    expect(isLeft(across(110, 280, 110), [zone('ignore', sourceBox(100, 100, 60, 100)), zone('ignore', sourceBox(240, 100, 60, 100))])).toBe(false);
  });

  it('is kept where it passes the dent of an area, or where one area leaves before another comes', () => {
    const prongs: Outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 0.3, y: 0 }, { x: 0.3, y: 0.9 }, { x: 0.7, y: 0.9 }, { x: 0.7, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }, { x: 0, y: 1 }] };
    const between = (from: number, to: number): { box: Box<'source'>; path: Path } => ({
      box: find(from, 120).box, path: { first: 0, last: 100, keys: [{ frame: 0, box: find(from, 120).box }, { frame: 100, box: find(to, 120).box }] },
    });
    expect(isLeft(between(110, 270), [zone('ignore', AREA, { shape: 'polygon', outline: prongs })])).toBe(false);
    const moved = (from: number, to: number): Decision =>
      zone('ignore', AREA, { path: { first: 0, last: 100, keys: [from, to].map((by, index) => ({ frame: 100 * index, box: { ...AREA, left: AREA.left + by } })) } });
    expect(isLeft(between(150, 150), [moved(0, 1000), moved(-1000, 0)])).toBe(false);
  });

  it('is kept on the frames on which no area is there, wherever those are', () => {
    const still: Path = { first: 0, last: 100, keys: [{ frame: 0, box: find(150, 150).box }, { frame: 100, box: find(150, 150).box }] };
    const until = (first: number, last: number): Decision => zone('ignore', AREA, { path: { first, last, keys: [{ frame: first, box: AREA }] } });
    expect(isLeft({ ...find(150, 150), path: still }, [until(0, 60), until(60, 100)])).toBe(true);
    expect(isLeft({ ...find(150, 150), path: still }, [until(0, 59), until(61, 100)])).toBe(false);
  });
});

it('is on the side of the find: whatever lies outside an ignored area, or mostly inside a searched one, is kept', () => {
  const side = fc.integer({ min: 5, max: 120 });
  fc.assert(
    fc.property(fc.nat(400), fc.nat(300), side, side, (left, top, width, height) => {
      const box = sourceBox(left, top, width, height);
      const shared = Math.max(0, Math.min(left + width, 300) - Math.max(left, 100)) * Math.max(0, Math.min(top + height, 200) - Math.max(top, 100));
      // A sample stands for its own part of the find.
      const share = shared / (width * height);
      if (share < 0.43) expect(isLeft({ box }, [zone('ignore', AREA)])).toBe(false);
      if (share > 0.57) expect(isLeft({ box }, [zone('search', AREA)])).toBe(false);
      if (share === 1) expect(isLeft({ box }, [zone('ignore', AREA)])).toBe(true);
      if (share === 0) expect(isLeft({ box }, [zone('search', AREA)])).toBe(true);
    }),
  );
});

describe('zonesOf', () => {
  it('puts a policy’s zones on a picture, as the policy’s', () => {
    const zones: PolicyZone[] = [
      { effect: 'search', shape: 'ellipse', left: 0.25, top: 0, width: 0.5, height: 1 },
      { effect: 'mask-outside', shape: 'rectangle', left: 0, top: 0.5, width: 1, height: 0.5 },
    ];
    expect(zonesOf(zones, [{ width: 400, height: 200 }])).toEqual([
      zone('search', sourceBox(100, 0, 200, 200), { id: 'z1', shape: 'ellipse', decidedBy: 'policy' }),
      zone('mask-outside', sourceBox(0, 100, 400, 100), { id: 'z2', decidedBy: 'policy' }),
    ]);
  });

  it('lays them on every page by that page’s own size, under ids that nothing else has', () => {
    const strip: PolicyZone = { effect: 'ignore', shape: 'rectangle', left: 0, top: 0, width: 1, height: 0.1 };
    const laid = zonesOf([strip], [{ width: 400, height: 200 }, { width: 100, height: 50 }], new Set(['z1', 'z3']));
    expect(laid.map(({ id, box, path }) => [id, box, path?.first, path?.last])).toEqual([['z2', sourceBox(0, 0, 400, 20), 0, 0], ['z4', sourceBox(0, 0, 100, 5), 1, 1]]);
  });
});

it('tells of every frame what it tells of each alone, whatever moves', () => {
  const near = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 10, max: 150 }), fc.integer({ min: 10, max: 150 })).map((sides) => sourceBox(...sides));
  const angle = fc.constantFrom(0, 30);
  const path = fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 12 }), near, near).map(([first, length, from, to]): Path => ({ first, last: first + length, keys: [{ frame: first, box: from }, { frame: first + length, box: to }] }));
  const dented: Outline = { type: 'polygon', points: [{ x: -0.5, y: 0 }, { x: 1.5, y: 0 }, { x: 1, y: 1 }, { x: 0.5, y: 0.3 }, { x: 0, y: 1 }] };
  const anyZone = fc
    .record({ effect: fc.constantFrom('ignore', 'search'), box: near, angle, path: fc.option(path), outlined: fc.boolean(), large: fc.boolean() })
    .map((drawn): Decision => zone(drawn.effect as ZoneEffect, drawn.large ? sourceBox(-100, -100, 600, 600) : drawn.box, {
      angle: drawn.angle, ...(drawn.path === null ? {} : { path: drawn.path }), ...(drawn.outlined ? { shape: 'polygon', outline: dented } : {}),
    }));
  fc.assert(
    fc.property(path, angle, fc.array(anyZone, { minLength: 1, maxLength: 3 }), (way, turn, zones) => {
      const whole = { box: way.keys[0]!.box, angle: turn, path: way };
      const frames = Array.from({ length: way.last - way.first + 1 }, (_, index) => way.first + index);
      const each = frames.every((frame) => isLeft({ box: boxAt(whole, frame)!, angle: turn }, onFrame(zones, frame)));
      // Less than a pixel between two frames counts as standing still; ways here are longer.
      fc.pre(way.keys.every(({ box }, index, all) => index === 0 || Math.abs(box.left - all[0]!.box.left) > 15));
      expect(isLeft(whole, zones)).toBe(each);
    }),
    { numRuns: 500 },
  );
});
