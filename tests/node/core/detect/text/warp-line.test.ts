import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../../src/core/detect/resample.ts';
import { warpLine } from '../../../../../src/core/detect/text/warp-line.ts';

const same = Float32Array.from({ length: 256 }, (_, value) => value);

/** Red tells the column, green the row, blue is 7. */
const picture: Raster = { width: 40, height: 30, data: new Uint8ClampedArray(40 * 30 * 4) };
for (let y = 0; y < 30; y += 1) for (let x = 0; x < 40; x += 1) picture.data.set([x * 5, y * 5, 7, 255], (y * 40 + x) * 4);

function warped(rectangle: Parameters<typeof warpLine>[1], width: number, height: number, reversed = false): { red: number[]; green: number[]; blue: number[] } {
  const into = new Float32Array(3 * width * height);
  warpLine(picture, rectangle, { width, height }, reversed, into, width, same);
  const plane = width * height;
  return { blue: [...into.subarray(0, plane)], green: [...into.subarray(plane, 2 * plane)], red: [...into.subarray(2 * plane)] };
}

describe('warpLine', () => {
  it('copies an unturned rectangle pixel by pixel', () => {
    const { red, green, blue } = warped({ centreX: 12, centreY: 9, width: 4, height: 2, angle: 0 }, 4, 2);
    expect(red).toEqual([50, 55, 60, 65, 50, 55, 60, 65]);
    expect(green).toEqual([40, 40, 40, 40, 45, 45, 45, 45]);
    expect(blue).toEqual(Array(8).fill(7));
  });

  it('reads a line that runs down from its top, and one that runs up from its bottom', () => {
    const down = warped({ centreX: 10, centreY: 10, width: 4, height: 2, angle: 90 }, 4, 2);
    expect(down.green.slice(0, 4)).toEqual([40, 45, 50, 55]);
    expect(down.red[0]).toBeGreaterThan(down.red[4]!);
    expect(warped({ centreX: 10, centreY: 10, width: 4, height: 2, angle: -90 }, 4, 2).green.slice(0, 4)).toEqual([55, 50, 45, 40]);
  });

  it('turns by 180 degrees when reversed', () => {
    const straight = warped({ centreX: 20, centreY: 15, width: 8, height: 6, angle: 12 }, 8, 6);
    const reversed = warped({ centreX: 20, centreY: 15, width: 8, height: 6, angle: 12 }, 8, 6, true);
    expect(reversed.red).toEqual([...straight.red].reverse());
    expect(reversed.green).toEqual([...straight.green].reverse());
  });

  it('goes on with the edge beyond the picture', () => {
    const { red } = warped({ centreX: 0, centreY: 10, width: 8, height: 1, angle: 0 }, 8, 1);
    expect(red).toEqual([0, 0, 0, 0, 0, 5, 10, 15]);
  });

  it('averages where it shrinks', () => {
    const { red } = warped({ centreX: 20, centreY: 10, width: 16, height: 4, angle: 0 }, 4, 1);
    expect(red).toEqual([68, 88, 108, 128]);
  });
});
