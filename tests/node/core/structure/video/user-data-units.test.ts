import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../../src/core/errors.ts';
import { listUserData, withoutUserData } from '../../../../../src/core/structure/video/user-data-units.ts';
import { be32, bytes, type Piece } from '../byte-builder.ts';

const unit = (...pieces: readonly Piece[]): Uint8Array => {
  const inner = bytes(...pieces);
  return bytes(be32(inner.length), inner);
};
const PICTURE = unit(0x65, 'picture');
const NAMED = unit(6, 5, 22, '0123456789abcdef', 'x264 -', 0x80);
const TIMED = unit(6, 1, 2, 'ab', 0x80);

describe('listUserData', () => {
  it('finds units that hold user data, others that hold no picture, and leaves pictures alone', () => {
    expect(listUserData(bytes(unit(9, 0xf0), TIMED, NAMED, PICTURE), 'avc').map(({ name }) => name)).toEqual(['AUD or filler', 'SEI', 'SEI user data']);
    expect(listUserData(unit(39 << 1, 1, 1, 1, 0, 4, 3, 'abc', 0x80), 'hevc').map(({ name }) => name)).toEqual(['SEI user data']);
    expect(listUserData(PICTURE, 'vp9')).toEqual([]);
  });

  it('sees through the bytes that keep start codes from coming up', () => {
    expect(listUserData(unit(6, 1, 3, 0, 0, 3, 1, 5, 1, 9, 0x80), 'avc').map(({ name }) => name)).toEqual(['SEI user data']);
  });

  it('finds metadata and padding of AV1', () => {
    expect(listUserData(bytes(0x12, 0, 0x2a, 3, 'abc', 0x7a, 1, 0, 0x32, 1, 7), 'av1')).toEqual([
      { name: 'AV1 metadata', offset: 2, sizeBytes: 5 },
      { name: 'AV1 padding', offset: 7, sizeBytes: 3 },
    ]);
  });

  it('ends with a list or a typed refusal for random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom('avc', 'hevc', 'av1'), (sample, codec) => {
        try {
          expect(listUserData(sample, codec)).toBeInstanceOf(Array);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AnonymizerError);
        }
      }),
    );
  });
});

describe('withoutUserData', () => {
  it('leaves out what holds user data and keeps all else', () => {
    expect(withoutUserData(bytes(TIMED, NAMED, PICTURE), 'avc')).toEqual(bytes(TIMED, PICTURE));
    expect(listUserData(withoutUserData(bytes(NAMED, NAMED, PICTURE), 'avc'), 'avc')).toEqual([]);
  });

  it('hands back the same bytes where there is nothing to leave out', () => {
    const sample = bytes(TIMED, PICTURE);
    expect(withoutUserData(sample, 'avc')).toBe(sample);
  });
});
