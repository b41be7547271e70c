import { be16, be32, bytes, le16, le32 } from './byte-builder.ts';

/** One entry of a directory: an inline number, text, fractions, opaque bytes, or a directory. */
export type TiffEntry =
  | { readonly tag: number; readonly short: number }
  | { readonly tag: number; readonly long: number }
  | { readonly tag: number; readonly text: string }
  | { readonly tag: number; readonly rationals: readonly (readonly [number, number])[] }
  | { readonly tag: number; readonly raw: readonly number[] }
  | { readonly tag: number; readonly directory: readonly TiffEntry[] };

/** A TIFF structure with a main directory and, where given, a thumbnail's. */
export function tiff(
  main: readonly TiffEntry[],
  thumbnail: readonly TiffEntry[] | null = null,
  littleEndian = false,
): Uint8Array<ArrayBuffer> {
  const u16 = littleEndian ? le16 : be16;
  const u32 = littleEndian ? le32 : be32;
  const out: number[] = [...(littleEndian ? [0x49, 0x49] : [0x4d, 0x4d]), ...u16(42), ...u32(8)];

  const writeDirectory = (entries: readonly TiffEntry[], next: readonly TiffEntry[] | null): number => {
    const at = out.length;
    out.push(...u16(entries.length), ...new Array<number>(entries.length * 12 + 4).fill(0));
    const put = (offset: number, values: readonly number[]): void => values.forEach((value, index) => (out[offset + index] = value));
    entries.forEach((entry, index) => {
      const slot = at + 2 + index * 12;
      const write = (type: number, count: number, data: readonly number[]): void => {
        put(slot, [...u16(entry.tag), ...u16(type), ...u32(count)]);
        if (data.length <= 4) {
          put(slot + 8, data);
        } else {
          put(slot + 8, u32(out.length));
          out.push(...data);
        }
      };
      if ('short' in entry) {
        write(3, 1, u16(entry.short));
      } else if ('long' in entry) {
        write(4, 1, u32(entry.long));
      } else if ('text' in entry) {
        write(2, entry.text.length + 1, [...bytes(entry.text), 0]);
      } else if ('rationals' in entry) {
        write(
          5,
          entry.rationals.length,
          entry.rationals.flatMap(([a, b]) => [...u32(a), ...u32(b)]),
        );
      } else if ('raw' in entry) {
        write(7, entry.raw.length, entry.raw);
      } else {
        write(4, 1, u32(writeDirectory(entry.directory, null)));
      }
    });
    if (next !== null) {
      put(at + 2 + entries.length * 12, u32(writeDirectory(next, null)));
    }
    return at;
  };
  writeDirectory(main, thumbnail);
  return Uint8Array.from(out);
}

/** The smallest EXIF block that turns a picture. */
export const turned = (orientation: number, littleEndian = false): Uint8Array<ArrayBuffer> =>
  tiff([{ tag: 0x0112, short: orientation }], null, littleEndian);
