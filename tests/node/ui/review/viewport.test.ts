import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { fitView, MAX_SCALE, minScale, pan, scrollTo, showRegion, toPicture, toStage, zoomAbout, zoomToBox } from '../../../../src/ui/review/viewport.ts';

const stage = { width: 800, height: 600 };
const picture = { width: 4000, height: 3000 };

describe('fitView', () => {
  it('shows the whole picture in the middle', () => {
    const view = fitView(picture, stage);
    expect(toPicture(view, { x: 400, y: 300 })).toEqual({ x: 2000, y: 1500 });
    expect(view.x).toBeGreaterThan(0);
    expect(view.y).toBeGreaterThan(0);
  });

  it('does not enlarge a small picture', () => {
    expect(fitView({ width: 20, height: 10 }, stage).scale).toBe(1);
  });
});

describe('zoomAbout', () => {
  it('keeps the point under the pointer where it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.8, max: 3, noNaN: true }), fc.integer({ min: 100, max: 700 }), fc.integer({ min: 100, max: 500 }), (factor, x, y) => {
        const view = fitView(picture, stage);
        const before = toPicture(view, { x, y });
        const after = toPicture(zoomAbout(view, factor, { x, y }, picture, stage), { x, y });
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
    );
  });

  it('stops at the largest and the smallest scale', () => {
    const view = fitView(picture, stage);
    expect(zoomAbout(view, 1e9, { x: 400, y: 300 }, picture, stage).scale).toBe(MAX_SCALE);
    expect(zoomAbout(view, 1e-9, { x: 400, y: 300 }, picture, stage).scale).toBe(minScale(picture, stage));
  });
});

describe('pan', () => {
  it('never loses the picture', () => {
    const view = pan(fitView(picture, stage), -1e6, 1e6, picture, stage);
    expect(view.x + picture.width * view.scale).toBeGreaterThan(0);
    expect(view.y).toBeLessThan(stage.height);
  });
});

describe('showRegion', () => {
  it('leaves the view alone when the region can be seen and judged', () => {
    const view = fitView(picture, stage);
    expect(showRegion(view, sourceBox(1000, 1000, 400, 400), picture, stage)).toBe(view);
  });

  it('moves a region that is in sight in part no farther than needed', () => {
    const view = fitView(picture, stage);
    const box = sourceBox(1000, 2800, 400, 200);
    const shown = showRegion(view, box, picture, stage);
    expect(shown.scale).toBe(view.scale);
    expect(shown.x).toBe(view.x);
    expect(shown.y).toBeLessThan(view.y);
    expect(view.y - shown.y).toBeLessThan(72);
    expect(showRegion(shown, box, picture, stage)).toBe(shown);
  });

  it('brings a region that is out of sight to the middle', () => {
    const view = pan(fitView(picture, stage), -700, 0, picture, stage);
    const shown = showRegion(view, sourceBox(1000, 1000, 400, 400), picture, stage);
    expect(toStage(shown, { x: 1200, y: 1200 })).toEqual({ x: expect.closeTo(400, 6), y: expect.closeTo(300, 6) });
  });

  it('enlarges a region that is too small to judge', () => {
    const view = showRegion(fitView(picture, stage), sourceBox(1000, 1000, 20, 20), picture, stage);
    expect(20 * view.scale).toBeGreaterThanOrEqual(32);
    const middle = toPicture(view, { x: 400, y: 300 });
    expect([middle.x, middle.y]).toEqual([expect.closeTo(1010, 6), expect.closeTo(1010, 6)]);
  });
});

describe('showRegion for a region that is larger than the stage', () => {
  it('zooms out until all of it is clear of the bars, and stays there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 3000 }), fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (width, height, left, top) => {
        const near = zoomToBox(sourceBox(3900, 2900, 10, 10), picture, stage);
        const box = sourceBox(left, top, width, height);
        const shown = showRegion(near, box, picture, stage);
        const from = toStage(shown, { x: left, y: top });
        const to = toStage(shown, { x: left + width, y: top + height });
        expect(Math.min(from.x, from.y, stage.width - to.x)).toBeGreaterThanOrEqual(0);
        expect(to.y).toBeLessThanOrEqual(stage.height - (shown.scale > fitView(picture, stage).scale ? 72 - 1e-6 : 0));
        expect(showRegion(shown, box, picture, stage).scale).toBe(shown.scale);
      }),
    );
  });

  it('never shows the picture smaller than whole', () => {
    const near = zoomToBox(sourceBox(100, 100, 10, 10), picture, stage);
    expect(showRegion(near, sourceBox(0, 0, 4000, 3000), picture, stage)).toEqual(fitView(picture, stage));
  });

  it('keeps the zoom where all of the region is in sight, or fits', () => {
    const near = zoomToBox(sourceBox(1000, 1000, 300, 100), picture, stage);
    expect(showRegion(near, sourceBox(1000, 1000, 310, 100), picture, stage)).toBe(near);
    expect(showRegion(near, sourceBox(3000, 2000, 200, 150), picture, stage).scale).toBe(near.scale);
  });
});

describe('zoomToBox', () => {
  it('fills the stage with the box, in the middle, and never more than the stage', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 1500 }), fc.integer({ min: 40, max: 1500 }), fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 1500 }), (width, height, left, top) => {
        const view = zoomToBox(sourceBox(left, top, width, height), picture, stage);
        const from = toStage(view, { x: left, y: top });
        const to = toStage(view, { x: left + width, y: top + height });
        expect(from.x).toBeGreaterThanOrEqual(0);
        expect(from.y).toBeGreaterThanOrEqual(0);
        expect(to.x).toBeLessThanOrEqual(stage.width);
        expect(to.y).toBeLessThanOrEqual(stage.height);
        expect((from.x + to.x) / 2).toBeCloseTo(stage.width / 2, 6);
        expect(Math.max((to.x - from.x) / stage.width, (to.y - from.y) / stage.height)).toBeGreaterThan(0.7);
      }),
    );
  });
});

describe('scrollTo', () => {
  it('leaves the view alone when the box is clear of the bars', () => {
    const view = fitView(picture, stage);
    expect(scrollTo(view, sourceBox(1800, 1400, 100, 100), picture, stage)).toBe(view);
  });

  it('brings any box that fits clear of the bars, at the same zoom', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3900 }), fc.integer({ min: 0, max: 2900 }), fc.integer({ min: -4000, max: 4000 }), fc.integer({ min: -3000, max: 3000 }), (left, top, dx, dy) => {
        const start = pan({ scale: 1, x: 0, y: 0 }, dx, dy, picture, stage);
        const view = scrollTo(start, sourceBox(left, top, 100, 100), picture, stage);
        const at = toStage(view, { x: left, y: top });
        expect(view.scale).toBe(1);
        expect(at.x).toBeGreaterThanOrEqual(16);
        expect(at.x + 100).toBeLessThanOrEqual(stage.width - 16);
        expect(at.y).toBeGreaterThanOrEqual(56);
        expect(at.y + 100).toBeLessThanOrEqual(stage.height - 72);
      }),
    );
  });
});
