import type { Detection } from '../../core/detect/detection.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { plannedMasks, type PlannedMask } from '../../core/export/recheck.ts';
import { applyPlan, coverPlan, type AppliedMask } from '../../core/mask/apply-plan.ts';
import { coveredPixels, hull, type Footprint } from '../../core/mask/footprint.ts';
import type { MaskPlan, Rgb } from '../../core/mask/mask-plan.ts';
import { paintPlanes, planeColor, type PlaneColor } from '../../core/mask/planes.ts';
import { planMasks } from '../../core/mask/plan-masks.ts';
import type { TimeSpan } from '../../core/audio/time-span.ts';
import { areApart } from '../../core/review/muted-spans.ts';
import type { Policy, SoundChoice } from '../../core/policy/policy.ts';
import type { StructureReport } from '../../core/structure/finding-list.ts';
import type { SourceInspection, WrittenVideoFormat } from '../../core/structure/inspection.ts';
import { storageOf } from '../../core/structure/sequence.ts';
import { endFrames } from '../../core/track/end-frames.ts';
import { onFrame } from '../../core/track/path.ts';
import type { ExportOutcome, ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector } from '../detect/detector.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import type { OwnedRaster } from '../source-cache.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { framePlanes, type StoredFrame } from '../video/frame-planes.ts';
import { FrameDecoder, openVideo, type OpenVideo } from '../video/open-video.ts';
import type { SoundPlan } from '../video/sound-plan.ts';
import { SampleCanvas } from '../video/video-frames.ts';
import { beginOutput, dropOutput } from '../video/output-file.ts';
import { chooseSettings } from '../video/video-settings.ts';
import { VideoWriter, type WrittenVideo } from '../video/write-video.ts';
import { checkPixels } from './recheck-video.ts';
import { writeVideoRecord } from './record.ts';
import { verifyVideo } from './verify-video.ts';

/** What an export of a video works on. */
export interface VideoSource {
  readonly file: Blob;
  readonly inspection: SourceInspection;
  /** Where the output is written; `null` for memory. */
  readonly output: { readonly folder: string; readonly name: string } | null;
}

/** What was done to the frames that the record tells of. */
export interface MaskedFrames {
  readonly plans: Readonly<Record<number, MaskPlan>>;
  /** Hulls of the masks of each of those frames. */
  readonly hulls: Readonly<Record<number, readonly Pick<AppliedMask, 'id' | 'box'>[]>>;
}

/** The masks of one frame. */
interface FrameMasks {
  readonly plan: MaskPlan;
  readonly applied: readonly AppliedMask[];
  readonly prints: readonly Footprint[];
  readonly planned: readonly PlannedMask[];
  /** There where all of them have one colour. */
  readonly solid: Rgb | null;
  /** Colour of a covered pixel of the turned frame. */
  readonly colorAt: (x: number, y: number) => Rgb;
}

/** Seconds by which a part may miss the first or last frame and still begin or end with it. */
const AT_END_S = 0.001;
/** Seconds after which no sound is. */
const LONGEST_S = 1e6;

/**
 * Masks every frame of a video, encodes it anew, and re-checks the very bytes that it would hand out: their structure, the number and
 * times of the frames, the masks in every decoded frame, and a second look of the detectors at a frame a second and wherever a mask
 * begins or ends, or what it covers was lost from sight.
 * @returns the released file with its record, or why it is held; the bytes of a held one are dropped, on the device as well
 * @throws AnonymizerError `policy/sound` where there is sound and the policy leaves open what happens to it, `input/sound-codec`, `plan/invalid`, `export/sound`, `export/encode`,
 *   `engine/memory`, `input/corrupt`
 */
export async function exportVideo(source: VideoSource, request: ExportRequest, detectors: readonly Detector[], watch: Stopwatch): Promise<ExportOutcome> {
  const { inspection } = source;
  const rule = request.policy.audio.sound;
  const sound = rule === 'ask' ? request.sound : rule;
  const video = await openVideo(source.file);
  try {
    const soundPlan = planSound(video, sound, request.muted ?? [], request.mutedFrom);
    const shown = new FramePlans(request, inspection);
    const written = await maskAndEncode(video, request.policy.video, inspection.format, soundPlan, source.output, shown, watch);
    let isReleased = false;
    try {
      const outcome = await checkWritten(source, video, written, soundPlan, shown, { ...request, sound: sound ?? 'drop' }, detectors, watch);
      isReleased = outcome.status === 'released';
      return outcome;
    } finally {
      if (!isReleased && source.output !== null) await dropOutput(source.output.folder, source.output.name);
    }
  } finally {
    video.input.dispose();
  }
}

/** Re-checks a finished video. */
async function checkWritten(
  { inspection, file }: VideoSource, video: OpenVideo, written: WrittenVideo, soundPlan: SoundPlan | null, shown: FramePlans, request: ExportRequest & { readonly sound: SoundChoice }, detectors: readonly Detector[], watch: Stopwatch,
): Promise<ExportOutcome> {
  const held = (reason: Extract<ExportOutcome, { status: 'held' }>['reason'], survivors: readonly Detection[] = [], findings: StructureReport['findings'] = []): ExportOutcome => ({
    status: 'held',
    reason,
    survivors: survivors.map((detection) => ({ detection })),
    findings,
    timings: watch.timings(),
  });
  const structure = await verifyVideo(written, video, soundPlan);
  if (structure.findings.length > 0) return held('structure', [], structure.findings);
  const seen = await checkPixels(video, written, shown, request, detectors, watch);
  if (seen === null) return held('pixels');
  if (seen.survivors.length > 0) return held('survivor', seen.survivors);
  const record = await writeVideoRecord({ inspection, sizeBytes: file.size }, request, written, shown, seen, structure);
  return { status: 'released', bytes: written.bytes, format: written.format, record, timings: watch.timings() };
}

/**
 * What becomes of the sound.
 * @returns `null` where the output has none
 * @throws AnonymizerError `policy/sound`, `plan/invalid`
 */
export function planSound({ audio, frames }: OpenVideo, sound: ExportRequest['sound'], muted: NonNullable<ExportRequest['muted']>, mutedFrom: ExportRequest['mutedFrom'] = 'first-frame'): SoundPlan | null {
  if (audio === null) return null;
  if (sound === undefined) throw new AnonymizerError('policy/sound');
  if (sound === 'drop') return null;
  if (!areApart(muted)) throw new AnonymizerError('plan/invalid');
  return { ...audio, changesVoices: sound === 'voice', muted: overSound(muted, frames, mutedFrom === 'file' ? 0 : (frames[0]?.timestamp ?? 0)) };
}

/**
 * Parts of the pictures as parts of the sound, which may begin before the first of them and end after the last: such ends belong to the nearest.
 * @param start - seconds of the presentation from which they are counted
 */
function overSound(muted: readonly TimeSpan[], frames: OpenVideo['frames'], start: number): TimeSpan[] {
  const last = frames.at(-1);
  const end = (last?.timestamp ?? 0) + (last?.duration ?? 0) - start;
  return muted.map(({ from, to }) => ({ from: from <= AT_END_S ? 0 : from + start, to: to >= end - AT_END_S ? LONGEST_S : to + start }));
}

/** Plans of frames, made when they are asked for: those of an hour would fill the memory. Keeps those that the record tells of. */
export class FramePlans implements MaskedFrames {
  readonly plans: Record<number, MaskPlan> = {};
  readonly hulls: Record<number, readonly Pick<AppliedMask, 'id' | 'box'>[]> = {};
  readonly #request: ExportRequest;
  readonly #inspection: SourceInspection;
  readonly #told: ReadonlySet<number>;
  readonly #ends: ReadonlySet<number>;

  constructor(request: ExportRequest, inspection: SourceInspection) {
    this.#request = request;
    this.#inspection = inspection;
    this.#told = new Set(request.decisions.map(({ path }) => path?.first ?? 0));
    this.#ends = new Set(request.decisions.flatMap(({ path, state }) => (state === 'accepted' && path !== undefined ? endFrames(path) : [])));
  }

  /** The plan of one frame. */
  at(frame: number): MaskPlan {
    const { decisions, policy } = this.#request;
    return planMasks(onFrame(decisions, frame), policy, storageOf(this.#inspection, frame));
  }

  /**
   * What the masks of one frame cover, and what they look like.
   * @param pixels - gives the frame's own pixels, for fills that are made from what is around them; those may be changed
   */
  async masks(frame: number, pixels: () => Promise<OwnedRaster>): Promise<FrameMasks> {
    const plan = this.at(frame);
    const { solidColor } = plan.settings;
    if (plan.regions.every(({ fill }) => fill === 'solid')) {
      const prints = coverPlan(plan);
      this.#tell(frame, plan, prints.map(({ id, ...print }) => ({ id, box: hull(print) })));
      const color = Uint8ClampedArray.of(solidColor.r, solidColor.g, solidColor.b, 255);
      return {
        plan, prints,
        applied: prints.map(({ id, ...print }) => ({ id, box: hull(print), coverage: print.coverage, coveredPixels: coveredPixels(print) })),
        planned: prints.map((print) => ({ box: hull(print), coverage: print.coverage, pixels: color })),
        solid: solidColor,
        colorAt: () => solidColor,
      };
    }
    const picture = await pixels();
    const applied = applyPlan(picture.data, plan);
    this.#tell(frame, plan, applied);
    const { data, width } = picture;
    return {
      plan, applied,
      prints: applied.map(({ box, coverage }) => ({ ...box, coverage })),
      planned: plannedMasks(picture, applied),
      solid: null,
      colorAt: (x, y) => {
        const at = (y * width + x) * 4;
        return { r: data[at] ?? 0, g: data[at + 1] ?? 0, b: data[at + 2] ?? 0 };
      },
    };
  }

  #tell(frame: number, plan: MaskPlan, applied: readonly Pick<AppliedMask, 'id' | 'box'>[]): void {
    if (!this.#told.has(frame)) return;
    this.plans[frame] = plan;
    this.hulls[frame] = applied.map(({ id, box }) => ({ id, box }));
  }

  /** Whether a mask begins or ends around a frame, or what it covers was lost there: there the detectors look again. */
  isEnd(frame: number): boolean {
    return this.#ends.has(frame);
  }
}

/** The container to try first: that of the source only where it is WebM. */
export function firstFormat(format: Policy['video']['format'], source: SourceInspection['format']): WrittenVideoFormat {
  if (format !== 'source') return format;
  return source === 'webm' ? 'webm' : 'mp4';
}

async function maskAndEncode(video: OpenVideo, { format, quality }: Policy['video'], own: SourceInspection['format'], soundPlan: SoundPlan | null, output: VideoSource['output'], shown: FramePlans, watch: Stopwatch): Promise<WrittenVideo> {
  const settings = await chooseSettings(firstFormat(format, own), quality, video, soundPlan);
  const decoder = new FrameDecoder(video);
  const canvas = new SampleCanvas(video.size);
  // Last, so that nothing can fail between its opening and what closes it.
  const writer = new VideoWriter(settings, await beginOutput(output?.folder ?? null, output?.name ?? ''));
  const of = video.frames.length;
  const colored: { as: Pick<StoredFrame, 'colors' | 'told'> | null } = { as: null };
  try {
    await writer.start();
    for (const [index, time] of video.frames.entries()) {
      // Told as one stage, or else the progress would jump between several.
      await watch.run('mask', async () => {
        const sample = await watch.measure('decode', () => decoder.read(index));
        try {
          const planes = await framePlanes(sample, video, canvas, settings, colored.as);
          colored.as ??= { colors: planes.colors, told: planes.told };
          const { prints, solid, colorAt } = await shown.masks(index, () => Promise.resolve(canvas.raster(sample)));
          const stored = ({ r, g, b }: Rgb): PlaneColor => planeColor(r, g, b, planes.colors);
          const only = solid === null ? null : stored(solid);
          paintPlanes(planes, video.orientation, prints, only === null ? (x, y) => stored(colorAt(x, y)) : () => only);
          await watch.measure('encode', () => writer.add(planes, time, planes.told));
          releaseBuffer(planes.data.buffer);
        } finally {
          sample.close();
        }
      }, { index, of });
    }
    return await watch.run('encode', () => writer.finish());
  } catch (error) {
    await writer.cancel();
    throw error;
  } finally {
    await decoder.rest();
  }
}
