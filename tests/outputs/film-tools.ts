import { execFileSync, spawnSync } from 'node:child_process';
import { NO_GUESSES } from '../../scripts/video/ffmpeg.ts';

/** Whether a program can be started. */
export function isInstalled(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** A packet of sound as ffprobe tells of it. */
export interface SoundPacket {
  readonly seconds: number;
  readonly length: number;
  /** Of its bytes. */
  readonly hash: string;
}

interface Told {
  readonly frames?: readonly { readonly pts_time?: string }[];
  readonly packets?: readonly { readonly pts_time: string; readonly duration_time?: string; readonly data_hash: string }[];
  readonly streams?: readonly { readonly nb_read_frames?: string; readonly codec_type?: string }[];
}

function probe(path: string, ...args: readonly string[]): Told {
  return JSON.parse(execFileSync('ffprobe', ['-v', 'error', '-of', 'json', ...args, path], { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] })) as Told;
}

/** Seconds of the frames of the first track of pictures that players show, in order, to the microsecond. */
export function shownTimes(path: string): number[] {
  return (probe(path, '-select_streams', 'v:0', '-show_entries', 'frame=pts_time').frames ?? []).map((frame) => Number(frame.pts_time));
}

/** Frames of the first track of pictures that can be decoded; for MP4 also those that a list of edits hides. */
export function countFrames(path: string, ignoresEdits = false): number {
  return Number(probe(path, ...(ignoresEdits ? ['-ignore_editlist', '1'] : []), '-count_frames', '-select_streams', 'v:0', '-show_entries', 'stream=nb_read_frames').streams?.[0]?.nb_read_frames);
}

/** Sorts of the tracks, in order. */
export function trackSorts(path: string): string[] {
  return (probe(path, '-show_entries', 'stream=codec_type').streams ?? []).map((stream) => stream.codec_type ?? '');
}

/** Packets of the first track of sound, hidden ones too. */
export function soundPackets(path: string): SoundPacket[] {
  const told = probe(path, '-select_streams', 'a:0', '-show_packets', '-show_data_hash', 'sha256');
  return (told.packets ?? []).map((packet) => ({ seconds: Number(packet.pts_time), length: Number(packet.duration_time), hash: packet.data_hash }));
}

/** Everything of the sound in one sum, however it comes in packets. */
export function soundHash(path: string): string {
  return execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-c', 'copy', '-f', 'streamhash', '-'], { encoding: 'utf8' }).trim();
}

/** The first track of sound as values of one channel, 48,000 a second from the beginning of the file on. */
export function decodedSound(path: string): Float32Array {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-map', '0:a:0', '-af', 'aresample=async=1:first_pts=0', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-'], { maxBuffer: 1e8 });
  return new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
}

/** What ffmpeg has to say while it decodes all of a film. */
export function complaints(path: string): string {
  return spawnSync('ffmpeg', ['-v', 'warning', ...NO_GUESSES, '-i', path, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'null', '-'], { encoding: 'utf8' }).stderr.trim();
}

/** Every name and value that ffprobe tells, as `streams.0.tags.title: value`. */
export function probedFacts(path: string): Record<string, string> {
  const facts: Record<string, string> = {};
  const walk = (value: unknown, at: string): void => {
    if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) walk(inner, at === '' ? key : `${at}.${key}`);
    else facts[at] = String(value);
  };
  walk(probe(path, '-show_format', '-show_streams', '-show_chapters'), '');
  return facts;
}

/** Every tag of films that exiftool knows how to find, unknown and embedded ones too. */
export function exifTags(paths: readonly string[]): Record<string, unknown>[] {
  return JSON.parse(execFileSync('exiftool', ['-j', '-a', '-G1', '-s', '-ee3', '-u', '-U', '-api', 'RequestAll=3', ...paths], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as Record<string, unknown>[];
}

/** What mat2 tells of a film, line by line. */
export function shownMetadata(path: string): string {
  return spawnSync('mat2', ['--show', path], { encoding: 'utf8' }).stdout;
}

/** How the sound of a source is read. */
export interface SoundReading {
  /** Whether its first packets may be hidden by a list of edits. */
  readonly hidesStart: boolean;
  /** Whether a delay of the codec is told by the source alone. */
  readonly isOpus: boolean;
  /** Whether times are whole milliseconds in the source or the output. */
  readonly isRounded: boolean;
}

/** Seconds by which the writer of the output, which tells no delay of a codec, may be late: what Opus needs before it is heard. */
const OPUS_DELAY_S = 0.0065;

/**
 * Compares packets of sound, leaving out those that begin before anything is heard.
 * @returns one line for each fault
 */
export function soundFaults(source: readonly SoundPacket[], output: readonly SoundPacket[], { hidesStart, isOpus, isRounded }: SoundReading): string[] {
  const heard = hidesStart ? source.filter(({ seconds }) => seconds > -1e-6) : source;
  if (heard.length === 0 || heard.length !== output.length) return [`${output.length} packets of sound for ${heard.length}`];
  const most = (isRounded ? 0.001 : 1e-6) + (isOpus ? OPUS_DELAY_S : 0) + 1e-9;
  return heard.flatMap(({ seconds, hash }, index) => {
    const packet = output[index]!;
    const late = Math.abs(packet.seconds - seconds);
    return [...(packet.hash === hash ? [] : [`packet ${index} of sound has other bytes`]), ...(late <= most ? [] : [`packet ${index} of sound is off by ${(late * 1e6).toFixed(0)} µs`])];
  });
}

/**
 * Compares the times of frames.
 * @param most - microseconds that one may be off
 * @param fromFirst - whether only times from the first frame on count, as ffmpeg moves a film so that the first frame behind a cut is at 0; at most a millisecond
 * @returns one line for each fault
 */
export function timeFaults(source: readonly number[], output: readonly number[], most: number, fromFirst: boolean): string[] {
  if (source.length === 0 || source.length !== output.length) return [`${output.length} frames for ${source.length}`];
  const moved = fromFirst ? output[0]! - source[0]! : 0;
  const off = source.map((seconds, index) => Math.round(Math.abs(output[index]! - moved - seconds) * 1e6));
  const late = off.filter((microseconds) => microseconds > most);
  const faults = late.length === 0 ? [] : [`${late.length} frames are off by up to ${Math.max(...late)} µs`];
  return Math.abs(moved) > 0.001 ? ['the first frame is moved', ...faults] : faults;
}
