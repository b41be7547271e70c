import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedBox } from '../../../../src/core/geometry/box.ts';
import { orientedSize, sourceToStored, storedToSource } from '../../../../src/core/geometry/orientation.ts';
import type { Orientation } from '../../../../src/core/structure/inspection.ts';

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
const STORED = { width: 40, height: 30 };

/** Where the stored picture's corner pixel (0, 0) and its neighbour to the right (1, 0) are shown, from the Exif tables. */
const CORNERS: Readonly<Record<Orientation, readonly [[number, number], [number, number]]>> = {
  1: [[0, 0], [1, 0]],
  2: [[39, 0], [38, 0]],
  3: [[39, 29], [38, 29]],
  4: [[0, 29], [1, 29]],
  5: [[0, 0], [0, 1]],
  6: [[29, 0], [29, 1]],
  7: [[29, 39], [29, 38]],
  8: [[0, 39], [0, 38]],
};

describe('orientation', () => {
  it.each(ORIENTATIONS)('shows the first stored pixels where Exif orientation %i puts them', (orientation) => {
    const [first, second] = CORNERS[orientation];
    expect(storedToSource(storedBox(0, 0, 1, 1), STORED, orientation)).toEqual({ left: first[0], top: first[1], width: 1, height: 1 });
    expect(storedToSource(storedBox(1, 0, 1, 1), STORED, orientation)).toEqual({ left: second[0], top: second[1], width: 1, height: 1 });
  });

  it.each(ORIENTATIONS)('fills the whole displayed picture from the whole stored one at orientation %i', (orientation) => {
    const size = orientedSize(STORED, orientation);
    expect(size).toEqual(orientation >= 5 ? { width: 30, height: 40 } : STORED);
    expect(storedToSource(storedBox(0, 0, 40, 30), STORED, orientation)).toEqual({ left: 0, top: 0, ...size });
  });

  it('maps every box back to where it came from', () => {
    const whole = fc.integer({ min: -50, max: 100 });
    fc.assert(
      fc.property(whole, whole, whole, whole, fc.constantFrom(...ORIENTATIONS), (left, top, width, height, orientation) => {
        const box = storedBox(left, top, width, height);
        // toEqual tells 0 from -0, which no pixel does.
        const back = sourceToStored(storedToSource(box, STORED, orientation), STORED, orientation);
        expect([back.left + 0, back.top + 0, back.width, back.height]).toEqual([left + 0, top + 0, width, height]);
      }),
    );
  });
});
