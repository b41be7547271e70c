import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';

/** A clip whose decoded values are exactly those that are asked for: every block is stored as it is, nothing depends on its neighbours. */
export interface ExactClip {
  /** In blocks of 16 pixels. */
  readonly across: number;
  readonly down: number;
  /** Seconds of each frame, in order. */
  readonly times: readonly number[];
  /** Ticks a second of these. */
  readonly ticks?: number;
  /** Values go from 0 to 255 and not from 16 to 235. */
  readonly fullRange: boolean;
  /** Colours are those of BT.2100, PQ, and not of BT.709. */
  readonly isWide?: boolean;
  /** Brightness of a pixel, 4..255. */
  readonly luma: (frame: number, x: number, y: number) => number;
  /** How the frames are turned for display. */
  readonly turn?: { readonly rotation: 0 | 90 | 180 | 270; readonly flip: boolean };
}

/**
 * H.264 in MP4 of uncompressed blocks.
 * @see ITU-T H.264, 7.3.5 and `I_PCM` in 7.4.5
 */
export async function exactClip({ across, down, times, ticks, fullRange, isWide = false, luma, turn }: ExactClip): Promise<File> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(source, { ...turn, ...(ticks === undefined ? {} : { frameRate: ticks }) });
  await output.start();
  const head = [...unit(0x67, sequenceBits(across, down, fullRange, isWide)), ...unit(0x68, PICTURE_BITS)];
  const colors = isWide ? { primaries: 'bt2020', transfer: 'pq', matrix: 'bt2020-ncl' } : { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709' };
  const config = { codec: 'avc1.42c01e', codedWidth: across * 16, codedHeight: down * 16, colorSpace: { ...colors, fullRange } as VideoColorSpaceInit };
  for (const [index, timestamp] of times.entries()) {
    const data = Uint8Array.from([...head, ...picture(index, across, down, luma)]);
    const packet = new EncodedPacket(data, 'key', timestamp, (times[index + 1] ?? timestamp + 0.04) - timestamp);
    await source.add(packet, index === 0 ? { decoderConfig: config } : undefined);
  }
  await output.finalize();
  return new File([target.buffer!], 'clip', { type: 'video/mp4' });
}

/** A number in as many bits as it says, or in the variable length of the standard. */
type Bits = readonly [value: number, length: number | 'golomb'];

const ZERO: Bits = [0, 'golomb'];

function sequenceBits(across: number, down: number, fullRange: boolean, isWide: boolean): readonly Bits[] {
  // Primaries, transfer and matrix. @see ITU-T H.273
  const named: readonly Bits[] = isWide ? [[9, 8], [16, 8], [9, 8]] : [[1, 8], [1, 8], [1, 8]];
  const color: readonly Bits[] = [[1, 1], [5, 3], [fullRange ? 1 : 0, 1], [1, 1], ...named];
  const usability: readonly Bits[] = [[0, 2], ...color, [0, 1], [0, 1], [0, 1], [0, 1], [0, 1], [0, 1]];
  return [[66, 8], [0xc0, 8], [30, 8], ZERO, ZERO, [2, 'golomb'], [1, 'golomb'], [0, 1], [across - 1, 'golomb'], [down - 1, 'golomb'], [1, 1], [1, 1], [0, 1], [1, 1], ...usability];
}

/** Variable-length codes, one slice group, and filters that a slice can switch off. */
const PICTURE_BITS: readonly Bits[] = [ZERO, ZERO, [0, 2], ZERO, ZERO, ZERO, [0, 3], ZERO, ZERO, ZERO, [1, 1], [0, 2]];

function picture(index: number, across: number, down: number, luma: ExactClip['luma']): number[] {
  const bytes: number[] = [];
  for (let block = 0; block < across * down; block += 1) {
    const [left, top] = [(block % across) * 16, Math.floor(block / across) * 16];
    const head: readonly Bits[] = block === 0 ? [ZERO, [7, 'golomb'], ZERO, [0, 4], [index % 2, 'golomb'], [0, 2], ZERO, [1, 'golomb'], [25, 'golomb']] : [[25, 'golomb']];
    bytes.push(...packed(head));
    for (let at = 0; at < 256; at += 1) bytes.push(luma(index, left + (at % 16), top + (at >> 4)));
    for (let at = 0; at < 128; at += 1) bytes.push(128);
  }
  return [0, 0, 0, 1, 0x65, ...bytes, 0x80];
}

function unit(type: number, bits: readonly Bits[]): number[] {
  return [0, 0, 0, 1, type, ...packed([...bits, [1, 1]])];
}

/** Bytes, filled up with zeros. */
function packed(bits: readonly Bits[]): number[] {
  const text = bits.map(([value, length]) => (length === 'golomb' ? golomb(value) : value.toString(2).padStart(length, '0'))).join('');
  return (text.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2));
}

function golomb(value: number): string {
  const text = (value + 1).toString(2);
  return '0'.repeat(text.length - 1) + text;
}
