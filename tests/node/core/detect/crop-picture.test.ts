import { describe, expect, it } from 'vitest';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { cropPicture } from '../../../../src/core/detect/crop-picture.ts';

/** 5 x 3 pixels whose red value is their number, from 0. */
const PICTURE = { width: 5, height: 3, data: Uint8ClampedArray.from({ length: 5 * 3 * 4 }, (_, at) => (at % 4 === 0 ? at / 4 : 255)) };
const reds = ({ data }: { readonly data: Uint8ClampedArray }): number[] => Array.from(data).filter((_, at) => at % 4 === 0);

describe('a part of a picture', () => {
  it('is cut out as it is', () => {
    const part = cropPicture(PICTURE, sourceBox(1, 1, 3, 2));
    expect([part.width, part.height, reds(part)]).toEqual([3, 2, [6, 7, 8, 11, 12, 13]]);
  });

  it('shrinks to the means of squares, and of what is left at the right and below', () => {
    const part = cropPicture(PICTURE, sourceBox(1, 0, 3, 3), 2);
    // (1 + 2 + 6 + 7) / 4, (3 + 8) / 2, (11 + 12) / 2 and 13.
    expect([part.width, part.height, reds(part)]).toEqual([2, 2, [4, 6, 12, 13]]);
    expect(part.data[3]).toBe(255);
  });

  it('leaves the picture alone', () => {
    const part = cropPicture(PICTURE, sourceBox(0, 0, 5, 3));
    part.data.fill(9);
    expect(reds(PICTURE)[14]).toBe(14);
  });
});
