import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateFaceRfb, fuseLevels } from '../../../../../src/core/detect/calibration.ts';
import type { LevelFind } from '../../../../../src/core/detect/merge-levels.ts';
import { calibratePack, fusePack } from '../../../../../src/core/detect/packs/pack-calibration.ts';
import { parsePackManifest } from '../../../../../src/core/detect/packs/parse-pack-manifest.ts';
import { yunetJson } from './manifest.ts';

const { calibration } = parsePackManifest(yunetJson());
const find = (score: number, scale = 1, height = 24): LevelFind => ({ score, scale, cut: false, box: { left: 0, top: 0, width: height, height } });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('calibratePack', () => {
  it('follows the line of its level', () => {
    const logit = 1.84 * Math.log(0.7 / 0.3) - 1.07;
    expect(calibratePack(find(0.7), calibration)).toBeCloseTo(1 / (1 + Math.exp(-logit)), 10);
    expect(calibratePack(find(0.7, 2, 12), calibration)).not.toBeCloseTo(calibratePack(find(0.7), calibration), 3);
  });
  it('adds the size term for each doubling', () => {
    const odds = (p: number): number => Math.log(p / (1 - p));
    expect(odds(calibratePack(find(0.7, 1, 48), calibration)) - odds(calibratePack(find(0.7), calibration))).toBeCloseTo(0.36, 10);
  });
  it('takes the network’s own score where a pack brings no calibration', () => {
    expect(calibratePack(find(0.7), null)).toBe(0.7);
    expect(fusePack([0.6, 0.5], null, false)).toBe(0.6);
  });
  it('never falls as a score or its company rises', () => {
    fc.assert(
      fc.property(share, share, share, fc.boolean(), (a, b, c, thorough) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(calibratePack(find(low), calibration)).toBeLessThanOrEqual(calibratePack(find(high), calibration));
        expect(fusePack([low], calibration, thorough)).toBeLessThanOrEqual(fusePack([high], calibration, thorough));
        expect(fusePack([low], calibration, thorough)).toBeLessThanOrEqual(fusePack([low, c], calibration, thorough));
      }),
    );
  });
});

describe('two views of the shipped detector', () => {
  it('are believed less for the same agreement', () => {
    expect(fuseLevels([0.5, 0.4], true)).toBeLessThan(fuseLevels([0.5, 0.4]));
  });
  it('have lines of their own for the levels halfway', () => {
    expect(calibrateFaceRfb(find(0.7, Math.SQRT1_2), true)).not.toBeCloseTo(calibrateFaceRfb(find(0.7, 0.5), true), 3);
    expect(calibrateFaceRfb(find(0.7, 0.01), true)).toBeGreaterThan(0);
  });
});
