import { EncodedPacketSink, type EncodedAudioPacketSource, type EncodedPacket } from 'mediabunny';
import { withoutComments } from '../../core/audio/vorbis-headers.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { soundBlocks, type SoundBlock } from './sound-blocks.ts';
import { changeSound } from './sound-changes.ts';
import { encodeSound, type SoundEncoding } from './sound-encoder.ts';
import { isShown, type SourceSound } from './shown-ends.ts';
import type { SoundPlan } from './sound-plan.ts';

/** Seconds from which sound is heard. */
const EARLIEST = -1e-6;

/** How far a sound has come. */
export interface SoundProgress {
  /** Seconds of the packet that was handed over last. */
  readonly at: number;
  /** Seconds of sound so far. */
  readonly end: number;
  /** Of that packet. */
  readonly bytes: number;
}

/** Seconds at which the first packet begins that is heard; 0 where there is none. */
export async function soundStart(sound: SourceSound): Promise<number> {
  for await (const { packet } of heardPackets(sound, { metadataOnly: true })) return Math.max(0, packet.timestamp);
  return 0;
}

/** A packet of which something is heard. */
interface HeardPacket {
  readonly packet: EncodedPacket;
  /** Of its bytes, from the first on. */
  readonly bytes: number;
  readonly duration: number;
}

/**
 * What is left unheard by the source is left out: it would take a list of edits to leave it unheard again. Packets of uncompressed sound may be long,
 * and end where the sound does; of others the last is whole.
 */
async function* heardPackets({ track, until }: SourceSound, options?: { readonly metadataOnly: true }): AsyncGenerator<HeardPacket, void> {
  const [codec, rate] = [await track.getCodec(), await track.getSampleRate()];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, options)) {
    const { timestamp, duration, byteLength } = packet;
    if (!isShown(timestamp, until)) return;
    if (timestamp < EARLIEST) continue;
    const [values, heard] = [Math.round(duration * rate), Math.round((until - timestamp) * rate)];
    if (codec?.startsWith('pcm-') !== true || heard >= values) yield { packet, bytes: byteLength, duration };
    else yield { packet, bytes: heard * Math.floor(byteLength / values), duration: heard / rate };
  }
}

/**
 * Copies packets of sound, byte for byte.
 * @returns where each is, once it is handed over
 * @throws AnonymizerError `input/corrupt` where the container lists more than the file has
 */
export async function* copySound(sound: SourceSound, source: EncodedAudioPacketSource): AsyncGenerator<SoundProgress, void> {
  const decoderConfig = asWritten(await sound.track.getDecoderConfig());
  let [first, count] = [true, 0];
  for await (const { packet, bytes, duration } of heardPackets(sound)) {
    const { data, timestamp } = packet;
    await source.add(packet.clone({ data: data.subarray(0, bytes), timestamp: Math.max(0, timestamp), duration }), first ? { decoderConfig } : undefined);
    first = false;
    count += 1;
    yield { at: timestamp, end: timestamp + duration, bytes };
  }
  // The list of packets ends without a word at the first whose bytes lie outside the file.
  for await (const _ of copiedSound(sound)) count -= 1;
  if (count !== 0) throw new AnonymizerError('input/corrupt');
}

/** Bytes of each packet that {@link copySound} would copy, as the container lists them. */
export async function* copiedSound(sound: SourceSound): AsyncGenerator<number, void> {
  for await (const { bytes } of heardPackets(sound, { metadataOnly: true })) yield bytes;
}

/** Vorbis tells its decoder the comments as well, and the walker of the output lets none through. */
function asWritten(config: AudioDecoderConfig | null): AudioDecoderConfig {
  if (config === null) throw new AnonymizerError('export/encode');
  const { codec, description } = config;
  if (codec !== 'vorbis' || description === undefined) return config;
  const bytes = ArrayBuffer.isView(description) ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength) : new Uint8Array(description);
  const stripped = withoutComments(Uint8Array.from(bytes));
  if (stripped === null) throw new AnonymizerError('input/corrupt');
  return { ...config, description: stripped };
}

/** Seconds by which decoded sound may end before its last packet begins: decoders delay it, or leave out a start. */
const LATE_S = 0.15;

/** @throws AnonymizerError `input/corrupt` where the last packet that is heard is not in the file, or decoded sound ended before it */
async function checkEnd({ track, until }: SourceSound, end: number): Promise<void> {
  const last = await new EncodedPacketSink(track).getPacket(until);
  if (last === null || end < last.timestamp - LATE_S) throw new AnonymizerError('input/corrupt');
}

/**
 * Changes sound as planned and encodes it anew.
 * @returns where each packet is, once it is handed over
 * @throws AnonymizerError `input/corrupt` where the sound ends before the last packet that the container lists
 */
export async function* changedSound(plan: SoundPlan, encoding: SoundEncoding, source: EncodedAudioPacketSource): AsyncGenerator<SoundProgress, void> {
  let end = 0;
  async function* counted(): AsyncGenerator<SoundBlock, void> {
    for await (const block of soundBlocks(plan)) {
      if (block.rate !== encoding.rate) throw new AnonymizerError('input/corrupt');
      end = (block.start + (block.planes[0]?.length ?? 0)) / block.rate;
      yield block;
    }
    await checkEnd(plan, end);
  }
  for await (const { packet, decoderConfig } of encodeSound(changeSound(counted(), plan), encoding)) {
    await source.add(packet, decoderConfig === null ? undefined : { decoderConfig });
    yield { at: packet.timestamp, end, bytes: packet.data.byteLength };
  }
}
