import { isMaskIntact } from '../../core/export/recheck.ts';
import type { ExportRecord, RecordedRegion } from '../../core/export/export-record.ts';
import { applyPlan, type AppliedMask } from '../../core/mask/apply-plan.ts';
import { leakOf } from '../../core/mask/leak.ts';
import type { MaskPlan } from '../../core/mask/mask-plan.ts';
import { planMasks } from '../../core/mask/plan-masks.ts';
import { isIrreversible } from '../../core/mask/strength.ts';
import { cleanOutput } from '../../core/structure/clean.ts';
import type { SourceInspection, WrittenFormat } from '../../core/structure/inspection.ts';
import { verifyOutput } from '../../core/structure/verify.ts';
import type { ExportOutcome, ExportRequest } from '../../protocol/engine-api.ts';
import type { Detector } from '../detect/detector.ts';
import { sha256Hex } from '../models/sha256.ts';
import { decodePicture } from '../pixels/decode.ts';
import { encodePicture } from '../pixels/encode.ts';
import type { OwnedRaster } from '../source-cache.ts';
import type { Stopwatch } from '../stopwatch.ts';
import { lookAgain } from './second-look.ts';

/** What an export works on. */
export interface ExportSource {
  readonly inspection: SourceInspection;
  /** Size of the source file. */
  readonly sizeBytes: number;
  /** Decoded source; the export overwrites the pixels under the masks. */
  readonly picture: OwnedRaster;
}

/** An export that was not released. */
type HeldOutcome = Extract<ExportOutcome, { status: 'held' }>;

/**
 * Masks, encodes, strips to the allow-list, and re-checks the very bytes that it would hand out:
 * their structure, the masks in their decoded pixels, and a second look of the detectors.
 * @returns the released file with its record, or why it is held; a held file's bytes are dropped
 * @throws AnonymizerError `plan/invalid`, `export/encode`, `engine/memory`, `input/undecodable`
 */
export async function exportPicture(
  source: ExportSource,
  request: ExportRequest,
  detectors: readonly Detector[],
  watch: Stopwatch,
): Promise<ExportOutcome> {
  const { policy, decisions } = request;
  const { picture, inspection } = source;
  const plan = planMasks(decisions, policy, inspection);
  const format = writtenFormat(policy.output.format, inspection);
  const applied = await watch.run('mask', () => {
    const masks = applyPlan(picture.data, plan);
    if (format === 'jpeg' && inspection.hasAlpha) flattenOnWhite(picture.data);
    return masks;
  });
  const encoded = await watch.run('encode', async () => {
    const written = await encodePicture(picture, format, policy.output.quality);
    return { format: written.format, bytes: new Uint8Array(cleanOutput(written.bytes, written.format)) };
  });
  const held = (reason: HeldOutcome['reason']): HeldOutcome => ({
    status: 'held',
    reason,
    survivors: [],
    findings: [],
    plan,
    timings: watch.timings(),
  });
  const outcome = await watch.run('verify', async (onFraction): Promise<ExportOutcome> => {
    const structure = verifyOutput(encoded.bytes, encoded.format, plan.size);
    if (structure.findings.length > 0) return { ...held('structure'), findings: structure.findings };
    const blob = new Blob([encoded.bytes], { type: `image/${encoded.format}` });
    const decoded = await decodePicture(blob, plan.size);
    const lossless = encoded.format === 'png';
    if (!applied.every((mask) => isMaskIntact(picture, decoded, mask, lossless))) return held('pixels');
    const look = await lookAgain(decoded, plan, applied, request, detectors, onFraction);
    if (look.survivors.length > 0) {
      return { ...held('survivor'), survivors: look.survivors.map((detection) => ({ detection })) };
    }
    const record: ExportRecord = {
      version: 1,
      product: { name: 'Cloakroom', build: __BUILD_ID__ },
      createdAt: request.createdAt,
      media: 'image',
      source: { format: inspection.format, width: plan.size.width, height: plan.size.height, sizeBytes: source.sizeBytes },
      search: request.search,
      policy,
      regions: recordRegions(request, plan, applied, inspection),
      metadataRemoved: countMetadata(inspection),
      recheck: {
        regionsCompared: applied.length,
        search: look.search,
        explained: look.explained,
        segmentsWalked: structure.segmentsWalked,
      },
      output: {
        format: encoded.format,
        width: plan.size.width,
        height: plan.size.height,
        sizeBytes: encoded.bytes.byteLength,
        sha256: await sha256Hex(encoded.bytes),
      },
    };
    return { status: 'released', bytes: blob, format: encoded.format, record, plan, timings: watch.timings() };
  });
  // Taken again, because only now the last stage has ended.
  return { ...outcome, timings: watch.timings() };
}

function writtenFormat(wanted: ExportRequest['policy']['output']['format'], { format, hasAlpha }: SourceInspection): WrittenFormat {
  if (wanted !== 'source') return wanted;
  if (format === 'heif') return hasAlpha ? 'png' : 'jpeg';
  return format === 'jpeg' || format === 'webp' ? format : 'png';
}

function recordRegions(
  { decisions }: ExportRequest,
  plan: MaskPlan,
  applied: readonly AppliedMask[],
  { format, blocks }: SourceInspection,
): RecordedRegion[] {
  // Lossy WebP, AVIF and HEIF predict each block from its neighbours, so traces of what is covered can lie outside any mask.
  const spreads = blocks !== null && format !== 'jpeg' && format !== 'tiff';
  return decisions.map((decision) => {
    const region = plan.regions.find((candidate) => candidate.id === decision.id);
    const mask = applied.find((candidate) => candidate.id === decision.id);
    return {
      id: decision.id,
      kind: decision.kind,
      origin: decision.origin,
      score: decision.score,
      state: decision.state,
      decidedBy: decision.decidedBy,
      box: decision.box,
      ...(decision.angle === undefined ? {} : { angle: decision.angle }),
      maskBox: mask?.box ?? null,
      shape: decision.shape,
      fill: region?.fill ?? null,
      irreversible: region === undefined ? null : isIrreversible(region.fill) && !spreads,
      leak: region === undefined ? null : leakOf(region.fill, { found: decision.box, mask: region.box }, plan.settings),
    };
  });
}

function countMetadata({ metadata }: SourceInspection): ExportRecord['metadataRemoved'] {
  return [...new Set(metadata.map((item) => item.kind))].map((kind) => {
    const items = metadata.filter((item) => item.kind === kind);
    return { kind, count: items.length, sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, 0) };
  });
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
