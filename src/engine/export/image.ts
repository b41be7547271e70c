import type { Detection, SearchReport } from '../../core/detect/detection.ts';
import { joinReports } from '../../core/detect/join-reports.ts';
import { assertNever } from '../../core/errors.ts';
import { isMaskIntact, plannedMasks, type PlannedMask } from '../../core/export/recheck.ts';
import { applyPlan, type AppliedMask } from '../../core/mask/apply-plan.ts';
import type { MaskPlan } from '../../core/mask/mask-plan.ts';
import { planMasks } from '../../core/mask/plan-masks.ts';
import type { StructureReport } from '../../core/structure/finding-list.ts';
import { inspectImage } from '../../core/structure/inspect.ts';
import type { SourceInspection, WrittenImageFormat } from '../../core/structure/inspection.ts';
import { valuesToKeep } from '../../core/structure/kept-metadata.ts';
import { frameCount, keepsTiming, storageOf } from '../../core/structure/sequence.ts';
import { verifyOutput, verifySequence } from '../../core/structure/verify.ts';
import { overFrames } from '../../core/track/over-frames.ts';
import { onFrame } from '../../core/track/path.ts';
import type { ExportOutcome, ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector } from '../detect/detector.ts';
import { openFrames } from '../frames/open-frames.ts';
import { openWriter, type PictureWriter, type WrittenFile } from '../frames/picture-writer.ts';
import { releaseBuffer } from '../pixels/release-buffer.ts';
import type { OwnedRaster } from '../source-cache.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { decisionsOn } from './decisions-on.ts';
import { writeRecord } from './record.ts';
import { lookAgain } from './second-look.ts';

/** What an export works on. */
export interface ExportSource {
  readonly inspection: SourceInspection;
  /** Size of the source file. */
  readonly sizeBytes: number;
  /** Decodes one frame or page; what it gives belongs to the export, which overwrites the pixels under the masks. */
  read(index: number): Promise<OwnedRaster>;
}

/** An export that was not released. */
type HeldOutcome = Extract<ExportOutcome, { status: 'held' }>;

/** What the masks of one picture cover, and how it looks. */
interface FrameMasks {
  readonly applied: readonly AppliedMask[];
  readonly planned: readonly PlannedMask[];
}

/** A written file, and what was done to each of its frames. */
export interface MaskedFile extends WrittenFile {
  readonly plans: readonly MaskPlan[];
  /** Hulls of the masks of each frame. */
  readonly hulls: readonly (readonly Pick<AppliedMask, 'id' | 'box'>[])[];
  /** Masks of a still picture. Those of frames are made anew for the comparison, one frame at a time, because all would fill the memory. */
  readonly still: FrameMasks | null;
}

/**
 * Masks every frame or page, encodes, strips to the allow-list, and re-checks the very bytes that it would hand out:
 * their structure, the masks in their decoded pixels, and a second look of the detectors, frame by frame.
 * @returns the released file with its record, or why it is held; a held file's bytes are dropped
 * @throws AnonymizerError `plan/invalid`, `export/encode`, `engine/memory`, `input/undecodable`
 */
export async function exportPicture(
  source: ExportSource,
  request: ExportRequest,
  detectors: readonly Detector[],
  watch: Stopwatch,
): Promise<ExportOutcome> {
  const { inspection } = source;
  const file = await maskAndEncode(source, request, watch);
  const held = (reason: HeldOutcome['reason'], more: Partial<Pick<HeldOutcome, 'survivors' | 'findings'>> = {}): HeldOutcome => ({
    status: 'held',
    reason,
    survivors: [],
    findings: [],
    timings: watch.timings(),
    ...more,
  });
  const structure = checkStructure(file, inspection, request);
  if (structure.findings.length > 0) return held('structure', { findings: structure.findings });
  const bytes = new Blob([file.bytes], { type: `image/${file.format}` });
  const seen = await checkPixels(source, file, bytes, request, detectors, watch);
  if (!seen.intact) return held('pixels');
  if (seen.survivors.length > 0) return held('survivor', { survivors: seen.survivors.map((detection) => ({ detection })) });
  const record = await writeRecord(source, request, file, seen, structure);
  return { status: 'released', bytes, format: file.format, record, timings: watch.timings() };
}

async function maskAndEncode(source: ExportSource, { policy, decisions }: ExportRequest, watch: Stopwatch): Promise<MaskedFile> {
  const { inspection } = source;
  const { sequence } = inspection;
  const count = frameCount(inspection);
  // Before anything is decoded: a plan that can't be carried out is no reason to wait.
  const plans = Array.from({ length: count }, (_, index) => planMasks(onFrame(decisions, index), policy, storageOf(inspection, index)));
  const format = writtenFormat(policy.output.format, inspection);
  const hasAlpha = format === 'gif' && inspection.hasAlpha && (await showsThrough(source, plans, watch));
  if (sequence.kind === 'video') throw new RangeError('videos have an export of their own');
  const writer = await openWriter({ format, quality: policy.output.quality, sequence, hasAlpha, source: inspection.kept, keep: policy.metadata.keep });
  if (sequence.kind === 'still') return maskStill(source, plans, format, writer, watch);
  const hulls: MaskedFile['hulls'][number][] = [];
  for (const [index, plan] of plans.entries()) {
    // Told as one stage, or else the progress would jump between several.
    await watch.run('mask', async () => {
      const picture = await source.read(index);
      hulls.push(maskFrame(picture, plan, format, inspection).map(({ id, box }) => ({ id, box })));
      await writer.add(picture);
    }, { index, of: plans.length });
  }
  const file = await watch.run('encode', () => writer.finish());
  return { ...file, plans, hulls, still: null };
}

async function maskStill(source: ExportSource, plans: readonly MaskPlan[], format: WrittenImageFormat, writer: PictureWriter, watch: Stopwatch): Promise<MaskedFile> {
  const [plan] = plans;
  if (plan === undefined) throw new RangeError('a still file holds one picture');
  const picture = await watch.run('decode', () => source.read(0));
  const still = await watch.run('mask', () => frameMasks(picture, plan, format, source.inspection));
  const file = await watch.run('encode', async () => {
    await writer.add(picture);
    return writer.finish();
  });
  return { ...file, plans, hulls: [still.applied], still };
}

/** Masks one frame. The same source and plan always give the same pixels. */
function maskFrame(picture: OwnedRaster, plan: MaskPlan, format: WrittenImageFormat, { hasAlpha }: SourceInspection): AppliedMask[] {
  const masks = applyPlan(picture.data, plan);
  if (format === 'jpeg' && hasAlpha) flattenOnWhite(picture.data);
  return masks;
}

function frameMasks(picture: OwnedRaster, plan: MaskPlan, format: WrittenImageFormat, inspection: SourceInspection): FrameMasks {
  const applied = maskFrame(picture, plan, format, inspection);
  return { applied, planned: plannedMasks(picture, applied) };
}

/** Frames are not kept, so the comparison masks them once more. */
async function maskAgain(source: ExportSource, index: number, plan: MaskPlan, format: WrittenImageFormat): Promise<FrameMasks> {
  const picture = await source.read(index);
  const masks = frameMasks(picture, plan, format, source.inspection);
  releaseBuffer(picture.data.buffer);
  return masks;
}

/**
 * Whether any masked frame has pixels that GIF would show as transparent; most animations only use them to leave out what stays.
 * What lies under a mask has no say, or else the form of the file would tell of it.
 */
async function showsThrough(source: ExportSource, plans: readonly MaskPlan[], watch: Stopwatch): Promise<boolean> {
  for (const [index, plan] of plans.entries()) {
    const { data } = await watch.run('decode', () => source.read(index), { index, of: plans.length });
    applyPlan(data, plan);
    let shows = false;
    for (let at = 3; at < data.length && !shows; at += 4) shows = (data[at] ?? 0) < 128;
    releaseBuffer(data.buffer);
    if (shows) return true;
  }
  return false;
}

function checkStructure({ bytes, format, plans }: MaskedFile, { sequence, kept: source }: SourceInspection, { policy }: ExportRequest): StructureReport {
  const kept = valuesToKeep(source, policy.metadata.keep, format);
  const [first] = plans;
  if (sequence.kind === 'still' && first !== undefined) return verifyOutput(bytes, format, first.size, kept);
  const report = verifySequence(bytes, format, plans.map(({ size }) => size), kept);
  if (report.findings.length > 0 || keepsTiming(sequence, inspectImage(bytes).sequence)) return report;
  return { ...report, findings: [{ kind: 'malformed', name: 'timing', offset: 0, sizeBytes: 0 }] };
}

/** What the re-check saw in the decoded output. */
export interface Seen {
  readonly intact: boolean;
  readonly survivors: readonly Detection[];
  readonly explained: number;
  readonly search: SearchReport;
}

async function checkPixels(
  source: ExportSource,
  file: MaskedFile,
  bytes: Blob,
  request: ExportRequest,
  detectors: readonly Detector[],
  watch: Stopwatch,
): Promise<Seen> {
  const { inspection } = source;
  const of = file.plans.length;
  const output = openFrames(bytes, inspectImage(file.bytes));
  const lossless = file.format === 'png' || file.format === 'tiff';
  const survivors: Detection[][] = [];
  let explained = 0;
  let search: SearchReport | null = null;
  for (const [index, plan] of file.plans.entries()) {
    const look = await watch.run(
      'verify',
      async (onFraction) => {
        const { applied, planned } = file.still ?? (await maskAgain(source, index, plan, file.format));
        const decoded = await output.read(index);
        try {
          const { width, height } = plan.size;
          const intact = decoded.width === width && decoded.height === height && planned.every((mask) => isMaskIntact(mask, decoded, lossless));
          if (!intact) return null;
          return await lookAgain(decoded, plan, applied, { ...request, decisions: decisionsOn(request, index) }, detectors, onFraction);
        } finally {
          releaseBuffer(decoded.data.buffer);
        }
      },
      { index, of },
    );
    if (look === null) return { intact: false, survivors: [], explained, search: search ?? request.search };
    survivors.push([...look.survivors]);
    explained += look.explained;
    search = joinReports(search, look.search);
  }
  return { intact: true, survivors: overFrames(survivors, inspection), explained, search: search ?? request.search };
}

/** Animations and pages keep their form: a frame or page left out would be one that nobody reviewed. */
function writtenFormat(wanted: ExportRequest['policy']['output']['format'], { format, hasAlpha, sequence }: SourceInspection): WrittenImageFormat {
  switch (sequence.kind) {
    case 'pages':
      return 'tiff';
    case 'animation':
      if (wanted === 'png' || wanted === 'webp') return wanted;
      return format === 'gif' || format === 'webp' ? format : 'png';
    case 'video':
      throw new RangeError('videos have an export of their own');
    case 'still':
      if (wanted !== 'source') return wanted;
      if (format === 'heif') return hasAlpha ? 'png' : 'jpeg';
      return format === 'jpeg' || format === 'webp' || format === 'tiff' ? format : 'png';
    default:
      return assertNever(sequence);
  }
}

/** JPEG has no alpha: what shows through is white, as on paper. */
function flattenOnWhite(data: Uint8ClampedArray): void {
  for (let at = 3; at < data.length; at += 4) {
    const alpha = data[at] ?? 255;
    if (alpha === 255) continue;
    for (let c = at - 3; c < at; c += 1) data[c] = Math.round(((data[c] ?? 0) * alpha + 255 * (255 - alpha)) / 255);
    data[at] = 255;
  }
}
