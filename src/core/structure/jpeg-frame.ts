import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { byteAt, u16be } from './binary-reads.ts';
import type { CodecBlocks } from './inspection.ts';
import type { JpegSegment } from './jpeg-markers.ts';
import { checkedSize } from './source-size.ts';

/** Side of a DCT block, in samples. */
const BLOCK = 8;
/** Chroma upsampling reaches one pixel past the MCU; one more for safety (measured: 2 leaves a difference of 0). */
const UPSAMPLING_MARGIN = 2;
/** Coefficients that libjpeg-turbo's smoothing asks about, and how many blocks far it reads. @see jdcoefct.c, smoothing_ok */
const SMOOTHED_COEFFICIENTS = 9;
const SMOOTHING_REACH_BLOCKS = 2;

/** One component of a frame. */
interface Component {
  readonly id: number;
  /** Point transform left over for coefficients 1..9 after the scans so far; 0 = exact, -1 = not sent. */
  readonly coefficientBits: number[];
}

/** A frame header: what the whole picture is made of. */
export interface JpegFrame {
  readonly size: Size;
  readonly progressive: boolean;
  /** Size of an MCU in pixels; 8 x 8 for a single component, whatever its sampling factors say. */
  readonly mcu: Size;
  readonly components: readonly Component[];
}

/**
 * Reads a frame header; the size is checked before anything else.
 * @param bytes - the file
 * @param segment - a SOFn segment
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, and `input/undecodable` for lossless,
 *   hierarchical and 12-bit frames, which no browser decodes
 * @see ITU-T T.81, B.2.2
 */
export function readFrame(bytes: Uint8Array, segment: JpegSegment): JpegFrame {
  const at = segment.contentStart;
  if (segment.end < at + 6) {
    throw new AnonymizerError('input/corrupt', { offset: segment.start });
  }
  const size = checkedSize(u16be(bytes, at + 3), u16be(bytes, at + 1));
  // 0..2: Huffman, 9 and 10: arithmetic, which Chromium decodes.
  if (![0xc0, 0xc1, 0xc2, 0xc9, 0xca].includes(segment.marker) || byteAt(bytes, at) !== 8) {
    throw new AnonymizerError('input/undecodable', { marker: segment.marker });
  }
  const count = byteAt(bytes, at + 5);
  if (count < 1 || count > 4 || segment.end !== at + 6 + count * 3) {
    throw new AnonymizerError('input/corrupt', { offset: segment.start });
  }
  const components: Component[] = [];
  let horizontal = 1;
  let vertical = 1;
  for (let index = 0; index < count; index += 1) {
    const factors = byteAt(bytes, at + 7 + index * 3);
    const h = factors >> 4;
    const v = factors & 15;
    if (h < 1 || h > 4 || v < 1 || v > 4) {
      throw new AnonymizerError('input/corrupt', { offset: segment.start });
    }
    horizontal = Math.max(horizontal, h);
    vertical = Math.max(vertical, v);
    components.push({ id: byteAt(bytes, at + 6 + index * 3), coefficientBits: Array.from({ length: SMOOTHED_COEFFICIENTS }, () => -1) });
  }
  // A single component is never interleaved, so its blocks stand alone. @see ITU-T T.81, A.2.2
  const mcu = count === 1 ? { width: BLOCK, height: BLOCK } : { width: BLOCK * horizontal, height: BLOCK * vertical };
  return { size, progressive: segment.marker === 0xc2 || segment.marker === 0xca, mcu, components };
}

/**
 * Reads a scan header and notes which coefficients the scan sends.
 * @param bytes - the file
 * @param segment - an SOS segment
 * @param frame - the frame it belongs to; its components are updated
 * @throws AnonymizerError `input/corrupt` when it does not fit the frame
 * @see ITU-T T.81, B.2.3
 */
export function noteScan(bytes: Uint8Array, segment: JpegSegment, frame: JpegFrame): void {
  const at = segment.contentStart;
  const count = segment.end > at ? byteAt(bytes, at) : 0;
  if (count < 1 || count > 4 || segment.end !== at + 4 + count * 2) {
    throw new AnonymizerError('input/corrupt', { offset: segment.start });
  }
  const from = byteAt(bytes, segment.end - 3);
  const to = byteAt(bytes, segment.end - 2);
  const low = byteAt(bytes, segment.end - 1) & 15;
  for (let index = 0; index < count; index += 1) {
    const id = byteAt(bytes, at + 1 + index * 2);
    const component = frame.components.find((candidate) => candidate.id === id);
    if (component === undefined) {
      throw new AnonymizerError('input/corrupt', { offset: segment.start });
    }
    for (let coefficient = Math.max(from, 1); coefficient <= Math.min(to, SMOOTHED_COEFFICIENTS); coefficient += 1) {
      component.coefficientBits[coefficient - 1] = low;
    }
  }
}

/**
 * Blocks of a finished frame. Decoders smooth a progressive picture whose fine coefficients never came from the blocks
 * around, so its margin takes in two more MCUs.
 */
export function frameBlocks(frame: JpegFrame): CodecBlocks {
  const isSmoothed = frame.progressive && frame.components.some(({ coefficientBits }) => coefficientBits.some((bits) => bits !== 0));
  const reach = isSmoothed ? SMOOTHING_REACH_BLOCKS * Math.max(frame.mcu.width, frame.mcu.height) : 0;
  return { ...frame.mcu, margin: UPSAMPLING_MARGIN + reach };
}
