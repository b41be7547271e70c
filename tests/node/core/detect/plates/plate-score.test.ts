import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plateScore, PLATE_SCORES, type PlateEvidence } from '../../../../../src/core/detect/plates/plate-score.ts';
import { plateText } from '../../../../../src/core/detect/plates/plate-text.ts';

const score = (text: string, more: Partial<PlateEvidence> = {}): number =>
  plateScore({ ratio: 4, lineScore: 0.9, text: plateText(text), readScore: 0.9, vehicleScore: 0, onPage: false, ...more });
const onVehicle = { vehicleScore: 0.6 };
const MASKED = 0.5;

describe('plateScore', () => {
  it('masks what reads like a plate, more surely on a vehicle', () => {
    expect(score('B 225 RTK')).toBe(PLATE_SCORES.read);
    expect(score('B 225 RTK', onVehicle)).toBe(PLATE_SCORES.readOnVehicle);
    expect(score('7ABC123')).toBeGreaterThanOrEqual(MASKED);
  });

  it('masks unclear capitals on a vehicle, and asks about them elsewhere', () => {
    expect(score('BOXEN', { ...onVehicle, readScore: 0.77 })).toBe(PLATE_SCORES.unclearOnVehicle);
    expect(score('BOXEN', { vehicleScore: 0.16, readScore: 0.77 })).toBe(PLATE_SCORES.unclearOnVehicle);
    expect(score('BOXEN', { readScore: 0.77 })).toBe(PLATE_SCORES.unclear);
  });

  it('asks about a clear word on a vehicle, and ignores it elsewhere', () => {
    expect(score('DACIA', { ...onVehicle, readScore: 0.99 })).toBe(PLATE_SCORES.textOnVehicle);
    expect(score('BAKERY', { readScore: 0.99 })).toBe(0);
  });

  it('asks about text on a clear vehicle that nobody can read, not on a doubtful one', () => {
    expect(score('', { ...onVehicle, readScore: 0 })).toBe(PLATE_SCORES.textOnVehicle);
    expect(score('', { vehicleScore: 0.2, readScore: 0 })).toBe(0);
    expect(score('', { ...onVehicle, readScore: 0, lineScore: 0.5 })).toBe(0);
  });

  it('does not mask guesses, short strings and words with lower case away from vehicles', () => {
    for (const [text, more] of [['4208', { readScore: 0.39 }], ['226', {}], ['Line 24', {}]] as const) expect(score(text, more)).toBe(PLATE_SCORES.weak);
  });

  it('neither masks nor asks about what is on a page of text', () => {
    expect(score('INV 2041', { onPage: true })).toBe(PLATE_SCORES.onPage);
    expect(PLATE_SCORES.onPage).toBeLessThan(0.2);
  });

  it('refuses shapes that no plate has, and burned-in times', () => {
    for (const ratio of [0.9, 9]) expect(score('B 225 RTK', { ...onVehicle, ratio })).toBe(0);
    expect(score('2023-05-17', onVehicle)).toBe(0);
    expect(score('12:30:05', onVehicle)).toBe(0);
  });

  it('is one of its scores or 0, and never falls when there is a vehicle', () => {
    const evidence = fc.record({
      ratio: fc.double({ min: 0.1, max: 12, noNaN: true }),
      lineScore: fc.double({ min: 0, max: 1, noNaN: true }),
      text: fc.string({ maxLength: 12 }).map(plateText),
      readScore: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const known: readonly number[] = [0, ...Object.values(PLATE_SCORES)];
    fc.assert(
      fc.property(evidence, (given) => {
        const without = plateScore({ ...given, vehicleScore: 0, onPage: false });
        const on = plateScore({ ...given, vehicleScore: 0.9, onPage: false });
        expect(known).toContain(without);
        expect(known).toContain(on);
        expect(on).toBeGreaterThanOrEqual(without);
      }),
    );
  });
});
