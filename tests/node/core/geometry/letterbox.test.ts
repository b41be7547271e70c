import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tileBox } from '../../../../src/core/geometry/box.ts';
import { fitLetterbox, fromModel, padLetterbox, toModel } from '../../../../src/core/geometry/letterbox.ts';

const side = fc.integer({ min: 1, max: 4000 });
const size = fc.record({ width: side, height: side });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('letterbox', () => {
  it('fits the side that is relatively longer', () => {
    expect(fitLetterbox({ width: 640, height: 240 }, { width: 320, height: 320 }).scale).toBe(0.5);
    expect(fitLetterbox({ width: 100, height: 640 }, { width: 320, height: 320 }).scale).toBe(0.5);
    expect(fitLetterbox({ width: 80, height: 60 }, { width: 320, height: 240 }).scale).toBe(4);
  });

  it('pads to whole multiples without scaling, and not at all where they fit', () => {
    expect(padLetterbox({ width: 65, height: 64 }, 64)).toEqual({ input: { width: 128, height: 64 }, scale: 1 });
    expect(padLetterbox({ width: 1, height: 2112 }, 64)).toEqual({ input: { width: 64, height: 2112 }, scale: 1 });
  });

  it('maps the picture into the input: whole, and filling one side', () => {
    fc.assert(
      fc.property(size, size, (picture, input) => {
        const { width, height } = toModel(tileBox(0, 0, picture.width, picture.height), fitLetterbox(picture, input));
        expect(width).toBeLessThanOrEqual(input.width + 1e-6);
        expect(height).toBeLessThanOrEqual(input.height + 1e-6);
        expect(Math.min(input.width - width, input.height - height)).toBeLessThan(1e-6);
      }),
    );
  });

  it('maps boxes back to where they were', () => {
    fc.assert(
      fc.property(size, size, share, share, share, share, (picture, input, x, y, w, h) => {
        const letterbox = fitLetterbox(picture, input);
        const box = tileBox(x * picture.width, y * picture.height, w * picture.width, h * picture.height);
        const back = fromModel(toModel(box, letterbox), letterbox);
        for (const key of ['left', 'top', 'width', 'height'] as const) expect(Math.abs(back[key] - box[key])).toBeLessThan(1e-6);
      }),
    );
  });
});
