import { describe, expect, it } from 'vitest';
import { misfitOfConfig } from '../../../../../src/core/structure/video/codec-config.ts';
import { bytes, le32 } from '../byte-builder.ts';
import { AVC_CONFIG } from './film-builder.ts';

const vorbis = (comments: number, ...behind: readonly number[]): Uint8Array => {
  const comment = bytes('\x03vorbis', le32(3), 'lib', le32(comments), 1, behind);
  return bytes(2, 30, comment.length, new Uint8Array(30), comment, 'setup');
};
const hevc = (type: number, ...behind: readonly number[]): Uint8Array => bytes(1, new Uint8Array(21), 1, type, 0, 1, 0, 3, type << 1, 1, 2, behind);
const OPUS = bytes('OpusHead', 1, 2, 0x38, 1, le32(48_000), 0, 0, 0);

const GOOD: readonly (readonly [codec: Parameters<typeof misfitOfConfig>[0], isMatroska: boolean, config: Uint8Array | null])[] = [
  ['avc', false, bytes(AVC_CONFIG)],
  ['avc', true, bytes(1, 100, AVC_CONFIG.slice(2), 0xfd, 0xf8, 0xf8, 0)],
  ['hevc', false, hevc(33)],
  ['vp9', false, bytes(1, 0, 0, 0, 0, 10, 0x82, 1, 1, 1, 0, 0)],
  ['vp9', true, bytes(1, 1, 0, 2, 1, 10, 3, 1, 8, 4, 1, 1)],
  ['av1', true, bytes(0x81, 8, 12, 0)],
  ['vp8', true, null],
  ['aac', true, bytes(0x11, 0x90)],
  ['opus', true, OPUS],
  ['opus', true, null],
  ['opus', false, bytes(0, 2, 0x0f, 0, 0, 0, 0xbb, 0x80, 0, 0, 0)],
  ['flac', true, bytes('fLaC', 0x80, 0, 0, 34, new Uint8Array(34))],
  ['vorbis', true, vorbis(0)],
  ['pcm', true, null],
];

describe('misfitOfConfig', () => {
  it.each(GOOD.map(([codec, isMatroska, config]) => ({ codec, isMatroska, config })))('takes a plain description of $codec ($isMatroska)', ({ codec, isMatroska, config }) => {
    expect(misfitOfConfig(codec, config, isMatroska)).toBeNull();
  });

  it.each(GOOD.filter(([codec, , config]) => config !== null && codec !== 'aac' && codec !== 'vorbis').map(([codec, isMatroska, config]) => ({ codec, isMatroska, config })))(
    'finds bytes behind a description of $codec ($isMatroska), and missing ones',
    ({ codec, isMatroska, config }) => {
      expect(misfitOfConfig(codec, bytes(config!, 'c'), isMatroska)).not.toBeNull();
      expect(misfitOfConfig(codec, bytes(config!, 'canary'), isMatroska)).not.toBeNull();
      expect(misfitOfConfig(codec, config!.subarray(0, config!.length - 1), isMatroska)).not.toBeNull();
    },
  );

  it('finds comments, pictures, messages and programs inside a description', () => {
    expect(misfitOfConfig('vorbis', vorbis(1), true)).not.toBeNull();
    expect(misfitOfConfig('flac', bytes('fLaC', 0x84, 0, 0, 34, new Uint8Array(34)), true)).not.toBeNull();
    expect(misfitOfConfig('hevc', hevc(39), false)).not.toBeNull();
    expect(misfitOfConfig('aac', new Uint8Array(40), false)).not.toBeNull();
    expect(misfitOfConfig('avc', bytes(AVC_CONFIG.map((byte) => (byte === 0x68 ? 0x06 : byte))), false)).not.toBeNull();
    expect(misfitOfConfig('avc', null, true)).not.toBeNull();
    // Reserved bits: all 0 is how one browser writes them, some of them could carry something.
    const reserved = (fourth: number, fifth: number): Uint8Array => bytes(AVC_CONFIG.map((byte, at) => (at === 4 ? (byte & 3) | fourth : at === 5 ? (byte & 31) | fifth : byte)));
    expect(misfitOfConfig('avc', reserved(0, 0), false)).toBeNull();
    for (const [fourth, fifth] of [[0xfc, 0], [0, 0xe0], [0x04, 0], [0xfc, 0xa0]]) expect(misfitOfConfig('avc', reserved(fourth!, fifth!), false)).not.toBeNull();
  });
});
