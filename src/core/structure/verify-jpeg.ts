import type { Size } from '../geometry/box.ts';
import { byteAt, spells, u16be } from './binary-reads.ts';
import { expectedApplication, expectedJfif, expectSpelled } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type KeptValues } from './kept-metadata.ts';
import {
  verifyDri,
  verifyFrameHeader,
  verifyHuffmanTables,
  verifyQuantisationTables,
  verifyScanHeader,
  type TablesSeen,
} from './verify-jpeg-tables.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** SOF0 to SOF2: what encoders of browsers write. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Content of the one APP0 that is allowed: JFIF 1.01 or 1.02, no thumbnail, and no unit and density 1:1 where no resolution is kept. */
const JFIF_LENGTH = 16;

/** What the walk has seen so far. */
interface Progress {
  /** What the file has to carry. */
  readonly kept: KeptValues;
  readonly tables: TablesSeen;
  frames: number;
  scans: number;
  applications: number;
  hasRestarts: boolean;
}

/**
 * Checks a JPEG against the allow-list, byte by byte up to its end: SOI, one JFIF APP0, DQT, one SOF, DHT, DRI, SOS, EOI;
 * where a time is kept, one APP1 behind the APP0 that says it and nothing else.
 * @param bytes - the output
 * @param expected - size in pixels
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where the file ends in the middle of a segment
 */
export function verifyJpeg(bytes: Uint8Array, expected: Size, findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  findings.walked();
  if (byteAt(bytes, 0) !== 0xff || byteAt(bytes, 1) !== SOI) {
    findings.add('malformed', 'no SOI', 0, 2);
    return;
  }
  const progress: Progress = { kept, tables: new Set(), frames: 0, scans: 0, applications: 0, hasRestarts: false };
  let at = 2;
  for (;;) {
    const marker = byteAt(bytes, at + 1);
    if (byteAt(bytes, at) !== 0xff || marker === 0xff || marker === 0) {
      findings.add('malformed', 'bytes between segments', at, 1);
      return;
    }
    findings.walked();
    if (marker === EOI) {
      break;
    }
    const end = at + 2 + u16be(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) {
      findings.add('malformed', 'segment length', at, 4);
      return;
    }
    verifySegment(bytes, marker, at, end, expected, progress, findings);
    if (at === 2) {
      at = end + expectSpelled(bytes, end, expectedApplication(kept), findings);
    } else if (marker === SOS) {
      progress.scans += 1;
      at = verifyEntropy(bytes, end, progress.hasRestarts, findings);
    } else {
      at = end;
    }
  }
  findings.expect(progress.applications === 1, 'malformed', 'APP0', 0, 0);
  findings.expect(progress.frames === 1 && progress.scans > 0, 'malformed', 'not one picture', 0, 0);
  findings.expect(at + 2 === bytes.length, 'trailer', 'after EOI', at + 2, bytes.length - at - 2);
}

function verifySegment(
  bytes: Uint8Array,
  marker: number,
  at: number,
  end: number,
  expected: Size,
  progress: Progress,
  findings: FindingList,
): void {
  const sizeBytes = end - at;
  switch (marker) {
    case 0xe0:
      progress.applications += 1;
      // It stands first and only once; a second one could hold anything.
      findings.expect(at === 2 && isPlainJfif(bytes, at, progress.kept), 'segment', 'APP0', at, sizeBytes);
      return;
    case 0xdb:
      return verifyQuantisationTables(bytes, at, end, progress.tables, findings);
    case 0xc4:
      return verifyHuffmanTables(bytes, at, end, progress.tables, progress.frames > 0 && progress.scans > 0, findings);
    case 0xdd:
      findings.expect(!progress.hasRestarts, 'segment', 'DRI', at, sizeBytes);
      progress.hasRestarts = true;
      return verifyDri(at, end, findings);
    case SOS:
      findings.expect(progress.frames === 1, 'malformed', 'SOS', at, sizeBytes);
      return verifyScanHeader(bytes, at, end, findings);
    default:
      if (FRAMES.includes(marker)) {
        progress.frames += 1;
        findings.expect(progress.frames === 1, 'segment', 'SOF', at, sizeBytes);
        return verifyFrameHeader(bytes, at, end, expected, findings);
      }
      findings.add('segment', segmentName(marker), at, sizeBytes);
  }
}

function isPlainJfif(bytes: Uint8Array, at: number, { resolutions }: KeptValues): boolean {
  const density = expectedJfif(resolutions[0] ?? null);
  const isVersion = byteAt(bytes, at + 9) === 1 && byteAt(bytes, at + 10) <= 2;
  return (
    u16be(bytes, at + 2) === JFIF_LENGTH && spells(bytes, at + 4, 'JFIF\0') && isVersion && spells(bytes, at + 11, `${density}\0\0`)
  );
}

/**
 * Steps over entropy-coded data, in which 0xFF may only be a stuffed byte or a restart in its turn.
 * @returns offset of the marker behind it
 */
function verifyEntropy(bytes: Uint8Array, start: number, hasRestarts: boolean, findings: FindingList): number {
  let restarts = 0;
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    const next = at === -1 ? undefined : bytes[at + 1];
    if (next === undefined) {
      findings.add('malformed', 'no EOI', bytes.length, 0);
      // The walk ends at the next read, past the end of the file.
      return bytes.length;
    }
    if (next === 0) {
      at += 2;
    } else if (next >= 0xd0 && next <= 0xd7) {
      findings.expect(hasRestarts && next === 0xd0 + (restarts % 8), 'malformed', 'restart marker', at, 2);
      restarts += 1;
      at += 2;
    } else {
      findings.expect(at > start, 'malformed', 'empty scan', at, 0);
      return at;
    }
  }
}

function segmentName(marker: number): string {
  if (marker >= 0xe0 && marker <= 0xef) {
    return `APP${String(marker - 0xe0)}`;
  }
  return marker === 0xfe ? 'COM' : `marker 0x${marker.toString(16).toUpperCase()}`;
}
