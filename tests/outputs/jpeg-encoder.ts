import { AC_TABLE, CHROMA_QUANTISATION, DC_TABLE, huffmanCodes, LUMA_QUANTISATION, ZIGZAG } from './jpeg-tables.ts';
import type { Picture } from './picture.ts';

/** Sampling factors of each component, horizontal and vertical; one component makes a grey picture. */
export type Sampling = readonly (readonly [horizontal: number, vertical: number])[];

/** The samplings that cameras and programs write. */
export const SAMPLINGS = {
  '4:4:4': [[1, 1], [1, 1], [1, 1]],
  '4:2:2': [[2, 1], [1, 1], [1, 1]],
  '4:4:0': [[1, 2], [1, 1], [1, 1]],
  '4:2:0': [[2, 2], [1, 1], [1, 1]],
  '4:1:1': [[4, 1], [1, 1], [1, 1]],
  grey: [[1, 1]],
} as const satisfies Record<string, Sampling>;
/** Name of a sampling. */
export type SamplingName = keyof typeof SAMPLINGS;

/**
 * Writes a baseline JPEG file.
 * @param picture - as stored; alpha is left out
 * @param sampling - which components are stored at which share of the size
 * @param quality - 1..100, scales the standard's example tables
 * @param segments - finished segments that stand behind the JFIF header, such as {@link orientationSegment}
 */
export function encodeJpeg(picture: Picture, sampling: Sampling, quality = 85, segments: readonly Buffer[] = []): Buffer {
  const tables = [LUMA_QUANTISATION, CHROMA_QUANTISATION].map((table) => scaledTable(table, quality));
  const used = tables.slice(0, sampling.length > 1 ? 2 : 1);
  const components = sampling.map((_, index) => [index + 1, ...(sampling[index] ?? [1, 1]), index === 0 ? 0 : 1] as const);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...segments,
    ...used.map((table, id) => segment(0xdb, Buffer.from([id, ...ZIGZAG.map((at) => table[at] ?? 1)]))),
    segment(
      0xc0,
      Buffer.from([8, picture.height >> 8, picture.height & 255, picture.width >> 8, picture.width & 255, components.length]),
      ...components.map(([id, h, v, table]) => Buffer.from([id, h * 16 + v, table])),
    ),
    segment(0xc4, Buffer.from([0x00, ...DC_TABLE.counts, ...DC_TABLE.symbols])),
    segment(0xc4, Buffer.from([0x10, ...AC_TABLE.counts, ...AC_TABLE.symbols])),
    segment(0xda, Buffer.from([components.length, ...components.flatMap(([id]) => [id, 0x00]), 0, 63, 0])),
    encodeScan(picture, sampling, tables),
    Buffer.from([0xff, 0xd9]),
  ]);
}

/**
 * Makes a segment.
 * @param marker - second byte of its marker
 */
export function segment(marker: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content);
  return Buffer.concat([Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]), data]);
}

/** An EXIF segment that says how the picture is turned, and nothing else. */
export function orientationSegment(orientation: number): Buffer {
  return segment(0xe1, Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0', 'latin1'), Buffer.from([orientation, 0, 0, 0, 0, 0, 0]));
}

function scaledTable(table: readonly number[], quality: number): number[] {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return table.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))));
}

/** One component at its own size, padded to whole MCUs. */
interface Plane {
  readonly samples: Float64Array;
  readonly stride: number;
  readonly h: number;
  readonly v: number;
}

function encodeScan(picture: Picture, sampling: Sampling, tables: readonly (readonly number[])[]): Buffer {
  const maxH = Math.max(...sampling.map(([h]) => h));
  const maxV = Math.max(...sampling.map(([, v]) => v));
  const isGrey = sampling.length === 1;
  const columns = Math.ceil(picture.width / (8 * (isGrey ? 1 : maxH)));
  const rows = Math.ceil(picture.height / (8 * (isGrey ? 1 : maxV)));
  const planes = sampling.map(([h, v], index): Plane => {
    const own = isGrey ? ([1, 1] as const) : ([h, v] as const);
    return toPlane(picture, index, [isGrey ? 1 : maxH / h, isGrey ? 1 : maxV / v], columns * own[0] * 8, rows * own[1] * 8, own);
  });
  const bits = new BitWriter();
  const previous = planes.map(() => 0);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      planes.forEach((plane, index) => {
        for (let v = 0; v < plane.v; v += 1) {
          for (let h = 0; h < plane.h; h += 1) {
            const block = quantisedBlock(plane, (column * plane.h + h) * 8, (row * plane.v + v) * 8, tables[index === 0 ? 0 : 1] ?? []);
            previous[index] = writeBlock(bits, block, previous[index] ?? 0);
          }
        }
      });
    }
  }
  return bits.finish();
}

function toPlane(picture: Picture, index: number, [stepX, stepY]: readonly [number, number], width: number, height: number, [h, v]: readonly [number, number]): Plane {
  const samples = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let dy = 0; dy < stepY; dy += 1) {
        for (let dx = 0; dx < stepX; dx += 1) {
          const px = Math.min(picture.width - 1, x * stepX + dx);
          const py = Math.min(picture.height - 1, y * stepY + dy);
          sum += component(picture, (py * picture.width + px) * 4, index);
        }
      }
      samples[y * width + x] = Math.round(sum / (stepX * stepY)) - 128;
    }
  }
  return { samples, stride: width, h, v };
}

/** Y, Cb or Cr of a pixel. @see ITU-T T.871, clause 7 */
function component({ data }: Picture, at: number, index: number): number {
  const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  if (index === 0) return 0.299 * r + 0.587 * g + 0.114 * b;
  return index === 1 ? -0.168736 * r - 0.331264 * g + 0.5 * b + 128 : 0.5 * r - 0.418688 * g - 0.081312 * b + 128;
}

/** COSINES[u * 8 + x]: the DCT's basis with its scale. */
const COSINES = Float64Array.from({ length: 64 }, (_, i) => {
  const [u, x] = [i >> 3, i % 8];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

function quantisedBlock({ samples, stride }: Plane, left: number, top: number, table: readonly number[]): number[] {
  const rows = new Float64Array(64);
  for (let y = 0; y < 8; y += 1) {
    for (let u = 0; u < 8; u += 1) {
      let sum = 0;
      for (let x = 0; x < 8; x += 1) sum += (samples[(top + y) * stride + left + x] ?? 0) * (COSINES[u * 8 + x] ?? 0);
      rows[y * 8 + u] = sum;
    }
  }
  return ZIGZAG.map((at) => {
    const [u, v] = [at % 8, at >> 3];
    let sum = 0;
    for (let y = 0; y < 8; y += 1) sum += (rows[y * 8 + u] ?? 0) * (COSINES[v * 8 + y] ?? 0);
    return Math.round(sum / (table[at] ?? 1));
  });
}

const DC_CODES = huffmanCodes(DC_TABLE);
const AC_CODES = huffmanCodes(AC_TABLE);

/** @returns the block's DC value, which the next block of the component is told against */
function writeBlock(bits: BitWriter, block: readonly number[], previous: number): number {
  const dc = block[0] ?? 0;
  const size = bitLength(dc - previous);
  bits.writeCode(DC_CODES, size);
  bits.writeValue(dc - previous, size);
  let zeros = 0;
  const last = block.findLastIndex((value, index) => index > 0 && value !== 0);
  for (let k = 1; k <= last; k += 1) {
    const value = block[k] ?? 0;
    if (value === 0) {
      zeros += 1;
      continue;
    }
    for (; zeros > 15; zeros -= 16) bits.writeCode(AC_CODES, 0xf0);
    bits.writeCode(AC_CODES, zeros * 16 + bitLength(value));
    bits.writeValue(value, bitLength(value));
    zeros = 0;
  }
  if (last < 63) bits.writeCode(AC_CODES, 0x00);
  return dc;
}

function bitLength(value: number): number {
  return value === 0 ? 0 : 32 - Math.clz32(Math.abs(value));
}

class BitWriter {
  readonly #bytes: number[] = [];
  #pending = 0;
  #count = 0;

  writeCode(codes: ReturnType<typeof huffmanCodes>, symbol: number): void {
    const code = codes.get(symbol);
    if (code === undefined) throw new RangeError('no code for this symbol');
    this.#write(code.code, code.length);
  }

  /** Negative values are sent as their ones' complement. */
  writeValue(value: number, length: number): void {
    if (length > 0) this.#write(value < 0 ? value + (1 << length) - 1 : value, length);
  }

  /** Fills the last byte with ones. */
  finish(): Buffer {
    if (this.#count > 0) this.#write((1 << (8 - this.#count)) - 1, 8 - this.#count);
    return Buffer.from(this.#bytes);
  }

  #write(value: number, length: number): void {
    for (let bit = length - 1; bit >= 0; bit -= 1) {
      this.#pending = (this.#pending << 1) | ((value >> bit) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#pending);
      if (this.#pending === 0xff) this.#bytes.push(0);
      this.#pending = 0;
      this.#count = 0;
    }
  }
}
