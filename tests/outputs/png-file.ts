import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Makes a chunk with its CRC. */
export function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
}

/**
 * Writes a PNG file.
 * @param withAlpha - RGBA, else RGB
 * @param before - chunks before the pixels
 * @param after - chunks between the pixels and IEND
 */
export function encodePng(picture: Picture, { withAlpha = false, before = [], after = [] }: { withAlpha?: boolean; before?: readonly Buffer[]; after?: readonly Buffer[] } = {}): Buffer {
  const { width, height, data } = picture;
  const channels = withAlpha ? 4 : 3;
  const rows = Buffer.alloc(height * (1 + width * channels));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = (y * width + x) * 4;
      rows.set(data.subarray(from, from + channels), y * (1 + width * channels) + 1 + x * channels);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, withAlpha ? 6 : 2, 0, 0, 0], 8);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...before, chunk('IDAT', deflateSync(rows)), ...after, chunk('IEND')]);
}

/** The chunks of a PNG file up to IEND. */
export function chunksOf(file: Buffer): { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    if (type === 'IEND') break;
    at += 12 + length;
  }
  return chunks;
}

/**
 * Reads a PNG file of 8-bit RGB or RGBA without interlacing, every byte as it is stored, hidden colours too.
 * @throws RangeError for other kinds
 */
export function decodePng(file: Buffer): Picture {
  const chunks = chunksOf(file);
  const header = chunks[0]?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = header[9] === 6 ? 4 : 3;
  if (header[8] !== 8 || (header[9] !== 6 && header[9] !== 2) || header[12] !== 0) throw new RangeError('unusual PNG');
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const stride = width * channels;
  const flat = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) unfilter(rows, flat, y, stride, channels);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i += 1) data.set(flat.subarray(i * channels, (i + 1) * channels), i * 4);
  return { width, height, data };
}

/** Undoes a row's filter. @see W3C PNG, clause 9 */
function unfilter(rows: Buffer, flat: Uint8Array, y: number, stride: number, channels: number): void {
  const filter = rows[y * (stride + 1)] ?? 0;
  for (let i = 0; i < stride; i += 1) {
    const at = y * stride + i;
    const left = i >= channels ? (flat[at - channels] ?? 0) : 0;
    const above = y > 0 ? (flat[at - stride] ?? 0) : 0;
    const corner = y > 0 && i >= channels ? (flat[at - stride - channels] ?? 0) : 0;
    const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
    flat[at] = (rows[y * (stride + 1) + 1 + i] ?? 0) + guess;
  }
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
