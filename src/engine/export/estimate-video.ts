import { EncodedPacketSink } from 'mediabunny';
import { AnonymizerError } from '../../core/errors.ts';
import { fileBytes, keyFrameCount, picturesBytes, samplePlaces, type SampledSizes, type SamplePlace } from '../../core/export/size-estimate.ts';
import type { IsWanted, SizeQuestion } from '../../protocol/engine-api.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import { framePlanes } from '../video/frame-planes.ts';
import { FrameDecoder, openVideo, type OpenVideo } from '../video/open-video.ts';
import { noOutput } from '../video/output-file.ts';
import { soundSeconds } from '../video/read-parts.ts';
import { CHANNEL_BITS } from '../video/sound-encoder.ts';
import { copiedSound } from '../video/sound-packets.ts';
import { SampleCanvas } from '../video/video-frames.ts';
import { chooseSettings } from '../video/video-settings.ts';
import { KEY_FRAMES_S, VideoWriter, type VideoSettings } from '../video/write-video.ts';
import { firstFormat, planSound, type VideoSource } from './video.ts';

/** Milliseconds after which no further frame is encoded, once there are enough to go by. */
const MOST_MS = 8000;
/** Milliseconds for decoding towards a place from the frame before it that can be decoded by itself. */
const LEAD_MS = 1200;
/** Frames of a place that tell something of those that follow. */
const LEAST_FRAMES = 4;
/** Frames of sound in a second, as AAC and Opus have about. */
const SOUND_PACKETS_A_SECOND = 50;
/** Packets that are listed between two looks at whether the answer is still waited for. */
const LISTED_BETWEEN = 2000;

/** Any muted part has the sound encoded anew, wherever it is. */
const SOME_PART = [{ from: 0, to: 1 }];

/**
 * About how large a video's export would be. Frames at a few places are encoded as the export would encode them, but without masks, which are
 * flat and make it smaller. Nothing is kept of them but their sizes, and one decoded frame at a time is held.
 * @param source - only ever read
 * @param isWanted - asked before each frame
 * @returns bytes
 * @throws AnonymizerError what `exportVideo` throws before it has encoded anything; `engine/cancelled` where it is no longer wanted
 */
export async function estimateVideo({ file, inspection }: Pick<VideoSource, 'file' | 'inspection'>, { format, quality, sound, mutes }: SizeQuestion, isWanted: IsWanted): Promise<number> {
  const check = async (): Promise<void> => {
    if (!(await isWanted())) throw new AnonymizerError('engine/cancelled');
  };
  await check();
  const video = await openVideo(file);
  try {
    await check();
    const { frames } = video;
    const plan = planSound(video, sound, mutes ? SOME_PART : []);
    const settings = await chooseSettings(firstFormat(format, inspection.format), quality, video, plan);
    await check();
    const heard = await soundSize(settings, check);
    const places = await encodePlaces(video, settings, check);
    const keyFrames = keyFrameCount(frames.map(({ timestamp }) => Math.max(0, timestamp)), KEY_FRAMES_S);
    return fileBytes(picturesBytes(places, frames.length, keyFrames), heard.bytes, frames.length + heard.packets);
  } finally {
    video.input.dispose();
  }
}

async function soundSize({ sound }: VideoSettings, check: () => Promise<void>): Promise<{ readonly bytes: number; readonly packets: number }> {
  if (sound === null) return { bytes: 0, packets: 0 };
  const { plan, encoding } = sound;
  if (encoding !== null) {
    const seconds = await soundSeconds(plan);
    return { bytes: (CHANNEL_BITS / 8) * encoding.channels * seconds, packets: SOUND_PACKETS_A_SECOND * seconds };
  }
  let [bytes, packets] = [0, 0];
  for await (const size of copiedSound(plan)) {
    bytes += size;
    packets += 1;
    if (packets % LISTED_BETWEEN === 0) await check();
  }
  return { bytes, packets };
}

async function encodePlaces(video: OpenVideo, settings: VideoSettings, check: () => Promise<void>): Promise<readonly SampledSizes[]> {
  const decoder = new FrameDecoder(video);
  const canvas = new SampleCanvas(video.size);
  const until = performance.now() + MOST_MS;
  const sizes: SampledSizes[] = [];
  try {
    for (const place of samplePlaces(video.frames.length)) {
      if (sizes.length > 0 && performance.now() > until) break;
      sizes.push(await encodePlace(video, decoder, canvas, settings, place, until, check));
    }
    return sizes;
  } finally {
    await decoder.rest();
  }
}

async function encodePlace(video: OpenVideo, decoder: FrameDecoder, canvas: SampleCanvas, settings: VideoSettings, place: SamplePlace, until: number, check: () => Promise<void>): Promise<SampledSizes> {
  const keys: number[] = [];
  const deltas: number[] = [];
  const writer = new VideoWriter({ ...settings, sound: null, startsLate: false }, noOutput(), (type, bytes) => (type === 'key' ? keys : deltas).push(bytes));
  try {
    const first = await decodeTowards(video, decoder, place.first, check);
    const times = video.frames.slice(first, first + place.count);
    await writer.start();
    for (const [index, { timestamp, duration }] of times.entries()) {
      await check();
      if (index >= LEAST_FRAMES && performance.now() > until) break;
      const sample = await decoder.read(first + index);
      try {
        const planes = await framePlanes(sample, video, canvas, settings, null);
        // From 0 on, so that only as many can be decoded by themselves as in the film.
        await writer.add(planes, { timestamp: timestamp - (times[0]?.timestamp ?? 0), duration }, planes.told);
        releaseBuffer(planes.data.buffer);
      } finally {
        sample.close();
      }
    }
    await writer.finish();
    return { keys, deltas };
  } catch (error) {
    await writer.cancel();
    throw error;
  }
}

/**
 * Decodes from the frame before a place that can be decoded by itself up to the place, for as long as that may take.
 * @returns the frame that it has come to
 */
async function decodeTowards({ video, frames }: OpenVideo, decoder: FrameDecoder, first: number, check: () => Promise<void>): Promise<number> {
  const wanted = frames[first]?.storedAt ?? 0;
  const key = await new EncodedPacketSink(video).getKeyPacket(wanted, { metadataOnly: true });
  const start = Math.max(0, frames.findLastIndex(({ storedAt }, index) => index <= first && storedAt <= (key?.timestamp ?? 0)));
  const until = performance.now() + LEAD_MS;
  for (let index = start; index < first; index += 1) {
    await check();
    if (performance.now() > until) return index;
    (await decoder.read(index)).close();
  }
  return first;
}
