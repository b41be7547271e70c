import { describe, expect, it } from 'vitest';
import { mergeTextLines } from '../../../../../src/core/detect/text/merge-lines.ts';

const line = (score: number, centreX: number, centreY: number, width: number, height: number, angle = 0) => ({ score, rectangle: { centreX, centreY, width, height, angle } });

describe('mergeTextLines', () => {
  it('keeps the longer of two finds of one line, with the better score', () => {
    expect(mergeTextLines([line(0.9, 30, 10, 60, 20), line(0.7, 50, 10, 100, 20)])).toEqual([line(0.9, 50, 10, 100, 20)]);
  });

  it('keeps lines that only touch', () => {
    const lines = [line(0.9, 50, 10, 100, 20), line(0.8, 50, 29, 100, 20), line(0.7, 151, 10, 100, 20)];
    expect(mergeTextLines(lines)).toEqual(lines);
  });

  it('gives up a block that a coarse view made of several lines', () => {
    const lines = [line(0.8, 50, 10, 100, 18), line(0.7, 50, 30, 100, 18), line(0.6, 50, 50, 100, 18)];
    expect(mergeTextLines([line(0.95, 50, 30, 104, 60), ...lines])).toEqual(lines);
  });

  it('keeps a large line that has small writing on it', () => {
    const lines = [line(0.9, 100, 50, 200, 100), line(0.8, 40, 20, 40, 10)];
    expect(mergeTextLines(lines)).toEqual(lines);
  });

  it('compares turned lines as they lie', () => {
    const crossing = [line(0.9, 0, 0, 200, 20, 45), line(0.8, 0, 0, 200, 20, -45)];
    expect(mergeTextLines(crossing)).toHaveLength(2);
    expect(mergeTextLines([line(0.9, 0, 0, 200, 20, 45), line(0.8, 2, 2, 190, 20, 44)])).toHaveLength(1);
  });

  it('is empty for nothing and best first otherwise', () => {
    expect(mergeTextLines([])).toEqual([]);
    expect(mergeTextLines([line(0.5, 0, 0, 10, 10), line(0.9, 100, 0, 10, 10)]).map(({ score }) => score)).toEqual([0.9, 0.5]);
  });
});
