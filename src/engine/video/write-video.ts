import { EncodedAudioPacketSource, Mp4OutputFormat, Output, Quality, VideoSample, VideoSampleSource, WebMOutputFormat, type OutputFormat } from 'mediabunny';
import { partsIn, secondsIn } from '../../core/audio/time-span.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { VideoQuality } from '../../core/policy/policy.ts';
import type { Orientation, WrittenVideoFormat } from '../../core/structure/inspection.ts';
import type { PlaneColors, PlanePicture } from '../../core/mask/planes.ts';
import type { WrittenVideoCodec } from '../../core/structure/video/verified-video.ts';
import type { FrameTime } from './open-video.ts';
import type { OutputFile } from './output-file.ts';
import type { SoundEncoding } from './sound-encoder.ts';
import { changedSound, copySound, type SoundProgress } from './sound-packets.ts';
import type { SoundPlan } from './sound-plan.ts';
import { noteMove, StalledError, unlessStalled } from './stall-watch.ts';
import { wholeMicroseconds } from './tick-rate.ts';

/** Seconds between frames that can be decoded by themselves. */
export const KEY_FRAMES_S = 2;
/** How much an encoder may leave out, from 0, most, to 1. */
const QUALITIES: Readonly<Record<VideoQuality, number>> = { high: 0.8, medium: 0.55, small: 0.3 };

/** Ticks a second of videos that are only written to see whether they can be. */
export const TRIAL_TICKS = 1000;

/** What a video is written as. */
export interface VideoSettings {
  readonly format: WrittenVideoFormat;
  readonly codec: WrittenVideoCodec;
  readonly quality: VideoQuality;
  /** How the stored frames are turned for display. */
  readonly orientation: Orientation;
  /** What becomes of the sound, and how it is encoded, `null` where its packets are copied; `null` for a silent output. */
  readonly sound: { readonly plan: SoundPlan; readonly encoding: SoundEncoding | null } | null;
  /** Ticks a second of the pictures' times, where the container lets one choose. */
  readonly ticks: number;
  /** Whether the pictures or the sound begin later than 0. */
  readonly startsLate: boolean;
  /** Colours of planes that are made of pixels, which come back from the codec as they were. */
  readonly madeColors: PlaneColors;
}

/** A finished video. */
export interface WrittenVideo {
  readonly bytes: Blob;
  readonly format: WrittenVideoFormat;
  readonly codec: WrittenVideoCodec;
  /** Codec of the sound; `null` where there is none. */
  readonly soundCodec: string | null;
  /** Packets of sound that were written. */
  readonly soundPackets: number;
  /** Of uncompressed sound that was copied, how many values of each channel its packets had, and how many there would be without gaps. */
  readonly uncompressed: { readonly values: number; readonly spanned: number } | null;
  /** Where the sound was made anew: how long it is, and how much of it in how many parts is muted. `null` where it was copied or there is none. */
  readonly changedSound: { readonly seconds: number; readonly mutedSeconds: number; readonly mutedParts: number } | null;
}

/** The container. An MP4 of one piece says only with a list of edits that something begins late; fragments have times of their own. */
export function outputFormat(format: WrittenVideoFormat, startsLate: boolean): OutputFormat {
  return format === 'mp4' ? new Mp4OutputFormat({ fastStart: startsLate ? 'fragmented' : false }) : new WebMOutputFormat();
}

/** Orientations as containers say them: a clockwise turn, and a flip from left to right after it. */
export const TURNS: Readonly<Record<Orientation, { readonly rotation: 0 | 90 | 180 | 270; readonly flip: boolean }>> = {
  1: { rotation: 0, flip: false }, 2: { rotation: 0, flip: true }, 3: { rotation: 180, flip: false }, 4: { rotation: 180, flip: true },
  5: { rotation: 90, flip: true }, 6: { rotation: 90, flip: false }, 7: { rotation: 270, flip: true }, 8: { rotation: 270, flip: false },
};

/** Encodes frames one after another and writes them, with the sound beside them. */
export class VideoWriter {
  readonly #settings: VideoSettings;
  readonly #file: OutputFile;
  readonly #output: Output;
  readonly #frames: VideoSampleSource;
  #sound: { readonly source: EncodedAudioPacketSource; readonly packets: AsyncGenerator<SoundProgress, void> } | null = null;
  #soundPackets = 0;
  #soundCodec: string | null = null;

  /**
   * @param settings - what is written
   * @param file - where; belongs to the writer
   * @param onPicture - hears of each encoded picture whether it can be decoded by itself, and its bytes
   */
  constructor(settings: VideoSettings, file: OutputFile, onPicture?: (type: 'key' | 'delta', bytes: number) => void) {
    this.#settings = settings;
    this.#file = file;
    this.#output = new Output({ format: outputFormat(settings.format, settings.startsLate), target: file.target });
    this.#frames = new VideoSampleSource({
      codec: settings.codec, quality: new Quality(QUALITIES[settings.quality]), keyFrameInterval: KEY_FRAMES_S, latencyMode: 'quality',
      // The list of parameters that Firefox gives beside H.264 is damaged; in this form they are in the stream, and the list is made from it.
      onEncoderConfig: (config) => {
        if (settings.codec === 'avc') config.avc = { format: 'annexb' };
        // It is the ticks below, and would make an encoder save.
        delete config.framerate;
      },
      onEncodedPacket: ({ type, byteLength }) => {
        noteMove();
        onPicture?.(type, byteLength);
      },
    });
    // What the library calls a frame rate are the ticks of an MP4; in WebM, which has milliseconds, it would move time stamps.
    this.#output.addVideoTrack(this.#frames, { ...TURNS[settings.orientation], ...(settings.format === 'mp4' ? { frameRate: settings.ticks } : {}) });
  }

  /** Called once before the first frame. */
  async start(): Promise<void> {
    const { sound } = this.#settings;
    if (sound !== null) {
      const { plan, encoding } = sound;
      const codec = encoding?.codec ?? (await plan.track.getCodec());
      if (codec === null) throw new AnonymizerError('export/encode');
      const source = new EncodedAudioPacketSource(codec);
      this.#output.addAudioTrack(source);
      this.#soundCodec = codec;
      this.#soundShape = { rate: await plan.track.getSampleRate(), channels: await plan.track.getNumberOfChannels() };
      this.#sound = { source, packets: encoding === null ? copySound(plan, source) : changedSound(plan, encoding, source) };
    }
    await this.#output.start();
  }

  /**
   * Adds a frame. Resolves once the encoder has room for the next, so that no more than a few wait.
   * @param picture - as it is to be stored; stays the caller's
   * @param colorSpace - what its values mean, as the source says
   * @throws AnonymizerError `export/encode`
   */
  async add({ format, width, height, data }: PlanePicture, { timestamp, duration }: FrameTime, colorSpace: VideoColorSpaceInit): Promise<void> {
    const sample = new VideoSample(data, { format, codedWidth: width, codedHeight: height, timestamp: Math.max(0, wholeMicroseconds(timestamp)), duration: wholeMicroseconds(duration), colorSpace });
    try {
      await unlessStalled(this.#frames.add(sample));
      await unlessStalled(this.#writeSound(timestamp + duration));
    } catch (error) {
      await this.#fail(error);
    } finally {
      sample.close();
    }
  }

  /** The file; asked for once. */
  async finish(): Promise<WrittenVideo> {
    try {
      await unlessStalled(this.#writeSound(Infinity));
      await unlessStalled(this.#output.finalize());
    } catch (error) {
      await this.#fail(error);
    }
    const { format, codec, sound } = this.#settings;
    const seconds = this.#soundAt.end;
    const changed = sound === null || sound.encoding === null ? null : { seconds, mutedSeconds: secondsIn(sound.plan.muted, seconds), mutedParts: partsIn(sound.plan.muted, seconds) };
    const bytes = await this.#file.finish(`video/${format}`, format === 'mp4');
    return { bytes, format, codec, soundCodec: this.#soundCodec, soundPackets: this.#soundPackets, uncompressed: this.#uncompressed(), changedSound: changed };
  }

  /** Gives up; nothing is left behind. */
  async cancel(): Promise<void> {
    if (!this.#isStuck) await this.#endCodecs();
    await this.#file.discard();
  }

  /** What does not answer while it works does not answer when it is to end. */
  #isStuck = false;

  async #fail(error: unknown): Promise<never> {
    if (error instanceof StalledError) {
      this.#isStuck = true;
      void this.#endCodecs();
    }
    await this.cancel();
    throw error instanceof AnonymizerError || error instanceof RangeError ? error : new AnonymizerError('export/encode');
  }

  async #endCodecs(): Promise<void> {
    await this.#sound?.packets.return().catch(() => undefined);
    if (this.#output.state === 'started' || this.#output.state === 'pending') await this.#output.cancel().catch(() => undefined);
  }

  /** Sound goes along with the pictures, because the file interleaves them. */
  async #writeSound(until: number): Promise<void> {
    if (this.#sound === null) return;
    for (;;) {
      if (this.#soundAt.at > until) return;
      const { value, done } = await this.#sound.packets.next();
      if (done === true) {
        this.#sound.source.close();
        this.#sound = null;
        return;
      }
      if (this.#soundPackets === 0) this.#soundFrom = value.at;
      this.#soundAt = value;
      this.#soundBytes += value.bytes;
      this.#soundPackets += 1;
      noteMove();
    }
  }

  #soundAt: SoundProgress = { at: -Infinity, end: 0, bytes: 0 };
  /** Seconds at which the first packet begins. */
  #soundFrom = 0;
  #soundBytes = 0;
  /** Of the source. */
  #soundShape = { rate: 0, channels: 1 };

  #uncompressed(): WrittenVideo['uncompressed'] {
    // Codecs of uncompressed sound have the bits of a value in their name.
    const bits = /^pcm-\D+(\d+)/.exec(this.#soundCodec ?? '')?.[1];
    if (bits === undefined) return null;
    const { rate, channels } = this.#soundShape;
    return { values: (this.#soundBytes * 8) / (Number(bits) * channels), spanned: Math.round((this.#soundAt.end - this.#soundFrom) * rate) };
  }
}
