import type { VideoSample } from 'mediabunny';
import type { Size } from '../../core/geometry/box.ts';
import { PLANE_FORMATS, toPlanes, type PlaneColors, type PlanePicture } from '../../core/mask/planes.ts';
import type { WrittenVideoFormat } from '../../core/structure/inspection.ts';
import type { WrittenVideoCodec } from '../../core/structure/video/verified-video.ts';
import { FrameDecoder, openVideo, type FrameTime } from './open-video.ts';
import { beginOutput } from './output-file.ts';
import { PATIENCE_S, unlessStalled } from './stall-watch.ts';
import { SampleCanvas } from './video-frames.ts';
import { TRIAL_TICKS, VideoWriter, type VideoSettings } from './write-video.ts';

type Coding = Pick<VideoSettings, 'format' | 'codec'>;

/** Times of a trial's frames, in seconds: one that can be decoded by itself and some that can't, not evenly apart. */
const TIMES: readonly FrameTime[] = [0, 0.04, 0.1, 0.14, 0.2].map((timestamp, index, all) => ({ timestamp, duration: (all[index + 1] ?? 0.24) - timestamp }));
/** Seconds by which a time stamp may move: containers count in milliseconds at the coarsest. */
const COARSEST_TICK_S = 0.00051;
/** Pixels of a trial's frames. Players go by the height where a file does not say what its colours mean, and change their mind at these. */
const WIDTH = 256;
const HEIGHTS = [256, 640, 720] as const;
const HEIGHT_CLASSES = [576, 719, Infinity] as const;
/** Fields of a trial's picture, and pixels at their edges that are not looked at. */
const FIELDS = { across: 2, down: 4, margin: 8 } as const;
/** sRGB of the fields, far enough apart that a wrong matrix or range moves them; the last two change from frame to frame. */
const COLORS: readonly (readonly [number, number, number])[] = [[24, 26, 28], [235, 235, 235], [220, 40, 30], [40, 190, 60], [40, 60, 220], [215, 165, 135]];
/** Brightness of the fields that change: by how much, which is more than encoders lose. */
const CHANGE = { from: 30, step: 45 } as const;
/** How far the mean of a field may move, in sRGB and in stored values: coarse encoders were seen to move one by 15, a wrong matrix by 18, a wrong range by 20. */
const TOLERANCE = 16;

/** Colours of planes that are made of pixels, in the order in which they are tried. */
const MADE: readonly PlaneColors[] = [{ matrix: 'bt709', fullRange: false }, { matrix: 'bt601', fullRange: false }];

const tried = new Map<string, Promise<unknown>>();

/**
 * Finds out what a browser makes of a codec, by writing a few small frames and decoding them: all of them have to come back, each at its
 * time and with its picture. Encoders were seen that lose a frame, freeze, or mistake colours. Asked once for each height that differs.
 * @param height - of the frames that are to be written
 * @returns colours of planes that come back as they were when they are made of pixels; `null` where the codec is of no use
 */
export function tryCodec(coding: Coding, height: number): Promise<PlaneColors | null> {
  return once(`${coding.format} ${coding.codec} ${String(classOf(height))}`, async () => {
    for (const colors of MADE) {
      const told = { primaries: 'bt709', transfer: 'bt709', matrix: colors.matrix === 'bt709' ? 'bt709' : 'smpte170m', fullRange: false } as const;
      const verdict = await attempt(coding, height, colors, told, (sample, canvas, index) => isPicture(fieldMeans(canvas.raster(sample)), index));
      if (verdict === 'right') return colors;
      if (verdict === 'useless') return null;
    }
    return null;
  });
}

/**
 * Whether stored planes that are written as they are come back with the same values and the same meaning.
 * @param height - of the frames that are to be written
 * @param colors - what the values are taken for
 * @param told - what the source says of them; what it leaves open can't be lost
 */
export function keepsColors(coding: Coding, height: number, colors: PlaneColors, told: VideoColorSpaceInit): Promise<boolean> {
  const { primaries = null, transfer = null, matrix = null } = told;
  if (primaries === null && transfer === null && matrix === null && !colors.fullRange) return Promise.resolve(true);
  const key = [coding.format, coding.codec, classOf(height), colors.matrix, colors.fullRange, primaries, transfer, matrix].join(' ');
  return once(key, async () => {
    const verdict = await attempt(coding, height, colors, { primaries, transfer, matrix, fullRange: colors.fullRange }, async (sample, _, index) => {
      const { colorSpace } = sample;
      const isSame = (said: string | null, back: string | null): boolean => said === null || said === back;
      const isTold = isSame(primaries, colorSpace.primaries) && isSame(transfer, colorSpace.transfer) && isSame(matrix, colorSpace.matrix) && (colorSpace.fullRange ?? false) === colors.fullRange;
      return isTold && (await hasPlanes(sample, planesOf(index, classOf(height), colors)));
    });
    return verdict === 'right';
  });
}

function once<T>(key: string, ask: () => Promise<T>): Promise<T> {
  const known = tried.get(key) as Promise<T> | undefined;
  const answer = known ?? ask();
  tried.set(key, answer);
  return answer;
}

function classOf(height: number): number {
  return HEIGHTS[HEIGHT_CLASSES.findIndex((most) => height <= most)] ?? HEIGHTS[2];
}

type Verdict = 'right' | 'wrong' | 'useless';

/** @returns `wrong` where all frames came back, but not as they were */
async function attempt(
  { format, codec }: Coding,
  height: number,
  colors: PlaneColors,
  told: VideoColorSpaceInit,
  isRight: (sample: VideoSample, canvas: SampleCanvas, index: number) => boolean | Promise<boolean>,
): Promise<Verdict> {
  try {
    return await unlessStalled(roundTrip(format, codec, { width: WIDTH, height: classOf(height) }, colors, told, isRight), PATIENCE_S);
  } catch {
    return 'useless';
  }
}

async function roundTrip(format: WrittenVideoFormat, codec: WrittenVideoCodec, size: Size, colors: PlaneColors, told: VideoColorSpaceInit, isRight: Parameters<typeof attempt>[4]): Promise<Verdict> {
  const writer = new VideoWriter({ format, codec, quality: 'high', sound: null, orientation: 1, ticks: TRIAL_TICKS, startsLate: false, madeColors: colors }, await beginOutput(null, ''));
  await writer.start();
  for (const [index, time] of TIMES.entries()) await writer.add(planesOf(index, size.height, colors), time, told);
  const video = await openVideo((await writer.finish()).bytes);
  const decoder = new FrameDecoder(video);
  const canvas = new SampleCanvas(size);
  try {
    if (video.frames.length !== TIMES.length || TIMES.some(({ timestamp }, index) => Math.abs(timestamp - (video.frames[index]?.timestamp ?? Infinity)) > COARSEST_TICK_S)) return 'useless';
    let isWrong = false;
    for (const index of TIMES.keys()) {
      const sample = await decoder.read(index);
      try {
        isWrong ||= !(await isRight(sample, canvas, index));
      } finally {
        sample.close();
      }
    }
    return isWrong ? 'wrong' : 'right';
  } finally {
    await decoder.rest();
    video.input.dispose();
  }
}

/** sRGB of a field of a frame, fields in rows from the top left. */
function colorOf(field: number, index: number): readonly [number, number, number] {
  const grey = CHANGE.from + CHANGE.step * (field % 2 === 0 ? index : TIMES.length - 1 - index);
  return COLORS[field] ?? [grey, grey, grey];
}

function planesOf(index: number, height: number, colors: PlaneColors): PlanePicture {
  const data = new Uint8ClampedArray(WIDTH * height * 4);
  const tall = height / FIELDS.down;
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < WIDTH; x += 1, at += 4) {
      const color = colorOf(Math.floor(y / tall) * FIELDS.across + Math.floor((x * FIELDS.across) / WIDTH), index);
      data.set(color, at);
      data[at + 3] = 255;
    }
  }
  return toPlanes(data, { width: WIDTH, height }, 1, colors);
}

function isPicture(means: readonly (readonly number[])[], index: number): boolean {
  return means.every((mean, field) => mean.every((value, channel) => Math.abs(value - (colorOf(field, index)[channel] ?? 0)) <= TOLERANCE));
}

/** Mean of each channel of each field, but for its edges. */
function fieldMeans({ data, width, height }: Size & { readonly data: Uint8ClampedArray }): readonly (readonly number[])[] {
  return fields(width, height, (at) => [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0]);
}

function fields(width: number, height: number, valuesAt: (at: number) => readonly number[]): readonly (readonly number[])[] {
  const [wide, tall] = [width / FIELDS.across, height / FIELDS.down];
  return Array.from({ length: FIELDS.across * FIELDS.down }, (_, field) => {
    const [left, top] = [(field % FIELDS.across) * wide, Math.floor(field / FIELDS.across) * tall];
    const sums: number[] = [];
    let count = 0;
    for (let y = top + FIELDS.margin; y < top + tall - FIELDS.margin; y += 1) {
      for (let x = left + FIELDS.margin; x < left + wide - FIELDS.margin; x += 1, count += 1) {
        for (const [channel, value] of valuesAt(y * width + x).entries()) sums[channel] = (sums[channel] ?? 0) + value;
      }
    }
    return sums.map((sum) => sum / count);
  });
}

/** Whether a decoded frame has the planes that were written. */
async function hasPlanes(sample: VideoSample, { data: wanted, width, height }: PlanePicture): Promise<boolean> {
  const format = PLANE_FORMATS.find((known) => known === sample.format);
  if (format !== 'I420' && format !== 'NV12') return false;
  const data = new Uint8Array(wanted.length);
  await sample.copyTo(data);
  const means = (of: Uint8Array, isPacked: boolean): readonly (readonly number[])[] => {
    const [half, luma] = [width / 2, width * height];
    return fields(width, height, (at) => {
      const cell = Math.floor(at / width / 2) * half + Math.floor((at % width) / 2);
      return isPacked ? [of[at] ?? 0, of[luma + 2 * cell] ?? 0, of[luma + 2 * cell + 1] ?? 0] : [of[at] ?? 0, of[luma + cell] ?? 0, of[luma + (half * height) / 2 + cell] ?? 0];
    });
  };
  const back = means(data, format === 'NV12');
  return means(wanted, false).every((mean, field) => mean.every((value, plane) => Math.abs(value - (back[field]?.[plane] ?? Infinity)) <= TOLERANCE));
}
