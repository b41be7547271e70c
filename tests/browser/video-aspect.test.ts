import { describe, expect, it } from 'vitest';
import { openVideo } from '../../src/engine/video/open-video.ts';
import { clip, steady } from './clips.ts';
import { repacked, type ToldOtherwise } from './damaged-clips.ts';
import { farthestFrom, released, shownFrames, still } from './exported-clip.ts';
import { CODEC_LOSS, expectMasked, moving, played, SOLID } from './masked-clip.ts';

const TIMEOUT_MS = 120_000;
/** As stored. */
const [WIDTH, HEIGHT] = [144, 120];
const same = (data: Uint8Array): Uint8Array => data;

describe('a video whose pixels are no squares', () => {
  const cases: readonly (readonly [name: string, told: ToldOtherwise, size: readonly [number, number]])[] = [
    ['wide', { aspect: [192, 120] }, [192, 120]],
    ['high', { aspect: [108, 120] }, [144, 160]],
    ['wide and turned', { aspect: [192, 120], rotation: 90 }, [120, 192]],
  ];
  it.each(cases)('is shown in its size and masked in its place: %s', async (_, told, size) => {
    for (const [format, codec] of [['mp4', 'avc'], ['webm', 'vp9']] as const) {
      const file = await repacked(await clip({ format, codec, width: WIDTH, height: HEIGHT, times: steady(8, 25), draw: moving }), format, same, undefined, told);
      const { input, keepsPlanes } = await openVideo(file);
      input.dispose();
      expect(keepsPlanes).toBe(false);
      const { bytes } = await expectMasked(file, format, size);
      expect(await played(bytes)).toMatchObject({ width: size[0], height: size[1] });
      const { input: output, video } = await openVideo(bytes);
      expect(await video.getPixelAspectRatio()).toEqual({ num: 1, den: 1 });
      output.dispose();
    }
  }, TIMEOUT_MS);

  it('is written in an even size', async () => {
    const drawn = await clip({ format: 'mp4', codec: 'avc', width: 160, height: 112, times: steady(4, 25), draw: moving });
    const file = await repacked(drawn, 'mp4', same, undefined, { aspect: [213, 112] });
    expect(await played(file)).toMatchObject({ width: 213, height: 112 });
    const { bytes } = await released(file, 'mp4', [still(4, 150, 16, 40, 32)]);
    expect(await played(bytes)).toMatchObject({ width: 214, height: 112 });
    for (const { picture } of await shownFrames(bytes)) expect(farthestFrom(picture, { left: 150, top: 16, width: 40, height: 32 }, SOLID)).toBeLessThanOrEqual(CODEC_LOSS);
  }, TIMEOUT_MS);

  it('keeps what is stored where they nearly are', async () => {
    const drawn = await clip({ format: 'mp4', codec: 'avc', width: 640, height: 112, times: steady(8, 25), draw: moving });
    const file = await repacked(drawn, 'mp4', same, undefined, { aspect: [641, 112] });
    const { input, keepsPlanes, storedSize } = await openVideo(file);
    input.dispose();
    expect({ keepsPlanes, ...storedSize }).toEqual({ keepsPlanes: true, width: 640, height: 112 });
  }, TIMEOUT_MS);
});
