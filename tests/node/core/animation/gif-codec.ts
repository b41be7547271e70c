import { bytes, le16 } from '../structure/byte-builder.ts';

/** A GIF codec for tests, which shares nothing with the code that is tested. */
export interface PlainFrame {
  readonly left?: number;
  readonly top?: number;
  readonly width: number;
  readonly height: number;
  readonly indices: readonly number[];
  /** Centiseconds. */
  readonly delay?: number;
  readonly disposal?: number;
  readonly transparentIndex?: number | null;
  readonly isInterlaced?: boolean;
  /** Own palette, a power of two long; without it the file's holds. */
  readonly palette?: readonly (readonly number[])[] | null;
}

/** Sub-blocks with lengths and terminator. */
export function subBlocks(data: readonly number[], length = 255): number[] {
  const out: number[] = [];
  for (let at = 0; at < data.length; at += length) {
    const part = data.slice(at, at + length);
    out.push(part.length, ...part);
  }
  return [...out, 0];
}

/** Joins codes of given widths, least significant bit first. */
export function packCodes(codes: readonly (readonly [code: number, width: number])[]): number[] {
  const bits = codes.flatMap(([code, width]) => Array.from({ length: width }, (_, bit) => (code >> bit) & 1));
  return Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((sum, bit, place) => sum + (bit << place), 0),
  );
}

/** LZW codes of some pixels: the longest known string each time, cleared when full. */
export function lzwCodes(indices: readonly number[], codeSize: number): [number, number][] {
  const clear = 1 << codeSize;
  const codes: [number, number][] = [[clear, codeSize + 1]];
  let known = new Map<string, number>();
  let next = clear + 2;
  let width = codeSize + 1;
  let text = '';
  let code = -1;
  for (const index of indices) {
    const longer = `${text},${index}`;
    const found = text === '' ? index : known.get(longer);
    if (found !== undefined) {
      text = longer;
      code = found;
      continue;
    }
    codes.push([code, width]);
    if (next === 4096) {
      codes.push([clear, 12]);
      known = new Map();
      next = clear + 2;
      width = codeSize + 1;
    } else {
      known.set(longer, next);
      if (next === 1 << width) width += 1;
      next += 1;
    }
    text = `,${index}`;
    code = index;
  }
  // The reader joins a string after each code, so the end code may be one bit wider.
  codes.push([code, width]);
  codes.push([clear + 1, next === 1 << width && width < 12 ? width + 1 : width]);
  return codes;
}

/** Minimum code size and LZW data. */
export function lzwBlock(indices: readonly number[], codeSize: number): number[] {
  return [codeSize, ...subBlocks(packCodes(lzwCodes(indices, codeSize)))];
}

/** Graphic control and image. */
export function plainImage(frame: PlainFrame, codeSize: number): Uint8Array {
  const {
    left = 0,
    top = 0,
    width,
    height,
    indices,
    delay = 0,
    disposal = 0,
    transparentIndex = null,
    isInterlaced = false,
    palette = null,
  } = frame;
  const bits = palette === null ? 0 : Math.log2(palette.length);
  const flags = (palette === null ? 0 : 0x80 | (bits - 1)) | (isInterlaced ? 0x40 : 0);
  return bytes(
    [0x21, 0xf9, 4, (disposal << 2) | (transparentIndex === null ? 0 : 1), ...le16(delay), transparentIndex ?? 0, 0],
    [0x2c, ...le16(left), ...le16(top), ...le16(width), ...le16(height), flags],
    (palette ?? []).flat(),
    lzwBlock(indices, palette === null ? codeSize : Math.max(2, bits)),
  );
}

/** A whole animation. */
export function plainGif(options: {
  readonly width: number;
  readonly height: number;
  readonly palette: readonly (readonly number[])[];
  readonly frames: readonly PlainFrame[];
  /** Value of the loop extension; without it there is none. */
  readonly repeats?: number | null;
}): Uint8Array<ArrayBuffer> {
  const { width, height, palette, frames, repeats = null } = options;
  const bits = Math.log2(palette.length);
  return bytes(
    'GIF89a',
    [...le16(width), ...le16(height), 0xf0 | (bits - 1), 0, 0],
    palette.flat(),
    repeats === null ? [] : bytes([0x21, 0xff, 11], 'NETSCAPE2.0', [3, 1, ...le16(repeats), 0]),
    ...frames.map((frame) => plainImage(frame, Math.max(2, bits))),
    0x3b,
  );
}

/** A frame as it is stored, with its pixels in reading order. */
export interface DecodedFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly delay: number;
  readonly disposal: number;
  readonly palette: readonly (readonly number[])[];
  /** RGBA, straight. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** What a GIF holds. */
export interface DecodedGif {
  readonly width: number;
  readonly height: number;
  readonly repeats: number | null;
  readonly frames: readonly DecodedFrame[];
  /** Labels of its extensions. */
  readonly extensions: readonly number[];
}

/** Reads a well-formed GIF. */
export function decodeGif(file: Uint8Array): DecodedGif {
  const u8 = (at: number): number => {
    const value = file[at];
    if (value === undefined) throw new Error('past the end');
    return value;
  };
  const word = (at: number): number => u8(at) + u8(at + 1) * 256;
  const table = (at: number, packed: number): number[][] =>
    (packed & 0x80) === 0
      ? []
      : Array.from({ length: 2 << (packed & 7) }, (_, i) => [u8(at + i * 3), u8(at + i * 3 + 1), u8(at + i * 3 + 2)]);
  const common = table(13, u8(10));
  const frames: DecodedFrame[] = [];
  const extensions: number[] = [];
  let repeats: number | null = null;
  let control = { delay: 0, disposal: 0, transparent: -1 };
  let at = 13 + common.length * 3;
  const chain = (start: number): [number[], number] => {
    const data: number[] = [];
    let place = start;
    for (; u8(place) > 0; place += u8(place) + 1) data.push(...file.subarray(place + 1, place + 1 + u8(place)));
    return [data, place + 1];
  };
  for (; u8(at) !== 0x3b;) {
    if (u8(at) === 0x21) {
      const [data, end] = chain(at + 2);
      extensions.push(u8(at + 1));
      if (u8(at + 1) === 0xf9)
        control = { delay: word(at + 4), disposal: (u8(at + 3) >> 2) & 7, transparent: (u8(at + 3) & 1) === 1 ? u8(at + 6) : -1 };
      if (u8(at + 1) === 0xff && data.length === 14) repeats = (data[12] ?? 0) + (data[13] ?? 0) * 256;
      at = end;
      continue;
    }
    if (u8(at) !== 0x2c) throw new Error('no block');
    const [left, top, width, height] = [word(at + 1), word(at + 3), word(at + 5), word(at + 7)] as const;
    const own = table(at + 10, u8(at + 9));
    const palette = own.length > 0 ? own : common;
    const start = at + 10 + own.length * 3;
    const [codes, end] = chain(start + 1);
    const indices = unpack(codes, u8(start), width * height);
    const data = new Uint8ClampedArray(width * height * 4);
    const rows = rowOrder(height, (u8(at + 9) & 0x40) !== 0);
    indices.forEach((index, place) => {
      const to = ((rows[Math.floor(place / width)] ?? 0) * width + (place % width)) * 4;
      if (index !== control.transparent) data.set([...(palette[index] ?? []), 255], to);
    });
    frames.push({ left, top, width, height, delay: control.delay, disposal: control.disposal, palette, data });
    control = { delay: 0, disposal: 0, transparent: -1 };
    at = end;
  }
  return { width: word(6), height: word(8), repeats, frames, extensions };
}

/** Rows in the order in which they are stored. */
export function rowOrder(height: number, isInterlaced: boolean): number[] {
  const all = Array.from({ length: height }, (_, row) => row);
  if (!isInterlaced) return all;
  return [
    ...all.filter((r) => r % 8 === 0),
    ...all.filter((r) => r % 8 === 4),
    ...all.filter((r) => r % 4 === 2),
    ...all.filter((r) => r % 2 === 1),
  ];
}

function unpack(data: readonly number[], codeSize: number, pixels: number): number[] {
  const clear = 1 << codeSize;
  const out: number[] = [];
  let strings: number[][] = [];
  let last: number[] | null = null;
  let width = codeSize + 1;
  let bit = 0;
  for (;;) {
    let code = 0;
    for (let i = 0; i < width; i += 1, bit += 1) {
      const byte = data[bit >> 3];
      if (byte === undefined) throw new Error('no end code');
      code |= ((byte >> (bit & 7)) & 1) << i;
    }
    if (code === clear + 1) break;
    if (code === clear) {
      strings = Array.from({ length: clear + 2 }, (_, i) => [i]);
      last = null;
      width = codeSize + 1;
      continue;
    }
    const text: number[] | undefined = strings[code] ?? (last === null ? undefined : [...last, last[0] ?? 0]);
    if (text === undefined || code > strings.length) throw new Error('no such code');
    out.push(...text);
    if (last !== null && strings.length < 4096) strings.push([...last, text[0] ?? 0]);
    if (strings.length === 1 << width && width < 12) width += 1;
    last = text;
  }
  if (out.length !== pixels) throw new Error('other number of pixels');
  return out;
}
