import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planClip, truthOf, type ClipTruth, type PlannedFrame } from './clip-plan.ts';
import { FRAME_RATE, type ClipStyle } from './clip-styles.ts';
import { drawBackdrop, drawFrame } from './draw-frame.ts';
import { loadCutouts, type Cutout, type RgbImage } from './face-cutouts.ts';
import { encodeVideo, frameTimes } from './ffmpeg.ts';

/** A clip on the disk, with what is in it. */
export interface Clip {
  readonly style: ClipStyle;
  readonly path: string;
  readonly truth: ClipTruth;
}

/** Counts up when clips are drawn otherwise, so that older ones are not taken for them. */
const DRAWN_AS = 2;

/**
 * Draws clips that are not there yet.
 * @param folder - where clips are kept from run to run
 * @param styles - what they are like
 * @param onDrawn - told of each that had to be drawn
 */
export async function makeClips(folder: string, styles: readonly ClipStyle[], onDrawn: (style: ClipStyle) => void): Promise<Clip[]> {
  await mkdir(folder, { recursive: true });
  let cutouts: Cutout[] | null = null;
  const clips: Clip[] = [];
  for (const style of styles) {
    const path = join(folder, `${style.name}-${String(DRAWN_AS)}.mp4`);
    const truthFile = `${path}.json`;
    if (!existsSync(truthFile)) {
      cutouts ??= loadCutouts();
      await drawClip(style, cutouts, path, truthFile);
      onDrawn(style);
    }
    clips.push({ style, path, truth: JSON.parse(await readFile(truthFile, 'utf8')) as ClipTruth });
  }
  return clips;
}

async function drawClip(style: ClipStyle, cutouts: readonly Cutout[], path: string, truthFile: string): Promise<void> {
  const plan = planClip(style, cutouts.length);
  const truth = truthOf(plan, style);
  // One thread, so that every machine writes the same bytes with the same program.
  const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-g', '60', '-threads', '1', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709'];
  const toColors = 'scale=out_color_matrix=bt709:out_range=tv';
  // Frames come one a millisecond, and each is then moved to its time.
  const timing = style.unequal
    ? ['-vf', `${toColors},settb=1/1000,setpts='floor(N*33+12*sin(N*1.3)+120*floor(N/31)+0.5)'`, '-fps_mode', 'passthrough', '-enc_time_base', '1/1000', '-video_track_timescale', '1000']
    : ['-vf', toColors];
  await encodeVideo(drawAll(plan, style, cutouts), style, style.unequal ? 1000 : FRAME_RATE, [...timing, ...codec], path);
  const times = await frameTimes(path);
  const isAsPlanned = times.length === truth.frames.length && times.every((timeMs, index) => Math.abs(timeMs - (times[0] ?? 0) - (truth.frames[index]?.timeMs ?? -1)) < 1);
  if (!isAsPlanned) throw new Error(`The clip "${style.name}" has other frames than planned.`);
  await writeFile(`${truthFile}.part`, JSON.stringify(truth));
  await rename(`${truthFile}.part`, truthFile);
}

function* drawAll(plan: readonly PlannedFrame[], style: ClipStyle, cutouts: readonly Cutout[]): Generator<Uint8Array, void, undefined> {
  let [scene, backdrop] = [-1, null as RgbImage | null];
  for (const frame of plan) {
    if (backdrop === null || frame.scene !== scene) backdrop = drawBackdrop(style.seed * 100 + frame.scene, style);
    scene = frame.scene;
    yield drawFrame(frame, backdrop, cutouts, style).data;
  }
}
