import { AnonymizerError } from '../errors.ts';
import type { Orientation, SourceInspection } from './inspection.ts';
import { frameBlocks, noteScan, readFrame, type JpegFrame } from './jpeg-frame.ts';
import { entropyEnd, isApplicationMarker, isFrameMarker, MARKER, readSegment, type JpegSegment } from './jpeg-markers.ts';
import { listSegment } from './jpeg-metadata.ts';
import { MetadataList } from './metadata-list.ts';
import { displayedSize } from './source-size.ts';
import { listTrailer } from './trailer.ts';

/** Markers without meaning for the picture that decoders step over. */
const IGNORED_MARKERS: readonly number[] = [MARKER.tem, MARKER.dht, MARKER.dac, MARKER.dqt, MARKER.dri, MARKER.dnl];

/** Segments walked: a picture with a thousand scans stays far below, a file of empty comments does not. */
const MAX_SEGMENTS = 100_000;

/**
 * Walks a JPEG from its first marker to its last byte. The frame header is looked up before any metadata is read.
 * @param untrustedBytes - a file that begins with SOI
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/undecodable`, `input/corrupt`, and
 *   `input/truncated` where the file ends before EOI
 * @see ITU-T T.81, annex B
 */
export function inspectJpeg(untrustedBytes: Uint8Array): SourceInspection {
  const frame = findFrame(untrustedBytes);
  const list = new MetadataList();
  let orientation: Orientation | null = null;
  let frames = 0;
  let scans = 0;
  let at = 2;
  for (let segments = 0; ; segments += 1) {
    const segment = readSegment(untrustedBytes, at);
    const { marker } = segment;
    refuseUnless(segments < MAX_SEGMENTS, segment);
    at = segment.end;
    if (segment.skippedBytes > 0) {
      list.add('other', 'bytes between segments', segment.skippedBytes);
    }
    if (marker === MARKER.eoi) {
      break;
    }
    if (marker === MARKER.sos) {
      noteScan(untrustedBytes, segment, requireFrame(frames, frame, segment));
      scans += 1;
      at = entropyEnd(untrustedBytes, segment.end);
    } else if (isFrameMarker(marker)) {
      frames += 1;
      refuseUnless(frames === 1, segment);
    } else if (isApplicationMarker(marker) || marker === MARKER.com) {
      const found = listSegment(untrustedBytes, segment, list);
      // The first EXIF block before the scans is the one that browsers apply (measured), readable or not.
      orientation ??= scans === 0 ? found : null;
    } else {
      refuseUnless(IGNORED_MARKERS.includes(marker) || (marker >= MARKER.rst0 && marker <= MARKER.rst7), segment);
    }
  }
  if (scans === 0) {
    throw new AnonymizerError('input/corrupt', { offset: at });
  }
  listTrailer(untrustedBytes, at, 'after EOI', list);
  const displayOrientation = orientation ?? 1;
  return {
    format: 'jpeg',
    storedSize: frame.size,
    size: displayedSize(frame.size, displayOrientation),
    orientation: displayOrientation,
    hasAlpha: false,
    sequence: { kind: 'still' },
    blocks: frameBlocks(frame),
    metadata: list.items(),
    ...list.kept(displayOrientation),
  };
}

/** Jumps from segment to segment to the frame header, so that a bomb is refused before anything else is read. */
function findFrame(bytes: Uint8Array): JpegFrame {
  let at = 2;
  for (let segments = 0; ; segments += 1) {
    const segment = readSegment(bytes, at);
    refuseUnless(segments < MAX_SEGMENTS, segment);
    if (isFrameMarker(segment.marker)) {
      return readFrame(bytes, segment);
    }
    refuseUnless(segment.marker !== MARKER.sos && segment.marker !== MARKER.eoi && segment.marker !== MARKER.soi, segment);
    at = segment.end;
  }
}

function requireFrame(frames: number, frame: JpegFrame, segment: JpegSegment): JpegFrame {
  refuseUnless(frames === 1, segment);
  return frame;
}

function refuseUnless(isAllowed: boolean, segment: JpegSegment): void {
  if (!isAllowed) {
    throw new AnonymizerError('input/corrupt', { offset: segment.start });
  }
}
