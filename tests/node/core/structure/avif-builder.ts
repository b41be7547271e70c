import { be16, be32, bytes, type Piece } from './byte-builder.ts';

/** A box with its size. */
export function box(type: string, ...content: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const data = bytes(...content);
  return bytes(be32(data.length + 8), type, data);
}

const fullBox = (type: string, version: number, ...content: readonly Piece[]): Uint8Array => box(type, version, [0, 0, 0], ...content);

export const ftyp = (brand = 'avif'): Uint8Array => box('ftyp', brand, be32(0), 'mif1', brand);
export const ispe = (width: number, height: number): Uint8Array => fullBox('ispe', 0, be32(width), be32(height));
export const irot = (quarterTurns: number): Uint8Array => box('irot', quarterTurns);
export const imir = (axis: number): Uint8Array => box('imir', axis);
export const auxC = (name: string): Uint8Array => fullBox('auxC', 0, name, 0);

/** One item: what it is, its properties, its bytes, and what it refers to. */
export interface BuiltItem {
  readonly type: string;
  readonly contentType?: string;
  readonly properties?: readonly Uint8Array[];
  readonly data: Uint8Array;
  readonly reference?: { readonly type: string; readonly to: number | readonly number[] };
}

/** The primary item, number 1. */
export const picture = (...properties: readonly Uint8Array[]): BuiltItem => ({
  type: 'av01',
  properties: [ispe(40, 24), ...properties],
  data: bytes([0x12, 0, 0x0a, 1, 2, 3]),
});

function referenceBox({ type, to }: NonNullable<BuiltItem['reference']>, from: number): Uint8Array {
  const targets = typeof to === 'number' ? [to] : to;
  return box(type, be16(from), be16(targets.length), ...targets.map(be16));
}

/** A picture file; items are numbered from 1, and the first is the picture. Item data stand in `mdat`. */
export function avif(items: readonly BuiltItem[] = [picture()], tail: readonly Uint8Array[] = [], brand = 'avif'): Uint8Array<ArrayBuffer> {
  const properties = items.flatMap((item) => item.properties ?? []);
  let propertyNumber = 0;
  const associations = items.map((item, index) => {
    const numbers = (item.properties ?? []).map(() => (propertyNumber += 1));
    return bytes(be16(index + 1), numbers.length, numbers);
  });
  const references = items.flatMap((item, index) =>
    item.reference === undefined ? [] : [referenceBox(item.reference, index + 1)],
  );
  const meta = (dataStart: number): Uint8Array => {
    let at = dataStart;
    const locations = items.map((item, index) => {
      const start = at;
      at += item.data.length;
      return bytes(be16(index + 1), be16(0), be16(1), be32(start), be32(item.data.length));
    });
    const infos = items.map((item, index) =>
      fullBox('infe', 2, be16(index + 1), be16(0), item.type, 0, item.contentType ?? '', item.contentType === undefined ? [] : 0),
    );
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, be32(0), 'pict', new Array<number>(13).fill(0)),
      fullBox('pitm', 0, be16(1)),
      fullBox('iloc', 0, [0x44, 0x00], be16(items.length), ...locations),
      fullBox('iinf', 0, be16(items.length), ...infos),
      fullBox('iref', 0, ...references),
      box('iprp', box('ipco', ...properties), fullBox('ipma', 0, be32(items.length), ...associations)),
    );
  };
  const dataStart = ftyp(brand).length + meta(0).length + 8;
  return bytes(ftyp(brand), meta(dataStart), box('mdat', ...items.map((item) => item.data)), ...tail);
}
