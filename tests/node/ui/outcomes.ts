import { NOT_NAMED } from '../../../src/core/export/export-record.ts';
import { KINDS, type Detection, type Kind, type SearchReport } from '../../../src/core/detect/detection.ts';
import { DEFAULT_POLICY } from '../../../src/core/policy/policy.ts';
import type { DetectionOutcome, ExportOutcome } from '../../../src/protocol/engine-api.ts';

const search: SearchReport = { kinds: ['face'], detectors: [], smallestHeight: 12, scales: [1], inferences: 1 };
const size = { width: 100, height: 100 };

/** What the engine says after a search. */
export function detectionOutcome(detections: readonly Detection[], kinds: readonly Kind[] = KINDS): DetectionOutcome {
  return {
    inspection: { format: 'png', storedSize: size, size, orientation: 1, hasAlpha: false, sequence: { kind: 'still' }, blocks: null, metadata: [] },
    detections,
    search: { ...search, kinds },
    timings: {},
  };
}

/** What the engine says when it lets a file out. */
export function releasedOutcome(): Extract<ExportOutcome, { status: 'released' }> {
  return {
    status: 'released',
    bytes: new Blob(['out']),
    format: 'png',
    timings: {},
    record: {
      version: 2, product: { name: 'Cloakroom', build: 'test' }, createdAt: '2026-01-01T00:00:00.000Z', media: 'image',
      source: { format: 'png', ...size, frames: 1, sizeBytes: 1 }, search, policy: DEFAULT_POLICY, review: NOT_NAMED, regions: [], metadataRemoved: [], metadataKept: [],
      recheck: { regionsCompared: 0, search, explained: 0, segmentsWalked: 3 }, output: { format: 'png', ...size, sizeBytes: 3, sha256: '00' },
    },
  };
}

/** What the engine says when it lets a video out. */
export function releasedVideo(): ExportOutcome {
  const { record, ...rest } = releasedOutcome();
  return { ...rest, format: 'mp4', record: { ...record, media: 'video' } };
}

/** What the engine says when something is still visible. */
export function heldOutcome(detections: readonly Detection[]): Extract<ExportOutcome, { status: 'held' }> {
  return { status: 'held', reason: 'survivor', survivors: detections.map((detection) => ({ detection })), findings: [], timings: {} };
}
