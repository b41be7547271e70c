import type { ExportRecord, RecordedRegion } from '../../core/export/export-record.ts';
import type { Outline, OutlinePoint } from '../../core/geometry/outline.ts';
import { leakOf } from '../../core/mask/leak.ts';
import type { MaskPlan, MaskRegion } from '../../core/mask/mask-plan.ts';
import { isIrreversible } from '../../core/mask/strength.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { StructureReport } from '../../core/structure/finding-list.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import { sortsOf, valuesToKeep } from '../../core/structure/kept-metadata.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import { writtenAudioCodec } from '../../core/structure/video/verified-video.ts';
import { boxAt, type Path, type PathKey } from '../../core/track/path.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';
import { sha256Hex } from '../models/sha256.ts';
import { blobDigest } from '../video/blob-digest.ts';
import type { WrittenVideo } from '../video/write-video.ts';
import type { ExportSource, MaskedFile, Seen } from './image.ts';
import type { SeenVideo } from './recheck-video.ts';
import type { MaskedFrames } from './video.ts';

/**
 * Writes down what was done to a file that is about to be released.
 * @param source - the source and what its inspection found
 * @param request - what was asked for
 * @param file - what was written
 * @param seen - of the re-check, which found nothing
 * @param structure - of the re-check, which found nothing
 */
export async function writeRecord(
  source: ExportSource,
  request: ExportRequest,
  file: MaskedFile,
  seen: Seen,
  structure: StructureReport,
): Promise<ExportRecord> {
  const { inspection, sizeBytes } = source;
  const { width, height } = inspection.size;
  const kept = sortsOf(valuesToKeep(inspection.kept, request.policy.metadata.keep, file.format));
  return {
    version: 2,
    product: { name: 'Cloakroom', build: __BUILD_ID__ },
    createdAt: request.createdAt,
    media: 'image',
    source: { format: inspection.format, width, height, frames: frameCount(inspection), sizeBytes },
    search: request.search,
    policy: request.policy,
    review: request.review,
    regions: recordRegions(request, file, inspection),
    metadataRemoved: countRemoved(inspection, kept),
    metadataKept: kept,
    recheck: {
      regionsCompared: file.hulls.flat().length,
      search: seen.search,
      explained: seen.explained,
      segmentsWalked: structure.segmentsWalked,
    },
    output: { format: file.format, width, height, sizeBytes: file.bytes.byteLength, sha256: await sha256Hex(file.bytes) },
  };
}

/**
 * Writes down what was done to a video that is about to be released.
 * @param source - what its inspection found
 * @param request - what was asked for
 * @param file - what was written
 * @param shown - plans of the frames on which a region begins
 * @param seen - of the re-check, which found nothing
 * @param structure - of the re-check, which found nothing
 */
export async function writeVideoRecord(
  source: Pick<ExportSource, 'inspection' | 'sizeBytes'>,
  request: ExportRequest,
  file: WrittenVideo,
  shown: MaskedFrames,
  seen: SeenVideo,
  structure: StructureReport,
): Promise<ExportRecord> {
  const { inspection, sizeBytes } = source;
  const { width, height } = inspection.size;
  return {
    version: 2,
    product: { name: 'Cloakroom', build: __BUILD_ID__ },
    createdAt: request.createdAt,
    media: 'video',
    source: { format: inspection.format, width, height, frames: frameCount(inspection), sizeBytes },
    search: request.search,
    policy: request.policy,
    review: request.review,
    regions: recordRegions(request, shown, inspection),
    metadataRemoved: countRemoved(inspection, []),
    metadataKept: [],
    recheck: { regionsCompared: seen.regionsCompared, search: seen.search, explained: seen.explained, segmentsWalked: structure.segmentsWalked, framesSearched: seen.framesSearched },
    sound: soundOf(inspection, request),
    ...soundStored(file),
    output: { format: file.format, width, height, sizeBytes: file.bytes.size, sha256: await blobDigest(file.bytes) },
  };
}

/** How the sound that was written is stored, and what of it is silent. */
function soundStored({ soundCodec, changedSound }: Pick<WrittenVideo, 'soundCodec' | 'changedSound'>): Pick<ExportRecord, 'mutedSeconds' | 'mutedParts' | 'soundStored'> {
  const codec = soundCodec === null ? null : writtenAudioCodec(soundCodec);
  return {
    ...(changedSound === null || changedSound.mutedSeconds === 0 ? {} : { mutedSeconds: Math.round(changedSound.mutedSeconds * 1000) / 1000, mutedParts: changedSound.mutedParts }),
    ...(codec === null ? {} : { soundStored: { codec, packets: changedSound === null ? 'source' : 'anew' } }),
  };
}

function soundOf({ sequence }: SourceInspection, { sound }: ExportRequest): NonNullable<ExportRecord['sound']> {
  if (sequence.kind !== 'video' || sequence.sound === null) return 'none';
  return sound === 'keep' ? 'kept' : sound === 'voice' ? 'voices-changed' : 'dropped';
}

/**
 * What was decided about each region and zone, and what came of it.
 * @param request - all decisions
 * @param file - plans and hulls of each frame
 * @param inspection - of the source
 */
export function recordRegions({ decisions }: Pick<ExportRequest, 'decisions'>, { plans, hulls }: MaskedFrames, { format, blocks }: Pick<SourceInspection, 'format' | 'blocks'>): RecordedRegion[] {
  // Lossy WebP, AVIF and HEIF predict each block from its neighbours, so traces of what is covered can lie outside any mask.
  const spreads = blocks !== null && format !== 'jpeg' && format !== 'tiff';
  return decisions.map((decision) => {
    const frame = decision.path?.first ?? 0;
    const plan = plans[frame];
    const region = plan?.regions.find((candidate) => isMaskOf(candidate, decision));
    const mask = hulls[frame]?.find((candidate) => candidate.id === region?.id);
    return {
      id: decision.id,
      kind: decision.kind,
      origin: decision.origin,
      score: decision.score,
      state: decision.state,
      decidedBy: decision.decidedBy,
      ...(decision.shapedBy === undefined ? {} : { shapedBy: decision.shapedBy }),
      box: decision.box,
      ...(decision.angle === undefined ? {} : { angle: decision.angle }),
      ...(decision.path === undefined ? {} : { path: rounded(decision.path) }),
      maskBox: mask?.box ?? null,
      shape: decision.shape,
      ...(decision.outline === undefined ? {} : { outline: roundedOutline(decision.outline) }),
      ...(decision.zone === undefined ? {} : { zone: decision.zone }),
      ...(decision.reason === undefined ? {} : { reason: decision.reason }),
      fill: region?.fill ?? null,
      irreversible: region === undefined ? null : isIrreversible(region.fill) && !spreads,
      leak: plan === undefined || region === undefined ? null : leakThrough(region, plan, boxAt(decision, frame) ?? decision.box),
    };
  });
}

/** All zones that mask what lies outside them have one mask together. */
function isMaskOf(region: MaskRegion, { id, zone }: Decision): boolean {
  return zone === 'mask-outside' ? region.inverse === true : region.id === id;
}

/** What lies outside a zone may be a line as high as a find, or the whole picture: it counts as one that fills the picture, so the share is not told too low. */
function leakThrough({ fill, box, inverse }: MaskRegion, { size, settings }: MaskPlan, found: Decision['box']): number | null {
  return leakOf(fill, inverse === true ? { found: size, mask: size } : { found, mask: box }, settings);
}

/** A hundredth of a thousandth of the box, which is a tenth of a pixel at the most: 2,000 points would otherwise take 80 kB. */
function roundedOutline(outline: Outline): Outline {
  const short = (value: number): number => Math.round(value * 1e5) / 1e5;
  const point = ({ x, y }: OutlinePoint): OutlinePoint => ({ x: short(x), y: short(y) });
  if (outline.type === 'polygon') return { type: 'polygon', points: outline.points.map(point) };
  const radius = (value: number): number => Math.max(1e-5, short(value));
  return { type: 'brush', radiusX: radius(outline.radiusX), radiusY: radius(outline.radiusY), strokes: outline.strokes.map((points) => points.map(point)) };
}

/** Tenths of a pixel: a way of thousands of frames would otherwise make a record of megabytes. */
function rounded({ first, last, keys, found }: Path): Path {
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  const key = ({ frame, box, score }: PathKey): PathKey => ({
    frame,
    box: { left: tenths(box.left), top: tenths(box.top), width: tenths(box.width), height: tenths(box.height) },
    ...(score === undefined ? {} : { score: Math.round(score * 1000) / 1000 }),
  });
  return { first, last, keys: keys.map(key), ...(found === undefined ? {} : { found }) };
}

/**
 * Metadata of the source that is not in the output. A block counts as a whole, because none of its bytes is there.
 * @param kept - sorts that are in the output
 */
export function countRemoved({ metadata }: Pick<SourceInspection, 'metadata'>, kept: ExportRecord['metadataKept']): ExportRecord['metadataRemoved'] {
  const removed = metadata.filter(({ keeps }) => keeps === undefined || !kept.includes(keeps));
  return [...new Set(removed.map((item) => item.kind))].map((kind) => {
    const items = removed.filter((item) => item.kind === kind);
    return { kind, count: items.length, sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, 0) };
  });
}
