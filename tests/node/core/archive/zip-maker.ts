import { deflateRawSync } from 'node:zlib';
import { crc32 } from '../../../../src/core/structure/crc32.ts';

/** One entry of a made-up archive; whatever is left out is as it should be. */
export interface MadeEntry {
  readonly path: string | Uint8Array;
  readonly bytes: Uint8Array;
  readonly deflate?: boolean;
  /** General purpose flags, in the list and in the header. */
  readonly flags?: number;
  /** Method code that is written. */
  readonly method?: number;
  /** What the list says instead. */
  readonly listed?: { readonly crc?: number; readonly plain?: number; readonly packed?: number; readonly at?: number; readonly path?: string };
  /** Sizes and CRC behind the data, with the descriptor's mark. */
  readonly follow?: boolean;
  /** Sizes and offset in the ZIP64 extra field. */
  readonly wide?: boolean;
  /** Packed bytes that are written instead. */
  readonly packed?: Uint8Array;
}

const u16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const u64 = (value: number): number[] => [...u32(value >>> 0), ...u32(Math.floor(value / 2 ** 32))];
const text = (value: string | Uint8Array): Uint8Array => (typeof value === 'string' ? new TextEncoder().encode(value) : value);

/** Writes a ZIP byte by byte, so that it can be wrong in any one place. */
export function makeZip(entries: readonly MadeEntry[], end: { readonly zip64?: boolean; readonly comment?: string; readonly count?: number } = {}): Uint8Array<ArrayBuffer> {
  const out: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let at = 0;
  const put = (...parts: (number[] | Uint8Array)[]): void => {
    for (const part of parts) {
      out.push(Uint8Array.from(part));
      at += part.length;
    }
  };
  for (const entry of entries) {
    const name = text(entry.path);
    const packed = entry.packed ?? (entry.deflate === true ? new Uint8Array(deflateRawSync(entry.bytes)) : entry.bytes);
    const method = entry.method ?? (entry.deflate === true ? 8 : 0);
    const flags = (entry.flags ?? 0) | (entry.follow === true ? 8 : 0);
    const crc = crc32(entry.bytes, 0, entry.bytes.length);
    const sums = entry.follow === true ? u32(0) : u32(crc);
    const sizes = (wide: boolean): number[] => (wide ? [...u32(0xffffffff), ...u32(0xffffffff)] : [...u32(packed.length), ...u32(entry.bytes.length)]);
    const headerAt = entry.listed?.at ?? at;
    const localExtra = entry.wide === true ? [...u16(1), ...u16(16), ...u64(entry.bytes.length), ...u64(packed.length)] : [];
    put([...u32(0x04034b50), ...u16(20), ...u16(flags), ...u16(method), ...u32(0), ...sums], entry.follow === true ? [...u32(0), ...u32(0)] : sizes(entry.wide === true), [...u16(name.length), ...u16(localExtra.length)], name, localExtra, packed);
    if (entry.follow === true) put([...u32(0x08074b50), ...u32(crc), ...u32(packed.length), ...u32(entry.bytes.length)]);
    const [listedPacked, listedPlain] = [entry.listed?.packed ?? packed.length, entry.listed?.plain ?? entry.bytes.length];
    const listedName = entry.listed?.path === undefined ? name : text(entry.listed.path);
    const wide = entry.wide === true;
    const extra = wide ? [...u16(0x5455), ...u16(1), 0, ...u16(1), ...u16(24), ...u64(listedPlain), ...u64(listedPacked), ...u64(headerAt)] : [];
    list.push(
      Uint8Array.from([
        ...u32(0x02014b50), ...u16(20), ...u16(20), ...u16(flags), ...u16(method), ...u32(0), ...u32(entry.listed?.crc ?? crc),
        ...(wide ? [...u32(0xffffffff), ...u32(0xffffffff)] : [...u32(listedPacked), ...u32(listedPlain)]),
        ...u16(listedName.length), ...u16(extra.length), ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(wide ? 0xffffffff : headerAt), ...listedName, ...extra,
      ]),
    );
  }
  const listAt = at;
  for (const line of list) put(line);
  const listBytes = at - listAt;
  const count = end.count ?? entries.length;
  if (end.zip64 === true) {
    const recordAt = at;
    put([...u32(0x06064b50), ...u64(44), ...u16(45), ...u16(45), ...u32(0), ...u32(0), ...u64(count), ...u64(count), ...u64(listBytes), ...u64(listAt)]);
    put([...u32(0x07064b50), ...u32(0), ...u64(recordAt), ...u32(1)]);
  }
  const comment = text(end.comment ?? '');
  const [shownCount, shownBytes, shownAt] = end.zip64 === true ? [0xffff, 0xffffffff, 0xffffffff] : [count, listBytes, listAt];
  put([...u32(0x06054b50), ...u16(0), ...u16(0), ...u16(shownCount), ...u16(shownCount), ...u32(shownBytes), ...u32(shownAt), ...u16(comment.length)], comment);
  const whole = new Uint8Array(at);
  out.reduce((place, part) => {
    whole.set(part, place);
    return place + part.length;
  }, 0);
  return whole;
}

/** Bytes that begin like a PNG and go on as told; enough for whoever only looks at the beginning. */
export function fakePng(length: number, fill: (at: number) => number = (at) => (at * 31) & 0xff): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, at) => fill(at));
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].slice(0, length));
  return bytes;
}
