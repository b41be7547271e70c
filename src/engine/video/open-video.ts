import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, type InputVideoTrack, Logging, LogLevel, VideoSampleSink, type VideoSample } from 'mediabunny';
import { AnonymizerError } from '../../core/errors.ts';
import type { Size } from '../../core/geometry/box.ts';
import { orientedSize } from '../../core/geometry/orientation.ts';
import { MAX_VIDEO_FRAMES } from '../../core/limits.ts';
import type { Orientation } from '../../core/structure/inspection.ts';
import { partShowing, type ShownPart } from '../../core/structure/video/shown-parts.ts';
import { isShownVp8, useOwnDecoder } from './own-decoder.ts';
import { readParts, type SourceSound } from './read-parts.ts';
import { StalledError, unlessStalled } from './stall-watch.ts';
import { tickRate } from './tick-rate.ts';
import { undecodedCode } from './undecoded.ts';

// What the library says in the console could quote a file, and that it follows one edit only is no longer true here.
Logging.level = LogLevel.Silent;

/** A frame of a video as its container lists it. */
export interface FrameTime {
  /** Seconds from the beginning of the presentation; the first frame may begin later. */
  readonly timestamp: number;
  /** Seconds that it is shown. */
  readonly duration: number;
}

/** A frame of a source, and where its decoder gives it. */
export interface SourceFrame extends FrameTime {
  /** Seconds in the time of the track, in which nothing is cut out. */
  readonly storedAt: number;
  /** Which picture of the track it is in the order of showing, with those that are hidden. */
  readonly place: number;
}

/** A video whose container was read; nothing is decoded yet. Whoever opened it closes it. */
export interface OpenVideo {
  readonly input: Input;
  readonly video: InputVideoTrack;
  /** The first track of sound. */
  readonly audio: SourceSound | null;
  /** As shown: turned, with square pixels. */
  readonly size: Size;
  /** As stored and as it is written, before it is turned. */
  readonly storedSize: Size;
  /** How the stored frames are turned for display; the output is stored and turned alike. */
  readonly orientation: Orientation;
  /** Whether stored pixels are squares, so that frames can be written as they are stored. */
  readonly keepsPlanes: boolean;
  /** In the order of showing; at least one. */
  readonly frames: readonly SourceFrame[];
  /** Ticks a second in which the times of all frames and the end of the last can be written to the microsecond. */
  readonly ticks: number;
}

/** Bytes of a file that are held to be read again. */
const CACHE_BYTES = 16 * 2 ** 20;

/**
 * Opens a video and lists its frames from the container, in slices of the file.
 * @throws AnonymizerError `input/corrupt`, `input/no-pixels` where there is no picture, `input/too-many-frames`, `input/video-alpha`,
 *   `input/unreadable`, and for pictures that this browser can't decode a code that names their codec, or `input/video-codec`
 */
export async function openVideo(file: Blob): Promise<OpenVideo> {
  await useOwnDecoder();
  const input = new Input({ source: new BlobSource(file, { maxCacheSize: CACHE_BYTES }), formats: ALL_FORMATS });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (video === null) throw new AnonymizerError('input/no-pixels');
    if (!(await video.canDecode())) throw new AnonymizerError(await undecodedCode(video));
    const parts = await readParts(input, file);
    const frames = await listFrames(video, parts.of(video), file.size);
    const times = [...frames.map(({ timestamp }) => timestamp), ...frames.slice(-1).map(({ timestamp, duration }) => timestamp + duration)];
    const ticks = tickRate(await video.getTimeResolution(), times);
    return { input, video, audio: await parts.sound(), frames, ticks, ...(await readShape(video)) };
  } catch (error) {
    input.dispose();
    throw asInputError(error);
  }
}

/** What browsers say of memory that they can't give; reading beyond an end is a RangeError as well, and the file's fault. */
const OUT_OF_MEMORY = /alloc|memory|length/i;

/** What a library throws over a file's content becomes a refusal of the file; what has a code keeps it. */
export function asInputError(error: unknown): unknown {
  if (error instanceof AnonymizerError || (error instanceof RangeError && OUT_OF_MEMORY.test(error.message))) return error;
  if (error instanceof DOMException && error.name === 'NotReadableError') return new AnonymizerError('input/unreadable');
  if (isReclaimed(error)) return new AnonymizerError('engine/memory');
  if (error instanceof StalledError) return new AnonymizerError('input/video-codec');
  return new AnonymizerError('input/corrupt');
}

/** Whether a browser took a decoder away, as it does in a tab that nobody looks at. @see https://www.w3.org/TR/webcodecs/#resource-reclamation */
function isReclaimed(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Difference of a pixel's sides that is taken for rounding by whoever wrote it: of 1,920 pixels it is less than four. */
const NEARLY_SQUARE = 0.002;

/** Frames whose pixels are no squares are drawn as they are shown, and stored so, in an even size: the encoders that most players know take no other. */
async function readShape(video: InputVideoTrack): Promise<Pick<OpenVideo, 'size' | 'storedSize' | 'orientation' | 'keepsPlanes'>> {
  const { num, den } = await video.getPixelAspectRatio();
  const shown = { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() };
  const drawn = num === den ? shown : { width: even(shown.width), height: even(shown.height) };
  const asDrawn = { size: drawn, storedSize: drawn, orientation: 1, keepsPlanes: false } as const;
  if (!(Math.abs(num / den - 1) < NEARLY_SQUARE)) return asDrawn;
  const storedSize = { width: await video.getCodedWidth(), height: await video.getCodedHeight() };
  const orientation = ORIENTATIONS[await video.getRotation()][(await video.getFlip()) ? 1 : 0];
  const size = orientedSize(storedSize, orientation);
  const isNear = (a: number, b: number): boolean => (num === den ? a === b : Math.abs(a - b) <= 1 + NEARLY_SQUARE * b);
  return isNear(size.width, shown.width) && isNear(size.height, shown.height) ? { size, storedSize, orientation, keepsPlanes: true } : asDrawn;
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}

/** A clockwise turn, without and with a flip from left to right after it, as orientations. */
const ORIENTATIONS: Readonly<Record<0 | 90 | 180 | 270, readonly [plain: Orientation, flipped: Orientation]>> = { 0: [1, 2], 90: [6, 5], 180: [3, 4], 270: [8, 7] };

/**
 * A list of a few bytes can tell of thousands of millions of frames; those of a real one are at least a byte each.
 * @param parts - what is shown of them; the last one of each is shown up to the next, or to the end of the last part
 */
async function listFrames(video: InputVideoTrack, parts: readonly ShownPart[], sizeBytes: number): Promise<SourceFrame[]> {
  const stored: FrameTime[] = [];
  const unshown = (await video.getCodec()) === 'vp8' ? await unshownPackets(video, sizeBytes) : null;
  let count = 0;
  for await (const { timestamp, duration, sideData } of new EncodedPacketSink(video).packets(undefined, undefined, { metadataOnly: true })) {
    // Browsers call every recording of theirs transparent; only frames that are have this.
    if (sideData.alpha !== undefined) throw new AnonymizerError('input/video-alpha');
    if (unshown?.places.has(count) !== true) stored.push({ timestamp, duration });
    count += 1;
    if (count > sizeBytes) throw new AnonymizerError('input/corrupt');
    if (stored.length > MAX_VIDEO_FRAMES) throw new AnonymizerError('input/too-many-frames');
  }
  const frames = shownFrames(stored.sort((a, b) => a.timestamp - b.timestamp), parts);
  const last = frames.pop();
  if (last === undefined) throw new AnonymizerError('input/no-pixels');
  // Reading ends without a word at the first packet whose bytes lie outside the file.
  if (unshown !== null && unshown.read !== count) throw new AnonymizerError('input/corrupt');
  const until = parts.at(-1)?.to ?? Infinity;
  const duration = until === Infinity ? await lastDuration(video, last, frames.at(-1)) : until - last.storedAt;
  return [...frames, { ...last, duration }];
}

/** @param stored - in the order of showing */
function shownFrames(stored: readonly FrameTime[], parts: readonly ShownPart[]): SourceFrame[] {
  const frames: SourceFrame[] = [];
  let before = -1;
  for (const [place, { timestamp: storedAt, duration }] of stored.entries()) {
    const index = partShowing(parts, storedAt);
    const part = parts[index];
    if (part === undefined) continue;
    const timestamp = part.from === part.at ? storedAt : part.at + storedAt - part.from;
    const last = frames.at(-1);
    if (index !== before && last !== undefined) frames[frames.length - 1] = { ...last, duration: timestamp - last.timestamp };
    frames.push({ timestamp, duration, storedAt, place });
    before = index;
  }
  return frames;
}

/** Where a container does not say how long the last frame is shown, it is for as long as the one before, and not beyond the end of the file. */
async function lastDuration(video: InputVideoTrack, { timestamp, duration }: FrameTime, before: FrameTime | undefined): Promise<number> {
  if (duration > 0 || before === undefined) return duration;
  const end = await video.getDurationFromMetadata();
  const usual = timestamp - before.timestamp;
  return end === null ? usual : Math.max(0, Math.min(usual, end - timestamp));
}

/** Which packets of VP8 are never shown, by their places in the order of decoding, and how many there are to be read. */
async function unshownPackets(video: InputVideoTrack, sizeBytes: number): Promise<{ readonly places: ReadonlySet<number>; readonly read: number }> {
  const places = new Set<number>();
  let read = 0;
  for await (const { data } of new EncodedPacketSink(video).packets()) {
    if (!isShownVp8(data)) places.add(read);
    read += 1;
    if (read > sizeBytes) throw new AnonymizerError('input/corrupt');
  }
  return { places, read };
}

/** Decodes the frames of a video one after another, in the order of showing. */
export class FrameDecoder {
  readonly #video: OpenVideo;
  readonly #sink: VideoSampleSink;
  #samples: AsyncGenerator<VideoSample, void, unknown> | null = null;
  /** Place of the picture that the generator gives next. */
  #next = 0;
  /** Seconds of the track at which the picture before that begins. */
  #at = -Infinity;

  constructor(video: OpenVideo) {
    this.#video = video;
    this.#sink = new VideoSampleSink(video.video);
  }

  /**
   * One frame. Cheapest one after another, or at least from the first to the last; else it is decoded from the last key frame before.
   * @param index - 0 for the first
   * @returns owned by the caller, who closes it
   * @throws AnonymizerError `input/corrupt` where the decoder fails, or gives another frame than the container lists; `engine/memory` where the browser keeps taking it away;
   *   `input/video-codec` where it never answers
   */
  async read(index: number): Promise<VideoSample> {
    const wanted = this.#video.frames[index];
    if (wanted === undefined) throw new RangeError('no such frame');
    for (let left = MOST_RECLAIMED; ; left -= 1) {
      try {
        return await this.#read(wanted);
      } catch (error) {
        // What does not answer would not answer this either.
        if (error instanceof StalledError) this.#giveUp();
        await this.rest();
        if (left === 0 || !isReclaimed(error)) throw asInputError(error);
      }
    }
  }

  async #read({ place, storedAt }: SourceFrame): Promise<VideoSample> {
    if (this.#samples === null || place < this.#next || (place > this.#next && !(await this.#isBehindNoKey(storedAt)))) {
      await this.rest();
      this.#samples = this.#sink.samples(storedAt);
      this.#next = place;
    }
    for (; this.#next < place; this.#next += 1) (await nextOf(this.#samples))?.close();
    this.#next = place + 1;
    this.#at = storedAt;
    const sample = await nextOf(this.#samples);
    if (sample === undefined) throw new AnonymizerError('input/corrupt');
    if (Math.abs(sample.timestamp - storedAt) < SAME_TIME) return sample;
    sample.close();
    throw new AnonymizerError('input/corrupt');
  }

  /** Whether going on from where the decoder is takes no longer than beginning at the last key frame before a time. */
  async #isBehindNoKey(time: number): Promise<boolean> {
    const key = await new EncodedPacketSink(this.#video.video).getKeyPacket(time, { metadataOnly: true });
    return key !== null && key.timestamp <= this.#at;
  }

  /** Lets go of a decoder that does not answer, without waiting for it. */
  #giveUp(): void {
    const samples = this.#samples;
    this.#samples = null;
    void samples?.return().catch(() => undefined);
  }

  /** Lets go of the decoder and of frames that it decoded ahead. */
  async rest(): Promise<void> {
    const samples = this.#samples;
    this.#samples = null;
    await samples?.return();
  }
}

/** The next frame of a decoder; one that comes when nobody waits for it any more is closed. */
async function nextOf(samples: AsyncGenerator<VideoSample, void, unknown>): Promise<VideoSample | undefined> {
  const next = samples.next();
  try {
    return (await unlessStalled(next)).value ?? undefined;
  } catch (error) {
    void next.then(({ value }) => value?.close(), () => undefined);
    throw error;
  }
}

/** Times that a decoder for one frame may be taken away; each time another goes on from the key frame before. */
const MOST_RECLAIMED = 3;
/** Seconds within which two time stamps are the same: decoders count in microseconds. */
const SAME_TIME = 1.5e-6;
