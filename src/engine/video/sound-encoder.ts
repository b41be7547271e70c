import { EncodedPacket } from 'mediabunny';
import { mixChannels } from '../../core/audio/mix-channels.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { SoundBlock } from './sound-blocks.ts';

/** Codecs in which sound is encoded. */
export type SoundCodec = 'aac' | 'opus';

/** How a sound is encoded. */
export interface SoundEncoding {
  readonly codec: SoundCodec;
  /** Samples in a second of what goes in. */
  readonly rate: number;
  readonly channels: number;
  /** Seconds by which the encoder and the decoder delay the sound together. */
  readonly delaySeconds: number;
}

/** One encoded packet, and what a decoder has to know where that was just said. */
export interface SoundPacket {
  readonly packet: EncodedPacket;
  readonly decoderConfig: AudioDecoderConfig | null;
}

/** Bits in a second for one channel: where Opus and AAC are as good as transparent. */
export const CHANNEL_BITS = 96_000;
/** Blocks that may wait for the encoder. */
const QUEUE = 8;
/** Seconds of silence behind the end, so that the encoder lets go of all before it: longer than any of its frames. */
const TAIL_S = 0.3;
const NAMES: Readonly<Record<SoundCodec, string>> = { aac: 'mp4a.40.2', opus: 'opus' };

/**
 * Encodes a sound block by block, in constant memory. It goes in early by the delay, so that it comes out in time everywhere: a file would
 * need a list of edits, or a number of samples to skip that decoders read differently, to have the same done by the player.
 * @param blocks - from the beginning of the video on, without a gap
 */
export async function* encodeSound(blocks: AsyncIterable<SoundBlock>, encoding: SoundEncoding): AsyncGenerator<SoundPacket, void> {
  const { codec, rate, channels } = encoding;
  const made: SoundPacket[] = [];
  const failures: unknown[] = [];
  const encoder = new AudioEncoder({
    output: (chunk, { decoderConfig } = {}) => {
      made.push({ packet: EncodedPacket.fromEncodedChunk(chunk), decoderConfig: decoderConfig === undefined ? null : withoutSkip(codec, decoderConfig) });
    },
    error: (error) => failures.push(error),
  });
  const early = Math.round(encoding.delaySeconds * rate);
  let end = 0;
  const encode = async (start: number, planes: readonly Float32Array[]): Promise<void> => {
    const cut = Math.max(0, early - start);
    const frames = (planes[0]?.length ?? 0) - cut;
    if (frames <= 0) return;
    const data = new Float32Array(frames * channels);
    for (const [index, plane] of planes.entries()) data.set(plane.subarray(cut), index * frames);
    const sound = new AudioData({ format: 'f32-planar', sampleRate: rate, numberOfFrames: frames, numberOfChannels: channels, timestamp: Math.round(((start + cut - early) / rate) * 1e6), data });
    try {
      encoder.encode(sound);
    } finally {
      sound.close();
    }
    while (encoder.encodeQueueSize > QUEUE && failures.length === 0) await new Promise((resolve) => { encoder.addEventListener('dequeue', resolve, { once: true }); });
    if (failures.length > 0) throw new AnonymizerError('export/encode');
  };
  try {
    encoder.configure({ codec: NAMES[codec], sampleRate: rate, numberOfChannels: channels, bitrate: CHANNEL_BITS * channels });
    for await (const { start, planes } of blocks) {
      await encode(start, mixChannels(planes, channels));
      end = start + (planes[0]?.length ?? 0);
      yield* made.splice(0);
    }
    await encode(end, Array.from({ length: channels }, () => new Float32Array(Math.round(TAIL_S * rate) + Math.max(0, early))));
    await encoder.flush();
    // What the encoder made of the silence behind the end is none of the sound.
    yield* made.splice(0).filter(({ packet }) => packet.timestamp < end / rate - 1e-4);
  } catch (error) {
    throw error instanceof AnonymizerError || error instanceof RangeError ? error : new AnonymizerError('export/encode');
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
}

/** Opus says how many samples a decoder skips at the start. Some skip them, some move the rest as well: here there are none to skip. @see RFC 7845, 5.1 */
function withoutSkip(codec: SoundCodec, config: AudioDecoderConfig): AudioDecoderConfig {
  const { description } = config;
  if (codec !== 'opus' || description === undefined) return config;
  const bytes = ArrayBuffer.isView(description) ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength).slice() : new Uint8Array(description).slice();
  bytes.fill(0, 10, 12);
  return { ...config, description: bytes };
}
