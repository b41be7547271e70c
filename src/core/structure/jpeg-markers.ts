import { AnonymizerError } from '../errors.ts';
import { byteAt, u16be } from './binary-reads.ts';

/** Second bytes of JPEG markers. @see ITU-T T.81, table B.1 */
export const MARKER = {
  tem: 0x01,
  sof0: 0xc0,
  dht: 0xc4,
  jpg: 0xc8,
  dac: 0xcc,
  rst0: 0xd0,
  rst7: 0xd7,
  soi: 0xd8,
  eoi: 0xd9,
  sos: 0xda,
  dqt: 0xdb,
  dnl: 0xdc,
  dri: 0xdd,
  dhp: 0xde,
  app0: 0xe0,
  app15: 0xef,
  com: 0xfe,
} as const;

/** One marker segment: `[start, end)` with its marker, without entropy-coded data. */
export interface JpegSegment {
  /** Second byte of the marker. */
  readonly marker: number;
  /** Offset of the marker's 0xFF. */
  readonly start: number;
  /** First byte of the content, behind the length; equals `end` for markers without content. */
  readonly contentStart: number;
  readonly end: number;
  /** Bytes before the marker that belong to no segment; decoders skip them. */
  readonly skippedBytes: number;
}

/** Whether the marker starts a frame: all SOFn, but not DHT, JPG and DAC, which lie in the same range. */
export function isFrameMarker(marker: number): boolean {
  return marker >= MARKER.sof0 && marker <= 0xcf && marker !== MARKER.dht && marker !== MARKER.jpg && marker !== MARKER.dac;
}

/** Whether the marker belongs to an application, APP0 to APP15. */
export function isApplicationMarker(marker: number): boolean {
  return marker >= MARKER.app0 && marker <= MARKER.app15;
}

/**
 * Reads the next marker segment. Like libjpeg, it skips fill bytes, and bytes that are no marker.
 * @param bytes - the file
 * @param at - where to look
 * @throws AnonymizerError `input/truncated` when the file ends first, `input/corrupt` for an impossible length
 */
export function readSegment(bytes: Uint8Array, at: number): JpegSegment {
  let start = bytes.indexOf(0xff, at);
  for (;;) {
    if (start === -1) {
      throw new AnonymizerError('input/truncated');
    }
    const next = byteAt(bytes, start + 1);
    if (next === 0xff) {
      start += 1;
    } else if (next === 0) {
      start = bytes.indexOf(0xff, start + 2);
    } else {
      break;
    }
  }
  const marker = byteAt(bytes, start + 1);
  const skippedBytes = start - at;
  if (marker === MARKER.tem || (marker >= MARKER.rst0 && marker <= MARKER.eoi)) {
    return { marker, start, contentStart: start + 2, end: start + 2, skippedBytes };
  }
  const length = u16be(bytes, start + 2);
  if (length < 2) {
    throw new AnonymizerError('input/corrupt', { offset: start });
  }
  const end = start + 2 + length;
  if (end > bytes.length) {
    throw new AnonymizerError('input/truncated', { offset: start });
  }
  return { marker, start, contentStart: start + 4, end, skippedBytes };
}

/**
 * Finds the end of entropy-coded data: the next marker that is neither a stuffed 0xFF nor a restart.
 * @param bytes - the file
 * @param at - first byte of the data
 * @returns offset of the marker's 0xFF; the file's length where there is none
 */
export function entropyEnd(bytes: Uint8Array, at: number): number {
  let found = bytes.indexOf(0xff, at);
  while (found !== -1) {
    const next = bytes[found + 1];
    if (next === undefined) {
      return bytes.length;
    }
    if (next === 0 || (next >= MARKER.rst0 && next <= MARKER.rst7)) {
      found = bytes.indexOf(0xff, found + 2);
    } else if (next === 0xff) {
      found += 1;
    } else {
      return found;
    }
  }
  return bytes.length;
}
