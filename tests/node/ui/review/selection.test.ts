import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { hullOfAll, roomFor, toggled, touchedBy } from '../../../../src/ui/review/selection.ts';
import { regionOn } from './regions.ts';

const picture = { width: 400, height: 300 };
const at = (id: string, left: number, top: number, width = 20, height = 20, angle = 0) => ({ ...regionOn(id, 0, 0), box: sourceBox(left, top, width, height), angle });

describe('selection', () => {
  it('adds a region, and takes it out the second time', () => {
    expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
    expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('takes what a box touches, also by the corner of a turned region', () => {
    const regions = [at('a', 0, 0), at('b', 100, 0), at('c', 200, 95, 100, 4, 90)];
    expect(touchedBy(regions, sourceBox(10, 10, 95, 5))).toEqual(['a', 'b']);
    expect(touchedBy(regions, sourceBox(240, 50, 20, 5))).toEqual(['c']);
    expect(touchedBy(regions, sourceBox(20, 20, 80, 80))).toEqual([]);
  });

  it('has a hull around all, as they lie', () => {
    expect(hullOfAll([])).toBeNull();
    expect(hullOfAll([at('a', 10, 20), at('b', 100, 0)])).toEqual(sourceBox(10, 0, 110, 40));
  });
});

describe('roomFor', () => {
  const box = fc.record({ left: fc.integer({ min: 0, max: 300 }), top: fc.integer({ min: 0, max: 200 }), width: fc.integer({ min: 4, max: 100 }), height: fc.integer({ min: 4, max: 100 }) });
  const way = fc.record({ x: fc.double({ min: -900, max: 900, noNaN: true }), y: fc.double({ min: -900, max: 900, noNaN: true }) });

  it('keeps all boxes in the picture, goes whole pixels, and never further than wanted', () => {
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 5 }), way, (boxes, by) => {
        const { x, y } = roomFor(boxes, by, picture);
        expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
        expect(Math.abs(x)).toBeLessThanOrEqual(Math.abs(Math.round(by.x)));
        for (const { left, top, width, height } of boxes) {
          expect(left + x >= 0 && left + width + x <= picture.width).toBe(true);
          expect(top + y >= 0 && top + height + y <= picture.height).toBe(true);
        }
      }),
    );
  });

  it('lets a box that reaches past an edge go inwards only', () => {
    expect(roomFor([sourceBox(-10, 50, 40, 40)], { x: -5, y: 5 }, picture)).toEqual({ x: 0, y: 5 });
    expect(roomFor([sourceBox(-10, 50, 40, 40)], { x: 30, y: 0 }, picture)).toEqual({ x: 30, y: 0 });
  });
});
