import { be16, be32, bytes, le32, type Piece } from './byte-builder.ts';

export const SOI = [0xff, 0xd8] as const;
export const EOI = [0xff, 0xd9] as const;

/** A marker segment with its length. */
export function segment(marker: number, ...content: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const data = bytes(...content);
  return bytes(0xff, marker, be16(data.length + 2), data);
}

export const app = (number: number, ...content: readonly Piece[]): Uint8Array => segment(0xe0 + number, ...content);
export const jfif = (): Uint8Array => app(0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]);
export const exif = (tiff: Uint8Array): Uint8Array => app(1, 'Exif\0\0', tiff);
export const xmp = (packet: string): Uint8Array => app(1, 'http://ns.adobe.com/xap/1.0/\0', packet);
export const comment = (text: string): Uint8Array => segment(0xfe, text);
export const dqt = (id = 0): Uint8Array => segment(0xdb, id, new Array<number>(64).fill(1));
export const dht = (head = 0): Uint8Array => segment(0xc4, head, [1, ...new Array<number>(15).fill(0)], 0);
export const dri = (interval: number): Uint8Array => segment(0xdd, be16(interval));

/** A frame header; factors are one byte each, such as 0x22. */
export function sof(
  width: number,
  height: number,
  factors: readonly number[] = [0x22, 0x11, 0x11],
  marker = 0xc0,
  precision = 8,
): Uint8Array {
  return segment(marker, precision, be16(height), be16(width), factors.length, ...factors.map((factor, index) => [index + 1, factor, 0]));
}

/** A scan header for components 1..count, and its entropy-coded data. */
export function scan(data: readonly number[] = [0x12, 0xff, 0x00, 0x34], count = 3, from = 0, to = 63, approximation = 0): Uint8Array {
  const ids = Array.from({ length: count }, (_, index) => [index + 1, 0]);
  return bytes(segment(0xda, count, ...ids, from, to, approximation), data);
}

/** A whole picture with extra segments behind SOI. */
export function jpeg({
  width = 40,
  height = 24,
  extra = [] as readonly Uint8Array[],
  frame = sof(width, height),
  scans = [scan()] as readonly Uint8Array[],
  trailer = [] as readonly number[] | Uint8Array,
} = {}): Uint8Array<ArrayBuffer> {
  return bytes(SOI, jfif(), ...extra, dqt(), frame, dht(0), dht(0x10), ...scans, EOI, trailer);
}

/** A Photoshop segment with image resources. */
export function photoshop(...resources: readonly { readonly id: number; readonly data: Uint8Array }[]): Uint8Array {
  return app(
    13,
    'Photoshop 3.0\0',
    ...resources.map(({ id, data }) => bytes('8BIM', be16(id), 0, 0, be32(data.length), data, new Array<number>(data.length & 1).fill(0))),
  );
}

/** One IPTC data set of the application record. */
export const dataSet = (number: number, text: string): Uint8Array => bytes(0x1c, 2, number, be16(text.length), text);

/** A multi-picture segment whose second entry has the given size. */
export function multiPicture(secondBytes: number): Uint8Array {
  const entry = (size: number): number[] => [...le32(0), ...le32(size), ...le32(0), ...le32(0)];
  return app(2, 'MPF\0', 'II', [42, 0], le32(8), [1, 0], [0x02, 0xb0, 7, 0], le32(32), le32(26), le32(0), entry(1), entry(secondBytes));
}
