import { ALL_FORMATS, AudioSample, AudioSampleSource, BlobSource, BufferTarget, CanvasSource, EncodedPacketSink, EncodedVideoPacketSource, Input, Mp4OutputFormat, Output, Quality, WebMOutputFormat, type VideoCodec } from 'mediabunny';

/** A sound by its value at each time in seconds. */
export interface ClipSound {
  readonly codec: 'opus' | 'pcm-s16';
  readonly at: (seconds: number) => number;
}

const TONE: ClipSound = { codec: 'opus', at: (seconds) => 0.2 * Math.sin(seconds * 2 * Math.PI * 440) };

/** How a clip is made. */
export interface ClipSettings {
  readonly format: 'mp4' | 'webm';
  readonly codec: VideoCodec;
  readonly width: number;
  readonly height: number;
  /** Seconds of each frame, in order. */
  readonly times: readonly number[];
  /** Draws one frame. */
  readonly draw: (context: OffscreenCanvasRenderingContext2D, index: number) => void;
  /** With a tone beside the pictures, or with other sound. */
  readonly sound?: boolean | ClipSound;
  /** How the frames are turned for display. */
  readonly turn?: { readonly rotation: 0 | 90 | 180 | 270; readonly flip: boolean };
}

/** Encodes a clip in this browser. */
export async function clip({ format, codec, width, height, times, draw, sound = false, turn }: ClipSettings): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const target = new BufferTarget();
  const output = new Output({ format: format === 'mp4' ? new Mp4OutputFormat({ fastStart: 'in-memory' }) : new WebMOutputFormat(), target });
  const frames = new CanvasSource(canvas, { codec, quality: new Quality('very-high'), keyFrameInterval: 0.5 });
  output.addVideoTrack(frames, turn);
  const { codec: soundCodec, at: valueAt } = typeof sound === 'object' ? sound : TONE;
  const tone = sound === false ? null : new AudioSampleSource({ codec: soundCodec, ...(soundCodec === 'opus' ? { quality: new Quality('high') } : {}) });
  if (tone !== null) output.addAudioTrack(tone);
  await output.start();
  for (const [index, timestamp] of times.entries()) {
    draw(context, index);
    await frames.add(timestamp, (times[index + 1] ?? timestamp + 0.04) - timestamp);
  }
  if (tone !== null) {
    const seconds = times.at(-1)! + 0.04;
    const data = Float32Array.from({ length: Math.round(48_000 * seconds) }, (_, at) => valueAt(at / 48_000));
    const sample = new AudioSample({ data, format: 'f32', numberOfChannels: 1, sampleRate: 48_000, timestamp: 0 });
    await tone.add(sample);
    sample.close();
  }
  await output.finalize();
  return new File([target.buffer!], 'clip', { type: `video/${format}` });
}

/** Times of a clip with a steady rate, in seconds. */
export function steady(count: number, framesPerSecond: number): number[] {
  return Array.from({ length: count }, (_, index) => index / framesPerSecond);
}

/** The pictures of several clips one after another as one track, of whatever sizes they are, as recordings of calls have them. */
export async function joined(files: readonly Blob[]): Promise<File> {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  let source: EncodedVideoPacketSource | null = null;
  let start = 0;
  for (const file of files) {
    const input = new Input({ source: new BlobSource(file), formats: ALL_FORMATS });
    const track = (await input.getPrimaryVideoTrack())!;
    const decoderConfig = (await track.getDecoderConfig())!;
    if (source === null) {
      source = new EncodedVideoPacketSource((await track.getCodec())!);
      output.addVideoTrack(source);
      await output.start();
    }
    for await (const packet of new EncodedPacketSink(track).packets()) await source.add(packet.clone({ timestamp: start + packet.timestamp }), { decoderConfig });
    start += await track.computeDuration();
    input.dispose();
  }
  await output.finalize();
  return new File([target.buffer!], 'clip', { type: 'video/webm' });
}
