import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateFaceRfb, fuseLevels } from '../../../../src/core/detect/calibration.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';

const calibrated = (score: number, scale: number, height: number): number =>
  calibrateFaceRfb({ score, scale, cut: false, box: sourceBox(0, 0, height, height) });
const scale = fc.constantFrom(2, 1, 0.5, 0.25, 1 / 64);
const height = fc.double({ min: 0.1, max: 5000, noNaN: true });
const score = fc.double({ min: 0, max: 1, noNaN: true });

describe('calibrateFaceRfb', () => {
  it('stays strictly between 0 and 1, also for the scores 0 and 1', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(0, 1), score), scale, height, (raw, at, h) => {
        const p = calibrated(raw, at, h);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThan(1);
      }),
    );
  });

  it('never gives a higher raw score a lower confidence', () => {
    fc.assert(
      fc.property(score, score, scale, height, (a, b, at, h) => {
        expect(calibrated(Math.max(a, b), at, h)).toBeGreaterThanOrEqual(calibrated(Math.min(a, b), at, h));
      }),
    );
  });

  it('trusts the same raw score less at twice the size than at a quarter', () => {
    expect(calibrated(0.7, 2, 24)).toBeLessThan(calibrated(0.7, 1 / 4, 24));
  });

  it('measures a find in pixels of its level', () => {
    expect(calibrated(0.7, 2, 24)).toBeCloseTo(1 / (1 + Math.exp(-(0.59 * Math.log(0.7 / 0.3) - 0.55 - 0.72))), 12);
    expect(calibrated(0.7, 1, 24)).toBeCloseTo(1 / (1 + Math.exp(-(0.83 * Math.log(0.7 / 0.3) - 1.15))), 12);
  });
});

describe('fuseLevels', () => {
  const scores = fc.array(fc.double({ min: 0.001, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 5 });

  it('never lowers the confidence when one more level saw it', () => {
    fc.assert(
      fc.property(scores, score, (levels, more) => {
        expect(fuseLevels([...levels, more])).toBeGreaterThanOrEqual(fuseLevels(levels) - 1e-12);
      }),
    );
  });

  it('rises with every level’s score', () => {
    fc.assert(
      fc.property(scores, score, score, (levels, a, b) => {
        expect(fuseLevels([...levels, Math.max(a, b)])).toBeGreaterThanOrEqual(fuseLevels([...levels, Math.min(a, b)]));
      }),
    );
  });

  it('claims less than levels would that were independent', () => {
    fc.assert(
      fc.property(scores, (levels) => {
        const independent = 1 - levels.reduce((miss, p) => miss * (1 - p), 1);
        expect(fuseLevels(levels)).toBeLessThan(independent);
      }),
    );
  });

  it('stays between 0 and 1 where levels are certain', () => {
    expect(fuseLevels([1, 1])).toBeLessThan(1);
    expect(fuseLevels([1, 1])).toBeGreaterThan(0.99);
    expect(fuseLevels([0])).toBeLessThan(0.001);
  });
});
