import type { InputVideoTrack } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { ERROR_SENTENCES } from '../../../../src/core/errors.ts';
import { undecodedCode } from '../../../../src/engine/video/undecoded.ts';

function track(codec: string | null, id: string | number | Uint8Array | null): InputVideoTrack {
  return { getCodec: () => Promise.resolve(codec), getInternalCodecId: () => Promise.resolve(id) } as unknown as InputVideoTrack;
}

describe('pictures that a browser can’t decode', () => {
  it.each([
    ['hevc', null, 'HEVC'], ['hevc', 'hvc1', 'HEVC'], ['avc', 'avc1', 'H.264'], ['av1', 'V_AV1', 'AV1'], ['vp9', 'vp09', 'VP9'], ['vp8', 'V_VP8', 'VP8'],
    ['prores', 'apch', 'ProRes'], [null, 'ap4h', 'ProRes'], [null, 'V_PRORES', 'ProRes'], [null, 'jpeg', 'Motion JPEG'], [null, 'mjpa', 'Motion JPEG'], [null, 'V_MJPEG', 'Motion JPEG'],
    [null, 'mp4v', 'MPEG-4 Part 2'], [null, 'V_MPEG4/ISO/ASP', 'MPEG-4 Part 2'], [null, 'V_MPEG4/MS/V3', 'MPEG-4 Part 2'], [null, 'V_MPEG2', 'MPEG-2'], [null, 'm2v1', 'MPEG-2'], [null, 's263', 'H.263'],
  ] as const)('are called by their name: %s, %s', async (codec, id, name) => {
    expect(ERROR_SENTENCES[await undecodedCode(track(codec, id))]).toContain(`This video is ${name}`);
  });

  it.each([[null, null], [null, 'V_MS/VFW/FOURCC'], [null, 27], [null, new Uint8Array(4)], [null, 'xjpegx']])('have no name where none is known', async (codec, id) => {
    expect(await undecodedCode(track(codec, id))).toBe('input/video-codec');
  });
});
