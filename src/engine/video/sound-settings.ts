import { ALL_FORMATS, AudioSampleSink, BufferSource, BufferTarget, EncodedAudioPacketSource, Input, Mp4OutputFormat, Output, WebMOutputFormat } from 'mediabunny';
import { clickAt, findClick } from '../../core/audio/click.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { WrittenVideoFormat } from '../../core/structure/inspection.ts';
import { planesOf, soundBlocks, unlessStuck, type SoundBlock } from './sound-blocks.ts';
import { encodeSound, type SoundCodec, type SoundEncoding } from './sound-encoder.ts';
import type { SourceSound } from './read-parts.ts';
import type { SoundPlan } from './sound-plan.ts';
import { PATIENCE_S, unlessStalled } from './stall-watch.ts';

/** Codecs of each container, the one that most players take first. */
const CODECS: Readonly<Record<WrittenVideoFormat, readonly SoundCodec[]>> = { mp4: ['aac', 'opus'], webm: ['opus'] };
/** Seconds of the sound that an encoder is tried with, and where in it the click is. */
const TRIAL_S = 0.6;
const CLICK_S = 0.3;
/** Longest delay that an encoder may have, in seconds; the priming of AAC takes less than .06 at the lowest common rate. */
const MOST_DELAY_S = 0.25;

/**
 * Finds an encoder for a sound that this browser really has, by encoding a click, writing it, and listening for it in what was written:
 * browsers promise encoders that fail, and each delays the sound by another time.
 * @returns `null` where the container takes none that works
 * @throws AnonymizerError `input/sound-codec` where the source's sound can't be decoded, `input/corrupt`
 */
export async function chooseSoundEncoding(format: WrittenVideoFormat, plan: SoundPlan): Promise<SoundEncoding | null> {
  const shape = await shapeOf(plan);
  const counts = plan.changesVoices ? [1] : [...new Set([shape.channels, Math.min(2, shape.channels)])];
  for (const codec of CODECS[format]) {
    for (const channels of counts) {
      const delaySeconds = await measureDelay(format, { codec, rate: shape.rate, channels, delaySeconds: 0 });
      if (delaySeconds !== null) return { codec, rate: shape.rate, channels, delaySeconds };
    }
  }
  return null;
}

/** As decoded: containers and decoders may differ, as for AAC with doubled rate. */
async function shapeOf(sound: SourceSound): Promise<{ readonly rate: number; readonly channels: number }> {
  for await (const { planes, rate } of soundBlocks(sound)) return { rate, channels: planes.length };
  throw new AnonymizerError('input/corrupt');
}

async function measureDelay(format: WrittenVideoFormat, encoding: SoundEncoding): Promise<number | null> {
  try {
    const heard = await unlessStalled(roundTrip(format, encoding), PATIENCE_S);
    const delay = heard === null ? null : heard - CLICK_S;
    return delay !== null && delay > -MOST_DELAY_S && delay < MOST_DELAY_S ? delay : null;
  } catch {
    return null;
  }
}

/** Seconds at which a click is heard in what was written; `null` where it is not. */
async function roundTrip(format: WrittenVideoFormat, encoding: SoundEncoding): Promise<number | null> {
  const target = new BufferTarget();
  const output = new Output({ format: format === 'mp4' ? new Mp4OutputFormat({ fastStart: false }) : new WebMOutputFormat(), target });
  const source = new EncodedAudioPacketSource(encoding.codec);
  output.addAudioTrack(source);
  await output.start();
  for await (const { packet, decoderConfig } of encodeSound(trial(encoding), encoding)) await source.add(packet, decoderConfig === null ? undefined : { decoderConfig });
  await output.finalize();
  return target.buffer === null ? null : clickIn(target.buffer);
}

async function* trial({ rate, channels }: SoundEncoding): AsyncGenerator<SoundBlock, void> {
  await Promise.resolve();
  const click = Float32Array.from({ length: Math.round(TRIAL_S * rate) }, (_, at) => clickAt(at / rate - CLICK_S));
  yield { start: 0, rate, planes: Array.from({ length: channels }, () => click.slice()) };
}

async function clickIn(file: ArrayBuffer): Promise<number | null> {
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (track === null) return null;
    const parts: SoundBlock[] = [];
    for await (const sample of unlessStuck(new AudioSampleSink(track).samples())) {
      try {
        parts.push({ start: Math.round(sample.timestamp * sample.sampleRate), planes: planesOf(sample, 0).slice(0, 1), rate: sample.sampleRate });
      } finally {
        sample.close();
      }
    }
    const rate = parts[0]?.rate ?? 1;
    const sound = new Float32Array(Math.round((TRIAL_S + 2 * MOST_DELAY_S) * rate));
    for (const { start, planes: [plane = new Float32Array()] } of parts) for (let at = 0; at < plane.length; at += 1) sound[start + at] = plane[at] ?? 0;
    return findClick(sound, rate);
  } finally {
    input.dispose();
  }
}
