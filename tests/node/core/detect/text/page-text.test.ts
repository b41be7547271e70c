import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passagesOf, type SaidLine } from '../../../../../src/core/detect/text/page-text.ts';
import { fromFrame } from '../../../../../src/core/detect/text/rotated-rectangle.ts';

const line = (text: string, left: number, top: number, angle = 0): SaidLine => ({
  text,
  rectangle: { centreX: left + text.length * 5, centreY: top + 10, width: text.length * 10, height: 20, angle },
});
/** The same page turned about the origin. */
const turned = (lines: readonly SaidLine[], angle: number): SaidLine[] =>
  lines.map(({ text, rectangle }) => {
    const { x, y } = fromFrame({ centreX: 0, centreY: 0, width: 0, height: 0, angle }, { x: rectangle.centreX, y: rectangle.centreY });
    return { text, rectangle: { ...rectangle, centreX: x, centreY: y, angle } };
  });
const texts = (lines: readonly SaidLine[]): string[] => passagesOf(lines).map(({ text }) => text);

const form = [line('born', 300, 0), line('Name:', 0, 2), line('1 May 1990', 300, 30), line('Ada Lane', 0, 31)];

describe('passagesOf', () => {
  it('reads rows from the left and from the top, then each column', () => {
    expect(texts(form)).toEqual(['Name:\tborn\nAda Lane\t1 May 1990', 'born\n1 May 1990', 'Name:\nAda Lane']);
  });

  it('reads a tilted page the same', () => {
    for (const angle of [-14, 9, 30]) expect(texts(turned(form, angle))[0]).toBe('Name:\tborn\nAda Lane\t1 May 1990');
  });

  it('parts words by a space and cells of a table by a tab', () => {
    expect(texts([line('0043', 0, 0), line('1.00', 60, 0), line('2.50', 140, 0)])).toEqual(['0043 1.00\t2.50']);
  });

  it('does not take a line far below for the next of a column', () => {
    expect(texts([line('Name:', 0, 0), line('Total', 0, 200)])).toEqual(['Name:\nTotal']);
  });

  it('keeps lines in another direction apart', () => {
    expect(texts([...form, line('upwards', 500, 500, -90)]).at(-1)).toBe('upwards');
  });

  it('has nothing to say about no lines', () => {
    expect(passagesOf([])).toEqual([]);
  });

  it('says of every part which line it is, and leaves no line out', () => {
    const lines = fc.array(
      fc.record({ text: fc.string({ maxLength: 8 }), left: fc.integer({ min: 0, max: 500 }), top: fc.integer({ min: 0, max: 500 }), angle: fc.constantFrom(0, 2, 90, -90) }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(lines, (spec) => {
        const said = spec.map(({ text, left, top, angle }) => line(text, left, top, angle));
        const seen = new Set<number>();
        for (const { text, parts } of passagesOf(said)) {
          for (const part of parts) {
            expect(text.slice(part.start, part.end)).toBe(said[part.line]!.text);
            seen.add(part.line);
          }
        }
        expect(seen.size).toBe(said.length);
      }),
    );
  });
});
