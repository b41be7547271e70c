import { describe, expect, it } from 'vitest';
import { isPlatePlace, PLATE_CARRIERS, plateZone } from '../../../../../src/core/detect/plates/plate-place.ts';
import { sourceBox } from '../../../../../src/core/geometry/box.ts';

const car = sourceBox(100, 100, 200, 100);
const line = (centreX: number, centreY: number, width = 40) => ({ centreX, centreY, width, height: 10, angle: 0 });

describe('isPlatePlace', () => {
  it('takes a plate low on the vehicle, and one just below a box that ends too early', () => {
    expect(isPlatePlace(line(200, 180), car)).toBe(true);
    expect(isPlatePlace(line(200, 207), car)).toBe(true);
  });

  it('refuses what is on the roof, beside, below, too wide and too narrow', () => {
    for (const other of [line(200, 115), line(80, 180), line(320, 180), line(200, 215), line(200, 180, 150), line(200, 180, 6)]) expect(isPlatePlace(other, car)).toBe(false);
  });
});

describe('plateZone', () => {
  it('is the vehicle below its roof, with a little around it', () => {
    expect(plateZone(car, { width: 1000, height: 1000 })).toEqual({ left: 90, top: 120, width: 220, height: 93 });
  });

  it('stays within the picture', () => {
    const zone = plateZone(sourceBox(-20, 50, 200, 100), { width: 150, height: 120 });
    expect(zone).toEqual({ left: 0, top: 70, width: 150, height: 50 });
  });
});

describe('PLATE_CARRIERS', () => {
  it('holds vehicles and nothing else', () => {
    expect(PLATE_CARRIERS.has('motorcycle')).toBe(true);
    expect(PLATE_CARRIERS.has('person')).toBe(false);
  });
});
