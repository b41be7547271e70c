import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  captureTimeText,
  checkedCaptureTime,
  checkedResolution,
  chosenValues,
  NOTHING_KEPT,
  resolutionText,
  sortsOf,
  turnedResolution,
  valuesToKeep,
} from '../../../../src/core/structure/kept-metadata.ts';

const FAX = { x: 204, y: 98, unit: 'inch' } as const;
const TIME = { year: 2024, month: 2, day: 29, hour: 23, minute: 59, second: 58, offsetMinutes: -210 } as const;
const BOTH = { resolutions: [FAX], captureTime: TIME };

describe('checkedResolution', () => {
  it('rounds away digits that could carry something', () => {
    expect(checkedResolution(300.004711, 72.1234567, 'inch')).toEqual({ x: 300, y: 72.12, unit: 'inch' });
    expect(checkedResolution(8031.4711, 3858.2, 'metre')).toEqual({ x: 8031, y: 3858, unit: 'metre' });
  });

  it.each([
    [1, 'inch', true], [65_535, 'inch', true], [0.99, 'inch', false], [65_535.01, 'inch', false], [0, 'inch', false], [-300, 'inch', false],
    [40, 'metre', true], [2_580_118, 'metre', true], [39, 'metre', false], [2_580_119, 'metre', false],
    [Number.NaN, 'inch', false], [Infinity, 'inch', false], [1e300, 'metre', false],
  ] as const)('takes %d per %s: %s', (value, unit, isTaken) => {
    expect(checkedResolution(value, 300 * (unit === 'inch' ? 1 : 40), unit) !== null).toBe(isTaken);
    expect(checkedResolution(300 * (unit === 'inch' ? 1 : 40), value, unit) !== null).toBe(isTaken);
  });

  it('gives only numbers on its own grid, for whatever comes in', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), fc.constantFrom('inch' as const, 'metre' as const), (x, y, unit) => {
        const made = checkedResolution(x, y, unit);
        if (made === null) return;
        for (const value of [made.x, made.y]) {
          expect(value).toBeGreaterThanOrEqual(1);
          expect(Math.round(value * 100) / 100).toBe(value);
        }
      }),
    );
  });
});

describe('checkedCaptureTime', () => {
  it('reads a time and its offset', () => {
    expect(checkedCaptureTime('2024:02:29 23:59:58', '-03:30')).toEqual(TIME);
    expect(checkedCaptureTime('1826:01:01 00:00:00', null)).toEqual({ year: 1826, month: 1, day: 1, hour: 0, minute: 0, second: 0, offsetMinutes: null });
  });

  it.each([
    ['2023:02:29 10:00:00'], ['2024:00:10 10:00:00'], ['2024:13:10 10:00:00'], ['2024:04:31 10:00:00'], ['2024:01:00 10:00:00'], ['1900:02:29 10:00:00'],
    ['2024:01:01 24:00:00'], ['2024:01:01 10:60:00'], ['2024:01:01 10:00:60'], ['1825:12:31 10:00:00'], ['2200:01:01 10:00:00'], ['0000:00:00 00:00:00'],
    ['    :  :     :  :  '], ['2024-01-01 10:00:00'], ['2024:01:01T10:00:00'], ['2024:01:01 10:00:00 '], ['2024:01:01 10:00:00SECRET'], ['2024:01:01 10:00:00\n'],
    [' 2024:01:01 10:00:00'], ['٢٠٢٤:01:01 10:00:00'], ['2024:1:1 10:00:00'], [''],
  ])('takes no other text: %j', (text) => {
    expect(checkedCaptureTime(text, null)).toBeNull();
  });

  it.each([
    ['+00:00', 0], ['-00:00', 0], ['+14:00', 840], ['-12:00', -720], ['+05:45', 345],
    ['+14:01', null], ['-12:01', null], ['+05:60', null], ['05:00', null], ['+5:00', null], ['Z', null], ['+05:00x', null], ['', null],
  ])('takes the offset %j as %j', (offset, minutes) => {
    const made = checkedCaptureTime('2024:01:01 10:00:00', offset)?.offsetMinutes;
    expect(Object.is(made, minutes)).toBe(true);
  });
});

describe('what is kept', () => {
  it('is nothing by default, and only what was chosen', () => {
    expect(chosenValues(BOTH, [])).toEqual(NOTHING_KEPT);
    expect(chosenValues(undefined, ['resolution', 'capture-time'])).toEqual(NOTHING_KEPT);
    expect(chosenValues(BOTH, ['resolution'])).toEqual({ resolutions: [FAX], captureTime: null });
    expect(chosenValues(BOTH, ['capture-time'])).toEqual({ resolutions: [], captureTime: TIME });
  });

  it('is nothing in a GIF, and both in all others', () => {
    const kept = (['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const).map((format) => sortsOf(valuesToKeep(BOTH, ['resolution', 'capture-time'], format)).length);
    expect(kept).toEqual([2, 2, 2, 2, 2, 0]);
  });

  it('is named by its sorts', () => {
    expect(sortsOf(NOTHING_KEPT)).toEqual([]);
    expect(sortsOf({ resolutions: [null, FAX], captureTime: null })).toEqual(['resolution']);
    expect(sortsOf({ resolutions: [null], captureTime: TIME })).toEqual(['capture-time']);
  });

  it('turns with the picture', () => {
    expect([1, 2, 3, 4].map((orientation) => turnedResolution(FAX, orientation as 1)?.x)).toEqual([204, 204, 204, 204]);
    expect([5, 6, 7, 8].map((orientation) => turnedResolution(FAX, orientation as 1))).toEqual(new Array(4).fill({ x: 98, y: 204, unit: 'inch' }));
    expect(turnedResolution(null, 6)).toBeNull();
  });

  it('is told in words of one form', () => {
    expect(resolutionText(FAX)).toBe('204 × 98 dpi');
    expect(resolutionText({ x: 11811, y: 11811, unit: 'metre' })).toBe('300 × 300 dpi');
    expect(captureTimeText(TIME)).toBe('2024-02-29 23:59:58 -03:30');
    expect(captureTimeText({ ...TIME, offsetMinutes: null })).toBe('2024-02-29 23:59:58');
  });
});
