import type { Page } from '@playwright/test';
import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
import { sample, type TestFile } from './workroom.ts';

/** How a clip is made. */
export interface ClipPlan {
  readonly width: number;
  readonly height: number;
  /** Milliseconds of each frame, in order. */
  readonly times: readonly number[];
  /** Frames on which people are in the picture; on the others there is a plain wall. */
  readonly people: (index: number) => boolean;
  readonly sound?: boolean;
}

/** One encoded frame or packet of sound. */
interface Chunk {
  readonly base64: string;
  readonly isKey: boolean;
  readonly microseconds: number;
  readonly length: number;
}

/** A clip of people who move slowly to the left, encoded by the browser of the test. */
export async function clip(page: Page, { width, height, times, people, sound = false }: ClipPlan): Promise<TestFile> {
  const made = await page.evaluate(encode, { base64: sample('on-the-stairs.jpg').buffer.toString('base64'), width, height, times, shown: times.map((_, index) => people(index)), sound });
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const pictures = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(pictures);
  const tone = sound ? new EncodedAudioPacketSource('opus') : null;
  if (tone !== null) output.addAudioTrack(tone);
  await output.start();
  const add = async (source: EncodedVideoPacketSource | EncodedAudioPacketSource, chunks: readonly Chunk[], decoderConfig: object): Promise<void> => {
    for (const { base64, isKey, microseconds, length } of chunks) {
      const packet = new EncodedPacket(Buffer.from(base64, 'base64'), isKey ? 'key' : 'delta', microseconds / 1e6, length / 1e6);
      await source.add(packet, { decoderConfig: decoderConfig as never });
    }
    source.close();
  };
  await Promise.all([
    add(pictures, made.pictures, { codec: 'vp09.00.31.08', codedWidth: width, codedHeight: height }),
    ...(tone === null ? [] : [add(tone, made.sound, { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 })]),
  ]);
  await output.finalize();
  return { name: 'clip.mp4', mimeType: 'video/mp4', buffer: Buffer.from(target.buffer!) };
}

/** Runs in the page. */
async function encode({ base64, width, height, times, shown, sound }: {
  readonly base64: string; readonly width: number; readonly height: number; readonly times: readonly number[]; readonly shown: readonly boolean[]; readonly sound: boolean;
}): Promise<{ readonly pictures: Chunk[]; readonly sound: Chunk[] }> {
  const chunkOf = (chunk: EncodedVideoChunk | EncodedAudioChunk): Chunk => {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return { base64: btoa(text), isKey: chunk.type === 'key', microseconds: chunk.timestamp, length: chunk.duration ?? 0 };
  };
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))]));
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  const pictures: Chunk[] = [];
  const encoder = new VideoEncoder({ output: (chunk) => pictures.push(chunkOf(chunk)), error: (error) => { throw error; } });
  encoder.configure({ codec: 'vp09.00.31.08', width, height, bitrate: 2_000_000, latencyMode: 'quality' });
  for (const [index, time] of times.entries()) {
    context.fillStyle = '#aebfcf';
    context.fillRect(0, 0, width, height);
    if (shown[index] === true) context.drawImage(bitmap, bitmap.width * 0.1 + index * 4, 0, bitmap.width * 0.8, (bitmap.width * 0.8 * height) / width, 0, 0, width, height);
    const frame = new VideoFrame(context.canvas, { timestamp: time * 1000, duration: ((times[index + 1] ?? time + 40) - time) * 1000 });
    encoder.encode(frame, { keyFrame: index % 20 === 0 });
    frame.close();
  }
  await encoder.flush();
  const packets: Chunk[] = [];
  if (sound) {
    const voice = new AudioEncoder({ output: (chunk) => packets.push(chunkOf(chunk)), error: (error) => { throw error; } });
    voice.configure({ codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 });
    const seconds = (times.at(-1)! + 40) / 1000;
    const data = Float32Array.from({ length: Math.round(48_000 * seconds) }, (_, at) => 0.2 * Math.sin((at / 48_000) * 2 * Math.PI * 440));
    const tone = new AudioData({ format: 'f32', sampleRate: 48_000, numberOfFrames: data.length, numberOfChannels: 1, timestamp: 0, data });
    voice.encode(tone);
    tone.close();
    await voice.flush();
  }
  return { pictures, sound: packets };
}
