import { describe, expect, it } from 'vitest';
import { plateCandidates, type ReadLine } from '../../../../../src/core/detect/plates/plate-candidates.ts';
import { PLATE_SCORES } from '../../../../../src/core/detect/plates/plate-score.ts';

const line = (text: string, centreX: number, centreY: number, more: Partial<ReadLine> & { width?: number; height?: number } = {}): ReadLine => {
  const { width = 80, height = 20, ...rest } = more;
  return { rectangle: { centreX, centreY, width, height, angle: 0 }, lineScore: 0.9, text, readScore: 0.95, vehicleScore: 0.6, look: 0, ...rest };
};

describe('plateCandidates', () => {
  it('makes one plate of the two rows of a motorcycle', () => {
    const rows = [line('AB12', 50, 20, { width: 60 }), line('345', 50, 44, { width: 60 })];
    const [plate, ...others] = plateCandidates(rows, false);
    expect(others).toEqual([]);
    expect(plate).toMatchObject({ score: PLATE_SCORES.readOnVehicle, rectangle: { centreX: 50, centreY: 32, width: 60, height: 44 } });
  });

  it('only asks about two rows away from vehicles', () => {
    const rows = [line('AB', 50, 20, { width: 50, vehicleScore: 0 }), line('345', 50, 44, { width: 50, vehicleScore: 0 })];
    expect(plateCandidates(rows, false)[0]?.score).toBe(PLATE_SCORES.weak);
  });

  it('makes one plate of two parts of a row, so that neither is left bare', () => {
    const [plate] = plateCandidates([line('B', 15, 20, { width: 20 }), line('225RTK', 75, 20)], false);
    expect(plate?.rectangle).toMatchObject({ width: 110, height: 20 });
  });

  it('takes a last letter along that is too narrow to count as lying on the vehicle', () => {
    const [plate] = plateCandidates([line('MH12AB123', 50, 20), line('4', 97, 20, { width: 8, vehicleScore: 0 })], false);
    expect(plate).toMatchObject({ score: PLATE_SCORES.readOnVehicle, rectangle: { width: 91 } });
  });

  it('does not join a lamp that reads as something', () => {
    const [plate] = plateCandidates([line('07AAC', 50, 20), line('IU', 110, 20, { width: 30, readScore: 0.5 })], false);
    expect(plate?.rectangle.width).toBe(80);
  });

  it('does not join the finds of two looks', () => {
    const [plate] = plateCandidates([line('07AAC', 50, 20), line('89', 110, 20, { width: 30, look: 1 })], false);
    expect(plate?.rectangle.width).toBe(80);
  });

  it('keeps a plate that several looks found once, as large as the best of them', () => {
    const found = plateCandidates([line('B225RTK', 50, 20), line('B225RTK', 51, 20, { width: 90, look: 1 }), line('8225', 45, 20, { width: 50, look: 2 })], false);
    expect(found).toHaveLength(1);
    expect(found[0]?.rectangle.width).toBe(90);
  });

  it('joins nothing on a page of text', () => {
    const rows = [line('AB12', 50, 20, { vehicleScore: 0 }), line('345', 50, 44, { vehicleScore: 0 })];
    expect(plateCandidates(rows, true).every(({ score }) => score === PLATE_SCORES.onPage)).toBe(true);
  });

  it('is empty without lines', () => {
    expect(plateCandidates([], false)).toEqual([]);
  });
});
