import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { VideoFormat, WrittenVideoFormat } from '../../src/core/structure/inspection.ts';
import { sniffVideo } from '../../src/core/structure/video/sniff-video.ts';
import { clip } from './clips.ts';
import { bytesOf, endedAt, repacked } from './damaged-clips.ts';
import { expectMasked, moving, played } from './masked-clip.ts';

const TIMEOUT_MS = 120_000;
/** Whole milliseconds, which every container can store. */
const TIMES = [0, 0.04, 0.08, 0.12, 0.125, 0.2, 0.5, 0.54, 0.58, 0.7, 0.74, 0.78];
const same = (data: Uint8Array): Uint8Array => data;
const sniffed = async (file: Blob): Promise<VideoFormat | null> => sniffVideo(await bytesOf(file));

/** The same packets in another container, which is told from its bytes. */
async function packed(file: File, format: VideoFormat): Promise<File> {
  const other = await repacked(file, format, same);
  expect(await sniffed(other)).toBe(format);
  return other;
}

describe('a video', () => {
  const drawn = (codec: 'avc' | 'vp9'): Promise<File> => clip({ format: codec === 'avc' ? 'mp4' : 'webm', codec, width: 160, height: 112, times: TIMES, draw: moving });
  const written = (format: Policy['video']['format']): Policy => ({ ...DEFAULT_POLICY, video: { ...DEFAULT_POLICY.video, format } });
  const expectWritten = async (file: File, format: VideoFormat, policy: Policy['video']['format'], as: WrittenVideoFormat): Promise<void> => {
    const { bytes, format: said } = await expectMasked(file, format, [160, 112], written(policy));
    expect([said, await sniffed(bytes)]).toEqual([as, as]);
    expect((await played(bytes)).seconds).toBeCloseTo((await played(file)).seconds, 2);
  };

  it('keeps its frames and is masked whatever its container is, and stays WebM only where it is', async () => {
    for (const [codec, formats] of [['avc', ['mp4', 'mov', 'mkv']], ['vp9', ['mp4', 'mkv', 'webm']]] as const) {
      const file = await drawn(codec);
      for (const format of formats) await expectWritten(await packed(file, format), format, 'source', format === 'webm' ? 'webm' : 'mp4');
    }
  }, TIMEOUT_MS);

  it('goes into the container that the policy names, whatever its own is', async () => {
    const [avc, vp9] = [await drawn('avc'), await drawn('vp9')];
    await expectWritten(await packed(avc, 'mov'), 'mov', 'webm', 'webm');
    await expectWritten(await packed(avc, 'mkv'), 'mkv', 'webm', 'webm');
    await expectWritten(await packed(vp9, 'webm'), 'webm', 'mp4', 'mp4');
  }, TIMEOUT_MS);

  it('ends where its file does, between two of its ticks', async () => {
    const file = await drawn('vp9');
    for (const format of ['webm', 'mkv'] as const) {
      const { bytes } = await expectMasked(endedAt(await bytesOf(await packed(file, format)), 801.2), format, [160, 112], written('mp4'));
      expect((await played(bytes)).seconds).toBeCloseTo(0.8012, 5);
    }
  }, TIMEOUT_MS);

  it('is turned as every container says it', async () => {
    const file = await drawn('avc');
    for (const format of ['mov', 'mkv'] as const) {
      const turned = await repacked(file, format, same, undefined, { rotation: 90 });
      const { format: said } = await expectMasked(turned, format, [112, 160]);
      expect(said).toBe('mp4');
    }
  }, TIMEOUT_MS);
});
