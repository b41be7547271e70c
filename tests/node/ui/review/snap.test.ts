import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { NO_LINES, snapHandle, snapLines, snapMove, snapPoint } from '../../../../src/ui/review/snap.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';

const PICTURE = { width: 400, height: 300 };
const OTHER: Decision = { id: 'other', kind: 'face', origin: 'person', score: null, box: sourceBox(100, 50, 40, 20), shape: 'rectangle', state: 'accepted', decidedBy: 'person', fill: null };
const LINES = snapLines([OTHER], [], PICTURE);

describe('snapLines', () => {
  it('are the edges and middles of the picture and of every region on it', () => {
    expect(LINES).toEqual({ x: [0, 200, 400, 100, 120, 140], y: [0, 150, 300, 50, 60, 70] });
  });

  it('leave out what is being moved', () => {
    expect(snapLines([OTHER], [OTHER.id], PICTURE)).toEqual({ x: [0, 200, 400], y: [0, 150, 300] });
  });

  it('are those of the hull where a region is turned', () => {
    expect(snapLines([{ ...OTHER, angle: 90 }], [], PICTURE).x.slice(3)).toEqual([110, 120, 130]);
  });
});

describe('snapPoint', () => {
  it('goes to the nearer line within reach, and each way for itself', () => {
    expect(snapPoint({ x: 138, y: 90 }, LINES, 6)).toEqual({ x: 140, y: 90, onX: 140, onY: null });
    expect(snapPoint({ x: 104, y: 55.5 }, LINES, 6)).toEqual({ x: 100, y: 60, onX: 100, onY: 60 });
  });

  it('stays where it is out of reach, and where there are no lines', () => {
    expect(snapPoint({ x: 107, y: 80 }, LINES, 6)).toEqual({ x: 107, y: 80, onX: null, onY: null });
    expect(snapPoint({ x: 101, y: 51 }, NO_LINES, 6)).toEqual({ x: 101, y: 51, onX: null, onY: null });
  });

  it('never goes farther than its reach, and lies on a line when it went at all', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 400, noNaN: true }), fc.double({ min: 0, max: 300, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }), (x, y, reach) => {
        const snapped = snapPoint({ x, y }, LINES, reach);
        expect(Math.abs(snapped.x - x)).toBeLessThanOrEqual(reach + 1e-9);
        if (snapped.onX !== null) expect(snapped.x).toBeCloseTo(snapped.onX, 9);
        else expect(snapped.x).toBe(x);
      }),
    );
  });
});

describe('snapMove', () => {
  const hull = sourceBox(10, 200, 30, 30);

  it('brings the left edge, the middle or the right edge to a line, whichever is nearest', () => {
    expect(snapMove(hull, { x: 88, y: 0 }, LINES, 6)).toMatchObject({ x: 90, onX: 100 });
    expect(snapMove(hull, { x: 177, y: 0 }, LINES, 6)).toMatchObject({ x: 175, onX: 200 });
    expect(snapMove(hull, { x: 357, y: 0 }, LINES, 6)).toMatchObject({ x: 360, onX: 400 });
  });

  it('takes each way for itself', () => {
    expect(snapMove(hull, { x: 60, y: 68 }, LINES, 6)).toEqual({ x: 60, y: 70, onX: 100, onY: 300 });
  });
});

describe('snapHandle', () => {
  const box = sourceBox(10, 200, 30, 30);

  it('moves only the edges that the handle moves', () => {
    expect(snapHandle(box, 'e', { x: 57, y: 0 }, LINES, 6)).toEqual({ x: 60, y: 0, onX: 100, onY: null });
    expect(snapHandle(box, 'n', { x: 57, y: -48 }, LINES, 6)).toEqual({ x: 57, y: -50, onX: null, onY: 150 });
    expect(snapHandle(box, 'nw', { x: -8, y: -53 }, LINES, 6)).toEqual({ x: -10, y: -50, onX: 0, onY: 150 });
  });
});
