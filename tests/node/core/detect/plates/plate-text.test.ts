import { describe, expect, it } from 'vitest';
import { hasPlateLength, mayBePlateText, plateText } from '../../../../../src/core/detect/plates/plate-text.ts';

describe('plateText', () => {
  it('drops what is no letter or digit, of any script', () => {
    expect(plateText('b·01 xen').compact).toBe('B01XEN');
    expect(plateText('京A-12345').compact).toBe('京A12345');
  });

  it('tells capitals from words', () => {
    expect(plateText('B 225 RTK').hasLowerCaseRun).toBe(false);
    expect(plateText('Taxi 24').hasLowerCaseRun).toBe(true);
  });

  it('knows times and dates, but not Dutch plates', () => {
    for (const text of ['2023-05-17', '2023/05/17 12:00', '8:15:00', '08:15', '17.05.2023']) expect(plateText(text).isTimestamp).toBe(true);
    for (const text of ['12-34-56', '19-XK-42', 'AB-20-19', 'WA 20190']) expect(plateText(text).isTimestamp).toBe(false);
  });
});

describe('mayBePlateText', () => {
  it('wants 3 to 9 characters with a digit, or 10 with letters', () => {
    for (const text of ['B225RTK', 'A1B', '12-345-67', 'MH 12 AB 1234']) expect(mayBePlateText(plateText(text))).toBe(true);
    for (const text of ['BOXEN', 'A1', '0123456789', '2023-05-17', 'MH 12 AB 12345', '']) expect(mayBePlateText(plateText(text))).toBe(false);
  });
});

describe('hasPlateLength', () => {
  it('does not care for digits, and leaves short strings out', () => {
    for (const text of ['BOXEN', 'A 123', 'MH 12 AB 1234']) expect(hasPlateLength(plateText(text))).toBe(true);
    for (const text of ['226', '0123456789', '']) expect(hasPlateLength(plateText(text))).toBe(false);
  });
});
