import type { ExportRecord, RecordedRegion } from '../../core/export/export-record.ts';
import { leakOf } from '../../core/mask/leak.ts';
import { isIrreversible } from '../../core/mask/strength.ts';
import type { StructureReport } from '../../core/structure/finding-list.ts';
import type { SourceInspection } from '../../core/structure/inspection.ts';
import { frameCount } from '../../core/structure/sequence.ts';
import { boxAt, type Path } from '../../core/track/path.ts';
import type { ExportRequest } from '../../protocol/engine-api.ts';
import { sha256Hex } from '../models/sha256.ts';
import type { ExportSource, MaskedFile, Seen } from './image.ts';

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
    metadataRemoved: countMetadata(inspection),
    recheck: {
      regionsCompared: file.hulls.flat().length,
      search: seen.search,
      explained: seen.explained,
      segmentsWalked: structure.segmentsWalked,
    },
    output: { format: file.format, width, height, sizeBytes: file.bytes.byteLength, sha256: await sha256Hex(file.bytes) },
  };
}

function recordRegions({ decisions }: ExportRequest, { plans, hulls }: MaskedFile, { format, blocks }: SourceInspection): RecordedRegion[] {
  // Lossy WebP, AVIF and HEIF predict each block from its neighbours, so traces of what is covered can lie outside any mask.
  const spreads = blocks !== null && format !== 'jpeg' && format !== 'tiff';
  return decisions.map((decision) => {
    const frame = decision.path?.first ?? 0;
    const plan = plans[frame];
    const region = plan?.regions.find((candidate) => candidate.id === decision.id);
    const mask = hulls[frame]?.find((candidate) => candidate.id === decision.id);
    return {
      id: decision.id,
      kind: decision.kind,
      origin: decision.origin,
      score: decision.score,
      state: decision.state,
      decidedBy: decision.decidedBy,
      box: decision.box,
      ...(decision.angle === undefined ? {} : { angle: decision.angle }),
      ...(decision.path === undefined ? {} : { path: rounded(decision.path) }),
      maskBox: mask?.box ?? null,
      shape: decision.shape,
      fill: region?.fill ?? null,
      irreversible: region === undefined ? null : isIrreversible(region.fill) && !spreads,
      leak: plan === undefined || region === undefined ? null : leakOf(region.fill, { found: boxAt(decision, frame) ?? decision.box, mask: region.box }, plan.settings),
    };
  });
}

/** Tenths of a pixel: a way of thousands of frames would otherwise make a record of megabytes. */
function rounded({ first, last, keys }: Path): Path {
  const tenths = (value: number): number => Math.round(value * 10) / 10;
  return { first, last, keys: keys.map(({ frame, box }) => ({ frame, box: { left: tenths(box.left), top: tenths(box.top), width: tenths(box.width), height: tenths(box.height) } })) };
}

function countMetadata({ metadata }: SourceInspection): ExportRecord['metadataRemoved'] {
  return [...new Set(metadata.map((item) => item.kind))].map((kind) => {
    const items = metadata.filter((item) => item.kind === kind);
    return { kind, count: items.length, sizeBytes: items.reduce((sum, item) => sum + item.sizeBytes, 0) };
  });
}
