import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/core/structure/crc32.ts';
import { bytes } from './byte-builder.ts';

/** Bit by bit, straight from the definition. */
function slowCrc32(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
  }
  return ~crc >>> 0;
}

describe('crc32', () => {
  it('gives the check value of its definition', () => {
    expect(crc32(bytes('123456789'), 0, 9)).toBe(0xcbf43926);
  });

  it('equals the bit-by-bit definition on any range', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(64), fc.nat(64), (data, a, b) => {
        const [start, end] = [Math.min(a, b, data.length), Math.min(Math.max(a, b), data.length)];
        expect(crc32(data, start, end)).toBe(slowCrc32(data.subarray(start, end)));
      }),
    );
  });
});
