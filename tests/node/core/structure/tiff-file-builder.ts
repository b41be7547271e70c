import { be16, be32, bytes, le16, le32 } from './byte-builder.ts';

/** One entry of a directory. */
export type FileEntry =
  | { readonly tag: number; readonly shorts: readonly number[] }
  | { readonly tag: number; readonly longs: readonly number[] }
  | { readonly tag: number; readonly text: string }
  | { readonly tag: number; readonly raw: Uint8Array };

/** One page. Everything left out is that of a grey picture of 4 x 2 pixels, not compressed, in one strip. */
export interface BuiltPage {
  readonly width?: number;
  readonly height?: number;
  readonly bits?: readonly number[];
  readonly compression?: number;
  readonly photometric?: number;
  readonly segments?: readonly Uint8Array[];
  readonly rowsPerStrip?: number;
  /** Size of the tiles; without it the segments are strips. */
  readonly tile?: { readonly width: number; readonly height: number };
  /** Further entries; one with the tag of an entry above takes its place. */
  readonly extra?: readonly FileEntry[];
}

/** The pixels of a page that names none. */
export const GREY = bytes([0, 50, 100, 150, 200, 250, 30, 60]);

/** A TIFF file of one or more pages. */
export function tiffFile(pages: readonly BuiltPage[] = [{}], littleEndian = false): Uint8Array<ArrayBuffer> {
  const u16 = littleEndian ? le16 : be16;
  const u32 = littleEndian ? le32 : be32;
  const out: number[] = [...bytes(littleEndian ? 'II' : 'MM'), ...u16(42), ...u32(0)];
  const put = (at: number, values: readonly number[]): void => values.forEach((value, index) => (out[at + index] = value));
  let link = 4;
  for (const page of pages) {
    const { width = 4, height = 2, bits = [8], compression = 1, photometric = 1, segments = [GREY], tile, extra = [] } = page;
    const offsets = segments.map((segment) => {
      const at = out.length;
      for (const byte of segment) out.push(byte);
      return at;
    });
    const lengths = segments.map(({ length }) => length);
    const own: FileEntry[] = [
      { tag: 0x100, longs: [width] },
      { tag: 0x101, longs: [height] },
      { tag: 0x102, shorts: bits },
      { tag: 0x103, shorts: [compression] },
      { tag: 0x106, shorts: [photometric] },
      { tag: 0x115, shorts: [bits.length] },
      ...(tile === undefined
        ? [
            { tag: 0x111, longs: offsets },
            { tag: 0x116, longs: [page.rowsPerStrip ?? height] },
            { tag: 0x117, longs: lengths },
          ]
        : [
            { tag: 0x142, longs: [tile.width] },
            { tag: 0x143, longs: [tile.height] },
            { tag: 0x144, longs: offsets },
            { tag: 0x145, longs: lengths },
          ]),
    ];
    const entries = [...own.filter(({ tag }) => !extra.some((other) => other.tag === tag)), ...extra].sort((a, b) => a.tag - b.tag);
    const encoded = entries.map((entry) => {
      if ('shorts' in entry) return { tag: entry.tag, type: 3, count: entry.shorts.length, data: entry.shorts.flatMap(u16) };
      if ('longs' in entry) return { tag: entry.tag, type: 4, count: entry.longs.length, data: entry.longs.flatMap(u32) };
      const data = 'text' in entry ? [...bytes(entry.text), 0] : Array.from(entry.raw);
      return { tag: entry.tag, type: 'text' in entry ? 2 : 7, count: data.length, data };
    });
    const values = encoded.map(({ data }) => {
      if (data.length <= 4) return [...data, 0, 0, 0, 0].slice(0, 4);
      const at = out.length;
      out.push(...data);
      return u32(at);
    });
    put(link, u32(out.length));
    out.push(...u16(encoded.length), ...encoded.flatMap(({ tag, type, count }, index) => [...u16(tag), ...u16(type), ...u32(count), ...(values[index] ?? [])]));
    link = out.length;
    out.push(0, 0, 0, 0);
  }
  return Uint8Array.from(out);
}
