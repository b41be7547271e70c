import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partOfLine } from '../../../../../src/core/detect/text/personal-part.ts';

const line = { centreX: 100, centreY: 50, width: 200, height: 20, angle: 0 };
/** Characters of equal width. */
const characters = (text: string) => {
  const all = Array.from(text);
  return all.map((one, index) => ({ text: one, from: index / all.length, to: (index + 1) / all.length }));
};

describe('partOfLine', () => {
  it('takes the span and one character more on each side', () => {
    const part = partOfLine(line, characters('0123456789'), 4, 6);
    expect(part.width).toBeCloseTo(80);
    expect(part.centreX).toBeCloseTo(100);
    expect(part.height).toBe(20);
  });

  it('ends with the line', () => {
    const part = partOfLine(line, characters('0123456789'), 0, 3);
    expect(part.width).toBeCloseTo(80);
    expect(part.centreX).toBeCloseTo(40);
  });

  it('follows the line’s direction', () => {
    const part = partOfLine({ ...line, angle: 90 }, characters('0123456789'), 0, 3);
    expect(part.centreX).toBeCloseTo(100);
    expect(part.centreY).toBeCloseTo(-10);
  });

  it('finds characters that run backwards in a line on its head', () => {
    const backwards = characters('0123456789').map(({ text, from, to }) => ({ text, from: 1 - to, to: 1 - from }));
    expect(partOfLine(line, backwards, 0, 3).centreX).toBeCloseTo(160);
  });

  it('counts units, not characters, where one takes two', () => {
    const emoji = characters('ab😀cdefghi');
    expect(partOfLine(line, emoji, 4, 5).centreX).toBeCloseTo(((3.5 / 10) * 200), 6);
  });

  it('takes all of a line that is nearly all personal, or of which nothing is known', () => {
    expect(partOfLine(line, characters('0123456789'), 0, 9)).toBe(line);
    expect(partOfLine(line, [], 0, 4)).toBe(line);
  });

  it('always covers the characters of the span and stays within the line', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.nat(29), fc.nat(29), (count, a, b) => {
        const all = characters('x'.repeat(count));
        const [start, end] = [Math.min(a, b) % count, (Math.max(a, b) % count) + 1];
        fc.pre(start < end);
        const part = partOfLine(line, all, start, end);
        const left = part.centreX - part.width / 2;
        expect(left).toBeLessThanOrEqual((start / count) * 200 + 1e-9);
        expect(left).toBeGreaterThanOrEqual(-1e-9);
        expect(left + part.width).toBeGreaterThanOrEqual((end / count) * 200 - 1e-9);
        expect(left + part.width).toBeLessThanOrEqual(200 + 1e-9);
      }),
    );
  });
});
