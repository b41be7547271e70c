import { AnonymizerError } from '../errors.ts';
import { byteAt, spells } from './binary-reads.ts';
import { joinBytes } from './byte-join.ts';
import { entropyEnd, isFrameMarker, MARKER, readSegment, type JpegSegment } from './jpeg-markers.ts';

/** SOI, then APP0: JFIF 1.01, no density unit, density 1:1, no thumbnail. Equal in every output. @see ITU-T T.871, 10.1 */
const JPEG_START = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
const JPEG_END = Uint8Array.of(0xff, 0xd9);
const KEPT: readonly number[] = [MARKER.dqt, MARKER.dht, MARKER.dri];
const DROPPED_COLOUR_TRANSFORM_YCC = 1;

/**
 * Rewrites an encoder's JPEG to the allow-list: SOI, a fixed APP0, DQT, SOF, DHT, DRI, SOS with its data, EOI.
 * @param bytes - what the browser's encoder made
 * @throws AnonymizerError `input/corrupt` or `input/truncated` when it can't be walked
 */
export function cleanJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [JPEG_START];
  for (let at = readSegment(bytes, 0).end; ;) {
    const segment = readSegment(bytes, at);
    const { marker, start, end } = segment;
    at = end;
    if (marker === MARKER.eoi) {
      pieces.push(JPEG_END);
      return joinBytes(pieces);
    }
    if (marker === MARKER.sos) {
      at = entropyEnd(bytes, end);
      pieces.push(bytes.subarray(start, at));
    } else if (KEPT.includes(marker) || isFrameMarker(marker)) {
      pieces.push(bytes.subarray(start, end));
    } else {
      refuseOtherColours(bytes, segment);
    }
  }
}

/** Without an Adobe segment three components are read as YCbCr, so one that says otherwise can't just be dropped. */
function refuseOtherColours(bytes: Uint8Array, segment: JpegSegment): void {
  const { contentStart, end, marker } = segment;
  const isAdobe = marker === MARKER.app0 + 14 && end >= contentStart + 12 && spells(bytes, contentStart, 'Adobe');
  if (isAdobe && byteAt(bytes, contentStart + 11) !== DROPPED_COLOUR_TRANSFORM_YCC) {
    throw new AnonymizerError('input/corrupt', { offset: segment.start });
  }
}
