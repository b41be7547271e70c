import { decode, encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { thumbnailOf } from '../../../../scripts/samples/thumbnail.ts';

/** Three upright stripes of equal width: red, green, blue. */
function stripes(width: number, height: number): Buffer {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let at = 0; at < width * height; at += 1) {
    const stripe = Math.floor(((at % width) * 3) / width);
    for (let channel = 0; channel < 3; channel += 1) data[at * 4 + channel] = stripe === channel ? 200 : 40;
  }
  return encode({ width, height, data }, 95).data;
}

function pixel(jpeg: Buffer, x: number, y: number): readonly number[] {
  const { width, data } = decode(jpeg, { useTArray: true });
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)].map((value) => Math.round(value / 40));
}

describe('a thumbnail', () => {
  it('has the wanted size', () => {
    const { width, height } = decode(thumbnailOf(stripes(480, 200), { width: 56, height: 40 }), { useTArray: true });
    expect([width, height]).toEqual([56, 40]);
  });

  it('shows the middle of a picture that is wider, and of one that is higher', () => {
    // Of 480 pixels the middle 160 remain: all of them green.
    const wide = thumbnailOf(stripes(480, 160), { width: 40, height: 40 });
    expect([pixel(wide, 4, 20), pixel(wide, 36, 20)]).toEqual([[1, 5, 1], [1, 5, 1]]);
    const high = thumbnailOf(stripes(120, 480), { width: 60, height: 60 });
    expect([pixel(high, 5, 30), pixel(high, 30, 30), pixel(high, 55, 30)]).toEqual([[5, 1, 1], [1, 5, 1], [1, 1, 5]]);
  });

  it('carries nothing but the picture', () => {
    const small = thumbnailOf(stripes(240, 160), { width: 56, height: 40 });
    const markers = [0xe1, 0xe2, 0xed, 0xfe].filter((marker) => small.includes(Buffer.from([0xff, marker])));
    expect(markers).toEqual([]);
  });

  it('refuses what is no JPEG file', () => {
    expect(() => thumbnailOf(Buffer.from('hello'), { width: 8, height: 8 })).toThrow();
  });
});
