import { AudioSampleSink, EncodedPacketSink, type AudioSample, type InputAudioTrack } from 'mediabunny';
import { placeSound, type Placement } from '../../core/audio/place-sound.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { heardOf, sampleRanges, type SampleRange } from '../../core/structure/video/shown-parts.ts';
import { asInputError } from './open-video.ts';
import type { SourceSound } from './read-parts.ts';
import { noteMove, StalledError, unlessStalled } from './stall-watch.ts';

/** Samples of silence that are made at once: gaps can be long. */
const SILENCE_FRAMES = 16_384;
/** Longest gap that is filled, in seconds. */
const LONGEST_GAP_S = 24 * 3600;

/** A part of a decoded sound. Parts follow each other without a gap. */
export interface SoundBlock {
  /** Which sample it begins with; 0 is at the beginning of the video. */
  readonly start: number;
  /** One array for each channel, all of the same length; the receiver's. */
  readonly planes: readonly Float32Array<ArrayBuffer>[];
  /** Samples in a second, the same in every block. */
  readonly rate: number;
}

/**
 * Decodes a whole sound part by part, from the beginning of the video on, up to the sample at which it ends for players. What the source has
 * before that beginning or hides is left out, and its gaps are silence, so that every sample is where its time says.
 * @throws AnonymizerError `input/sound-codec` where this browser can't decode it, `input/corrupt`, `input/unreadable`
 */
export async function* soundBlocks({ track, parts }: SourceSound): AsyncGenerator<SoundBlock, void> {
  if (!(await track.canDecode())) throw new AnonymizerError('input/sound-codec');
  let [written, rate, channels, late] = [0, 0, 0, 0];
  let ranges: readonly SampleRange[] = [];
  /** Sample behind the block before, as the track is read. */
  let next: number | null = null;
  try {
    for await (const sample of unlessStuck(new AudioSampleSink(track).samples())) {
      try {
        if (rate === 0) {
          [rate, channels, late] = [sample.sampleRate, sample.numberOfChannels, await skipped(track, sample)];
          ranges = sampleRanges(parts, rate);
        }
        if (sample.sampleRate !== rate || sample.numberOfChannels !== channels) throw new AnonymizerError('input/corrupt');
        const time = sample.timestamp + late;
        const place: Placement = next === null ? { silence: Math.round(time * rate), skip: 0 } : placeSound(next, time, sample.numberOfFrames, rate);
        const { skip } = place;
        const first: number = (next ?? 0) + place.silence;
        const frames = sample.numberOfFrames - skip;
        next = first + frames;
        if (first >= endOf(ranges)) return;
        for (const heard of heardOf(ranges, first, frames)) {
          if (heard.at - written > LONGEST_GAP_S * rate) throw new AnonymizerError('input/corrupt');
          while (written < heard.at) {
            const silent = Math.min(heard.at - written, SILENCE_FRAMES);
            yield { start: written, planes: Array.from({ length: channels }, () => new Float32Array(silent)), rate };
            written += silent;
          }
          const repeated = written - heard.at;
          if (repeated >= heard.count) continue;
          yield { start: written, planes: planesOf(sample, skip + heard.skip + repeated, heard.count - repeated), rate };
          written += heard.count - repeated;
        }
      } finally {
        sample.close();
      }
    }
  } catch (error) {
    throw asInputError(error);
  }
}

function endOf(ranges: readonly SampleRange[]): number {
  const last = ranges.at(-1);
  return last === undefined ? 0 : last.first + last.count;
}

/**
 * Decoded samples one after another, unless the decoder never answers.
 * @param samples - of one sound; ended with this
 * @throws AnonymizerError `input/sound-codec` where it never answers, and what the decoder throws
 */
export async function* unlessStuck(samples: AsyncGenerator<AudioSample, void>): AsyncGenerator<AudioSample, void> {
  let isStuck = false;
  try {
    for (;;) {
      const { value, done } = await unlessStalled(samples.next());
      if (done === true) return;
      noteMove();
      yield value;
    }
  } catch (error) {
    isStuck = error instanceof StalledError;
    throw isStuck ? new AnonymizerError('input/sound-codec') : error;
  } finally {
    const ended = samples.return();
    // What does not answer while it works does not answer when it is to end.
    if (isStuck) void ended.catch(() => undefined);
    else await ended;
  }
}

/**
 * Seconds that the decoder left out at the start of Opus without saying so. Where the container leaves them out as well, by times before 0,
 * all samples would be early by them.
 */
async function skipped(track: InputAudioTrack, { timestamp, duration }: AudioSample): Promise<number> {
  const first = await new EncodedPacketSink(track).getFirstPacket();
  if (first === null || first.timestamp >= 0 || Math.abs(first.timestamp - timestamp) > 1e-4 || (await track.getCodec()) !== 'opus') return 0;
  return Math.max(0, first.duration - duration);
}

/** Channels of a decoded sample, from one of its frames on, up to its end unless told how many. */
export function planesOf(sample: AudioSample, skip: number, frames = sample.numberOfFrames - skip): readonly Float32Array<ArrayBuffer>[] {
  return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(frames);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar', frameOffset: skip, frameCount: frames });
    return plane;
  });
}
