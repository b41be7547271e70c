import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SECONDS_1904_TO_1970, SECONDS_1970_TO_2001, utcText } from '../../../../../src/core/structure/video/utc-text.ts';

describe('utcText', () => {
  it('says what the platform says, from year 1 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
        expect(utcText(seconds)).toBe(new Date(seconds * 1000).toISOString().replace('T', ' ').replace('.000Z', ' UTC'));
      }),
      { numRuns: 2000 },
    );
  });

  it('says nothing outside those years', () => {
    for (const seconds of [253_402_300_800, -62_135_596_801, Infinity, NaN]) expect(utcText(seconds)).toBeNull();
  });

  it('knows where QuickTime and Matroska count from', () => {
    expect(utcText(-SECONDS_1904_TO_1970)).toBe('1904-01-01 00:00:00 UTC');
    expect(utcText(SECONDS_1970_TO_2001)).toBe('2001-01-01 00:00:00 UTC');
  });
});
