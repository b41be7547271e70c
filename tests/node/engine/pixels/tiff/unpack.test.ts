import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../../src/core/errors.ts';
import { unpackDeflate, unpackLzw, unpackPackBits } from '../../../../../src/engine/pixels/tiff/unpack.ts';
import { refusalOf } from '../../../core/structure/refusal.ts';
import { packLzw } from './lzw-writer.ts';

const UNPACK = { packbits: unpackPackBits, lzw: unpackLzw, deflate: unpackDeflate } as const;
const EACH = Object.entries(UNPACK);

function unpacked(unpack: (packed: Uint8Array, target: Uint8Array) => void, packed: Uint8Array, length: number): number[] {
  const target = new Uint8Array(length);
  unpack(packed, target);
  return Array.from(target);
}

describe('unpackPackBits', () => {
  it('undoes the example of the standard', () => {
    const packed = Uint8Array.of(0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa);
    const plain = [0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0, 0x2a, 0x22, ...new Array<number>(10).fill(0xaa)];
    expect(unpacked(unpackPackBits, packed, 24)).toEqual(plain);
  });

  it('skips the code that means nothing', () => {
    expect(unpacked(unpackPackBits, Uint8Array.of(0x80, 0, 7, 0x80, 0, 8), 2)).toEqual([7, 8]);
  });
});

describe('unpackLzw', () => {
  it('undoes what a writer made, through every width of codes and a full table', () => {
    const noise = Uint8Array.from({ length: 40_000 }, (_, at) => (at * at * 31 + (at >> 3)) & 255);
    const runs = new Uint8Array(9000).fill(5);
    for (const plain of [noise, runs, Uint8Array.of(1)]) expect(unpacked(unpackLzw, packLzw(plain), plain.length)).toEqual(Array.from(plain));
  });

  it('undoes whatever a writer made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), (plain) => {
        expect(unpacked(unpackLzw, packLzw(plain), plain.length)).toEqual(Array.from(plain));
      }),
    );
  });

  it('refuses the order of bits that old writers used, and codes that don’t exist yet', () => {
    expect(refusalOf(() => unpackLzw(Uint8Array.of(0, 1, 2, 3), new Uint8Array(9)))).toBe('input/undecodable');
    expect(refusalOf(() => unpackLzw(Uint8Array.of(0x80, 0x7f, 0xff), new Uint8Array(9)))).toBe('input/corrupt');
  });
});

describe('unpackDeflate', () => {
  const plain = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) & 255);

  it('undoes it with and without its wrapper, and with bytes behind it', () => {
    for (const packed of [deflateSync(plain), deflateRawSync(plain), Buffer.concat([deflateSync(plain), Buffer.alloc(5)])]) {
      const target = new Uint8Array(plain.length);
      unpackDeflate(packed, target);
      expect(Buffer.compare(target, plain)).toBe(0);
    }
  });

  it('stops a stream that would grow a thousandfold', () => {
    const bomb = deflateSync(new Uint8Array(64_000_000));
    const target = new Uint8Array(100);
    unpackDeflate(bomb, target);
    expect(target.every((value) => value === 0)).toBe(true);
  });
});

describe('every unpacker', () => {
  it.each(EACH)('refuses %s that ends early', (name, unpack) => {
    const plain = Uint8Array.from({ length: 500 }, (_, at) => (at * 13) & 255);
    const packed = { packbits: Uint8Array.of(9, ...plain.subarray(0, 10)), lzw: packLzw(plain), deflate: deflateSync(plain) }[name]!;
    expect(refusalOf(() => unpack(packed.subarray(0, packed.length >> 1), new Uint8Array(500)))).toBe('input/corrupt');
    expect(refusalOf(() => unpack(new Uint8Array(), new Uint8Array(1)))).toBe('input/corrupt');
  });

  it.each(EACH)('ends with a full target or a typed refusal, whatever %s holds', (_, unpack) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3000), (packed, length) => {
        try {
          unpack(packed, new Uint8Array(length));
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AnonymizerError);
        }
      }),
      { numRuns: 400 },
    );
  });
});
