import { describe, expect, it } from 'vitest';
import { around, neighbourhood } from '../../../../../src/core/detect/plates/join-lines.ts';
import { fromFrame, type RotatedRectangle } from '../../../../../src/core/detect/text/rotated-rectangle.ts';

const line = (centreX: number, centreY: number, width = 60, height = 20, angle = 0): RotatedRectangle => ({ centreX, centreY, width, height, angle });

describe('neighbourhood', () => {
  it('knows two rows of one plate, in their order', () => {
    expect(neighbourhood(line(50, 20), line(50, 44))).toBe('stacked');
    expect(neighbourhood(line(50, 44), line(50, 20))).toBeNull();
  });

  it('knows two parts of one row, in their order', () => {
    expect(neighbourhood(line(50, 20), line(120, 21))).toBe('in-row');
    expect(neighbourhood(line(120, 20), line(50, 21))).toBeNull();
  });

  it('keeps apart what is far, of another size or turned otherwise', () => {
    for (const other of [line(50, 70), line(200, 20), line(50, 60, 60, 60), line(50, 44, 60, 20, 30), line(110, 44, 40)]) {
      expect(neighbourhood(line(50, 20), other)).toBeNull();
    }
  });

  it('sees the same on a tilted plate', () => {
    const upper = line(50, 50, 60, 20, 25);
    const lower = fromFrame(upper, { x: 0, y: 24 });
    const right = fromFrame(upper, { x: 70, y: 0 });
    expect(neighbourhood(upper, line(lower.x, lower.y, 60, 20, 25))).toBe('stacked');
    expect(neighbourhood(upper, line(right.x, right.y, 60, 20, 25))).toBe('in-row');
  });
});

describe('around', () => {
  it('covers both', () => {
    expect(around(line(50, 20), line(50, 44))).toMatchObject({ centreX: 50, centreY: 32, width: 60, height: 44 });
  });
});
