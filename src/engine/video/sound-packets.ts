import { EncodedPacketSink, type EncodedAudioPacketSource, type EncodedPacket } from 'mediabunny';
import { withoutComments } from '../../core/audio/vorbis-headers.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { ALL_SHOWN, heardOf, partShowing, presentationEnd, sampleRanges, type ShownPart } from '../../core/structure/video/shown-parts.ts';
import { soundBlocks, type SoundBlock } from './sound-blocks.ts';
import { changeSound } from './sound-changes.ts';
import { encodeSound, type SoundEncoding } from './sound-encoder.ts';
import type { SourceSound } from './read-parts.ts';
import type { SoundPlan } from './sound-plan.ts';

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
  for await (const { at } of heardPackets(sound, { metadataOnly: true })) return at;
  return 0;
}

/** A packet of which something is heard. */
interface HeardPacket {
  readonly packet: EncodedPacket;
  /** Seconds of the presentation at which it is heard. */
  readonly at: number;
  readonly duration: number;
  /** Of its bytes, the first that is heard, and how many are. */
  readonly skip: number;
  readonly bytes: number;
}

/**
 * What is left unheard by the source is left out: it would take a list of edits to leave it unheard again. Packets of uncompressed sound may be long,
 * and begin and end where the sound does; of others those that begin in a part are whole.
 */
async function* heardPackets(sound: SourceSound, options?: { readonly metadataOnly: true }): AsyncGenerator<HeardPacket, void> {
  const isSliced = sound.parts !== ALL_SHOWN && (await sound.track.getCodec())?.startsWith('pcm-') === true;
  const packets = new EncodedPacketSink(sound.track).packets(undefined, undefined, options);
  yield* isSliced ? heardValues(packets, sound, await sound.track.getSampleRate()) : wholePackets(packets, sound);
}

async function* heardValues(packets: AsyncIterable<EncodedPacket>, { parts }: SourceSound, rate: number): AsyncGenerator<HeardPacket, void> {
  const ranges = sampleRanges(parts, rate);
  for await (const packet of packets) {
    if (packet.timestamp >= endOf(parts)) return;
    const values = Math.round(packet.duration * rate);
    const bytesEach = Math.floor(packet.byteLength / values);
    for (const { skip, count, at } of heardOf(ranges, Math.round(packet.timestamp * rate), values)) {
      const isWhole = skip === 0 && count === values;
      yield { packet, at: at / rate, skip: skip * bytesEach, bytes: isWhole ? packet.byteLength : count * bytesEach, duration: isWhole ? packet.duration : count / rate };
    }
  }
}

async function* wholePackets(packets: AsyncIterable<EncodedPacket>, { parts }: SourceSound): AsyncGenerator<HeardPacket, void> {
  let end = -Infinity;
  for await (const packet of packets) {
    const { timestamp, duration, byteLength } = packet;
    if (timestamp >= endOf(parts)) return;
    const part = parts[partShowing(parts, timestamp)];
    if (part === undefined) continue;
    const at = Math.max(0, part.from === part.at ? timestamp : part.at + timestamp - part.from);
    // Where the packet before a cut reaches far into what follows, the next takes its place: they overlap by less than half a packet.
    if (part !== parts[0] && at < end - duration / 2) continue;
    yield { packet, at, skip: 0, bytes: byteLength, duration };
    end = at + duration;
  }
}

function endOf(parts: readonly ShownPart[]): number {
  return parts.at(-1)?.to ?? Infinity;
}

/**
 * Copies packets of sound, byte for byte.
 * @returns where each is, once it is handed over
 * @throws AnonymizerError `input/corrupt` where the container lists more than the file has
 */
export async function* copySound(sound: SourceSound, source: EncodedAudioPacketSource): AsyncGenerator<SoundProgress, void> {
  const decoderConfig = asWritten(await sound.track.getDecoderConfig());
  let [first, count] = [true, 0];
  for await (const { packet, at, skip, bytes, duration } of heardPackets(sound)) {
    await source.add(packet.clone({ data: packet.data.subarray(skip, skip + bytes), timestamp: at, duration }), first ? { decoderConfig } : undefined);
    first = false;
    count += 1;
    yield { at, end: at + duration, bytes };
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
async function checkEnd({ track, parts }: SourceSound, end: number): Promise<void> {
  const last = await new EncodedPacketSink(track).getPacket(endOf(parts));
  if (last === null || end < presentationEnd(parts, last.timestamp) - LATE_S) throw new AnonymizerError('input/corrupt');
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
