import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

/** Told to the person where a program is missing. */
export class MissingProgram extends Error {}

/** @throws MissingProgram where ffmpeg or ffprobe can't be started */
export async function needFfmpeg(): Promise<void> {
  for (const program of ['ffmpeg', 'ffprobe']) {
    await promisify(execFile)(program, ['-version']).catch(() => {
      throw new MissingProgram(`${program} is not installed; Debian and Ubuntu have it in the package ffmpeg.`);
    });
  }
}

/**
 * Encodes frames as they are made.
 * @param frames - red, green and blue, three bytes a pixel, all of one size
 * @param args - between the input and the file, as for ffmpeg
 */
export async function encodeVideo(frames: Iterable<Uint8Array>, size: { readonly width: number; readonly height: number }, rate: number, args: readonly string[], file: string): Promise<void> {
  const child = spawn('ffmpeg', ['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${String(size.width)}x${String(size.height)}`, '-framerate', String(rate), '-i', '-', ...args, file], { stdio: ['pipe', 'ignore', 'inherit'] });
  const ended = once(child, 'close') as Promise<[number]>;
  for (const frame of frames) if (!child.stdin.write(frame)) await once(child.stdin, 'drain');
  child.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}`);
}

/** Uncompressed sound whose file names no speakers is no reason to warn. */
export const NO_GUESSES = ['-guess_layout_max', '0'] as const;

/**
 * Decodes a video to brightness, one byte a pixel, every frame that is in it, once.
 * @param size - of the video
 * @param isStretched - whether it may have another size, and is brought to this one
 * @throws Error where ffmpeg warns of anything: what it makes of a damaged frame is no measure
 */
export async function* grayFrames(file: string, { width, height }: { readonly width: number; readonly height: number }, isStretched = false): AsyncGenerator<Uint8Array, void, undefined> {
  const stretch = isStretched ? ['-vf', `scale=${String(width)}:${String(height)}`] : [];
  const child = spawn('ffmpeg', ['-v', 'warning', ...NO_GUESSES, '-i', file, '-map', '0:v:0', ...stretch, '-fps_mode', 'passthrough', '-enc_time_base', '-1', '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number]>;
  let warnings = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    warnings += text;
  });
  let frame = new Uint8Array(width * height);
  let filled = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(chunk.length - at, frame.length - filled);
      frame.set(chunk.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < frame.length) continue;
      yield frame;
      frame = new Uint8Array(width * height);
      filled = 0;
    }
  }
  const [code] = await ended;
  if (code !== 0 || warnings !== '') throw new Error(`ffmpeg ended with ${String(code)}${warnings === '' ? '' : `: ${warnings.trim()}`}`);
  if (filled !== 0) throw new Error('The last frame is not whole.');
}

/** Times at which the frames of a video are shown, in milliseconds, in order. */
export async function frameTimes(file: string): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time', '-of', 'csv=p=0', file], { maxBuffer: 1e8 });
  const times = stdout.split('\n').map((line) => Number.parseFloat(line)).filter(Number.isFinite);
  return times.map((seconds) => seconds * 1000).sort((a, b) => a - b);
}
