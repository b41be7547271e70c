import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { corners, sourceBox, type Box } from '../../../../src/core/geometry/box.ts';
import type { Outline } from '../../../../src/core/geometry/outline.ts';
import { placing } from '../../../../src/core/geometry/outline.ts';
import { HANDLES, MIN_SIDE, type Handle } from '../../../../src/ui/review/region-box.ts';
import { angleBetween, cursorOf, normalAngle, resizeTurned, steppedAngle, turnedBy } from '../../../../src/ui/review/turned-region.ts';

const picture = { width: 2000, height: 1500 };
const angle = fc.integer({ min: -89, max: 90 });
const way = fc.integer({ min: -600, max: 600 });
const box = fc.record({ left: fc.integer({ min: 600, max: 900 }), top: fc.integer({ min: 500, max: 700 }), width: fc.integer({ min: 10, max: 300 }), height: fc.integer({ min: 10, max: 300 }) });

/** Where a handle of a turned box lies in the picture. */
function handleAt(of: Box<'source'>, turn: number, handle: Handle): { x: number; y: number } {
  const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return placing({ box: of, angle: turn })({ x, y });
}
const OPPOSITE: Readonly<Record<Handle, Handle>> = { nw: 'se', n: 's', ne: 'sw', e: 'w', se: 'nw', s: 'n', sw: 'ne', w: 'e' };

describe('resizeTurned', () => {
  it('keeps the opposite corner or side in place, whatever is dragged how far', () => {
    fc.assert(
      fc.property(box, angle, fc.constantFrom(...HANDLES), way, way, (before, turn, handle, dx, dy) => {
        const after = resizeTurned({ box: before, angle: turn }, handle, dx, dy, picture);
        const fixed = handleAt(before, turn, OPPOSITE[handle]);
        const there = handleAt(after, turn, OPPOSITE[handle]);
        expect(there.x).toBeCloseTo(fixed.x, 6);
        expect(there.y).toBeCloseTo(fixed.y, 6);
        expect(Math.min(after.width, after.height)).toBeGreaterThanOrEqual(MIN_SIDE - 1e-9);
      }),
    );
  });

  it('takes a corner to where the pointer is while sides stay long enough', () => {
    fc.assert(
      fc.property(box, angle, fc.constantFrom<Handle>('nw', 'ne', 'se', 'sw'), fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 }), (before, turn, handle, dx, dy) => {
        const from = handleAt(before, turn, handle);
        const to = handleAt(resizeTurned({ box: before, angle: turn }, handle, dx, dy, picture), turn, handle);
        expect(to.x).toBeCloseTo(from.x + dx, 6);
        expect(to.y).toBeCloseTo(from.y + dy, 6);
      }),
    );
  });

  it('changes only the side whose middle is dragged', () => {
    const after = resizeTurned({ box: sourceBox(800, 600, 100, 40), angle: 90 }, 'e', 50, 30, picture);
    expect(after.height).toBeCloseTo(40, 9);
    expect(after.width).toBeCloseTo(130, 9);
  });

  it('keeps the centre in the picture', () => {
    fc.assert(
      fc.property(angle, fc.constantFrom(...HANDLES), fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -9000, max: 9000 }), (turn, handle, dx, dy) => {
        const { left, top, width, height } = resizeTurned({ box: sourceBox(30, 1400, 60, 80), angle: turn }, handle, dx, dy, picture);
        expect(left + width / 2).toBeGreaterThanOrEqual(-1e-6);
        expect(left + width / 2).toBeLessThanOrEqual(picture.width + 1e-6);
        expect(top + height / 2).toBeGreaterThanOrEqual(-1e-6);
        expect(top + height / 2).toBeLessThanOrEqual(picture.height + 1e-6);
      }),
    );
  });
});

describe('turnedBy', () => {
  const outline: Outline = { type: 'polygon', points: [{ x: 0, y: 0 }, { x: 1, y: 0.2 }, { x: 0.3, y: 1 }] };
  const places = (of: Box<'source'>, turned: { angle: number; outline?: Outline }): readonly { x: number; y: number }[] => {
    const shape = turned.outline ?? outline;
    return shape.type === 'polygon' ? shape.points.map(placing({ box: of, angle: turned.angle })) : [];
  };

  it('keeps angles above -90 to 90', () => {
    expect([90, 91, 180, -90, 270, 450, 0].map((degrees) => normalAngle(degrees))).toEqual([90, -89, 0, 90, 90, 90, 0]);
    fc.assert(fc.property(fc.integer({ min: -1000, max: 1000 }), (degrees) => {
      const normal = normalAngle(degrees);
      expect(normal > -90 && normal <= 90).toBe(true);
      expect(Math.abs((degrees - normal) % 180)).toBe(0);
    }));
  });

  it('turns the corners of a polygon by what was asked, also beyond 90 degrees', () => {
    fc.assert(
      fc.property(box, angle, fc.integer({ min: -400, max: 400 }), (of, start, by) => {
        const wanted = places(of, { angle: start + by });
        places(of, turnedBy({ angle: start, outline }, by)).forEach(({ x, y }, index) => {
          expect(x).toBeCloseTo(wanted[index]!.x, 6);
          expect(y).toBeCloseTo(wanted[index]!.y, 6);
        });
      }),
    );
  });

  it('leaves the outline alone while the angle stays in its range', () => {
    expect(turnedBy({ angle: 10, outline }, 20)).toEqual({ angle: 30 });
    expect(turnedBy({}, 100)).toEqual({ angle: -80 });
  });
});

describe('dragging the turn handle', () => {
  it('is the angle about the centre, the short way round', () => {
    expect(angleBetween({ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 })).toBeCloseTo(90, 9);
    expect(angleBetween({ x: 0, y: 0 }, { x: -1, y: -0.1 }, { x: -1, y: 0.1 })).toBeCloseTo(-11.42, 2);
  });

  it('goes in steps of 15 degrees', () => {
    expect([7, 8, -8, 52, 53].map((degrees) => steppedAngle(degrees) + 0)).toEqual([0, 15, -15, 45, 60]);
  });

  it('shows the cursor that points along the way of the handle', () => {
    expect(cursorOf('e', 0)).toBe('ew-resize');
    expect(cursorOf('e', 90)).toBe('ns-resize');
    expect(cursorOf('nw', -45)).toBe('ew-resize');
  });

  it('agrees with the corners that the mask has', () => {
    const turned = { box: sourceBox(100, 100, 60, 20), angle: 30 };
    const [first] = corners(turned);
    expect(handleAt(turned.box, 30, 'nw').x).toBeCloseTo(first.x, 9);
  });
});
