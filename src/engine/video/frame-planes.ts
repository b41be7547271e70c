import type { VideoSample } from 'mediabunny';
import { PLANE_FORMATS, planeBytes, toPlanes, type PlaneColors, type PlanePicture } from '../../core/mask/planes.ts';
import { keepsColors } from './codec-trial.ts';
import type { OpenVideo } from './open-video.ts';
import type { SampleCanvas } from './video-frames.ts';
import type { VideoSettings } from './write-video.ts';

/** A frame as it is stored, with what an encoder is told of its values. */
export interface StoredFrame extends PlanePicture {
  readonly told: VideoColorSpaceInit;
}

/** Frames from this height on are taken for high definition where a file does not say what its colours mean, as players do. */
const HIGH_DEFINITION = 720;

/**
 * The stored planes of a decoded frame, or planes made of its pixels: where the decoder has another form for them, where pixels are no
 * squares, where the browser's encoder loses what the source says of its colours, where these are of a wider range (HDR), and where the size or the colours change in the middle,
 * as they do in recordings of calls: encoders are told once what colours mean.
 * @param sample - stays the caller's
 * @param settings - of the output
 * @param before - any frame that was written before this one; `null` for the first
 * @returns owned by the caller
 */
export async function framePlanes(
  sample: VideoSample, video: OpenVideo, canvas: SampleCanvas, settings: Pick<VideoSettings, 'format' | 'codec' | 'madeColors'>, before: Pick<StoredFrame, 'colors' | 'told'> | null,
): Promise<StoredFrame> {
  const format = PLANE_FORMATS.find((known) => known === sample.format);
  const { storedSize } = video;
  const isStored = video.keepsPlanes && format !== undefined && sample.visibleRect.width === storedSize.width && sample.visibleRect.height === storedSize.height;
  const colors = planeColors(sample, storedSize.height);
  const told = sample.colorSpace.toJSON();
  const own = { colors, told: { ...told, fullRange: colors.fullRange } };
  const mayKeep = isStored && isOrdinary(told) && (before === null || hasSameColors(before, own)) && (await keepsColors(settings, storedSize.height, colors, told));
  if (!mayKeep) return pixelPlanes(sample, video, canvas, before ?? { colors: settings.madeColors, told: toldOf(settings.madeColors) });
  const data = new Uint8Array(planeBytes({ format, ...storedSize }));
  await sample.copyTo(data);
  return { format, ...storedSize, ...own, data };
}

/** Primaries and transfers whose colours are shown as nearly those that their values are in sRGB; `null` is what a source leaves open. */
const ORDINARY = { primaries: [null, 'bt709', 'bt470bg', 'smpte170m'], transfer: [null, 'bt709', 'smpte170m', 'iec61966-2-1'] } as const;

/** Whether the colour of a mask is the same in the values of a frame as in what is shown of it. */
function isOrdinary({ primaries = null, transfer = null }: VideoColorSpaceInit): boolean {
  return ORDINARY.primaries.some((known) => known === primaries) && ORDINARY.transfer.some((known) => known === transfer);
}

function hasSameColors(a: Pick<StoredFrame, 'colors' | 'told'>, b: typeof a): boolean {
  const isSame = (name: keyof VideoColorSpaceInit): boolean => (a.told[name] ?? null) === (b.told[name] ?? null);
  return a.colors.matrix === b.colors.matrix && isSame('fullRange') && isSame('primaries') && isSame('transfer') && isSame('matrix');
}

/** What is drawn is in sRGB, whatever the source was. */
function pixelPlanes(sample: VideoSample, { storedSize, orientation }: OpenVideo, canvas: SampleCanvas, { colors, told }: Pick<StoredFrame, 'colors' | 'told'>): StoredFrame {
  return { ...toPlanes(canvas.raster(sample).data, storedSize, orientation, colors), told };
}

/** What an encoder is told of planes that were made of sRGB pixels. */
export function toldOf({ matrix, fullRange }: PlaneColors): VideoColorSpaceInit {
  return { primaries: 'bt709', transfer: 'bt709', matrix: matrix === 'bt709' ? 'bt709' : 'smpte170m', fullRange };
}

function planeColors({ colorSpace }: VideoSample, height: number): PlaneColors {
  const fullRange = colorSpace.fullRange ?? false;
  // The list of the browser's own types ends before it.
  const matrix: string | null = colorSpace.matrix;
  switch (matrix) {
    case 'bt709':
      return { matrix: 'bt709', fullRange };
    case 'bt470bg':
    case 'smpte170m':
      return { matrix: 'bt601', fullRange };
    case 'bt2020-ncl':
      return { matrix: 'bt2020', fullRange };
    default:
      return { matrix: height >= HIGH_DEFINITION ? 'bt709' : 'bt601', fullRange };
  }
}
