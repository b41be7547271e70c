import { be16, be32, bytes, type Piece } from '../byte-builder.ts';
import { box } from './film-builder.ts';

/** Seconds from 1904 of 2024-02-29 13:05:09. */
export const LEAP_DAY = 2_082_844_800 + 1_709_211_909;

const full = (type: string, ...pieces: readonly Piece[]): Uint8Array => box(type, be32(0), ...pieces);

export interface TrackOptions {
  readonly id: number;
  readonly handler: string;
  readonly codec: string;
  readonly created?: number;
  readonly name?: string;
  readonly language?: number;
  /** a, b, c, d of the matrix. */
  readonly turn?: readonly [number, number, number, number];
  readonly extra?: readonly Uint8Array[];
  readonly entryBoxes?: readonly Uint8Array[];
  readonly edits?: readonly (readonly [duration: number, mediaTime: number, rate?: number])[];
  readonly sampleDuration?: number;
  /** Ticks in a second. */
  readonly timescale?: number;
  readonly samples?: number;
  readonly shifts?: readonly number[];
}

/** A track of samples of ten bytes, four unless told otherwise, as a camera would write it. */
export function track(options: TrackOptions): Uint8Array {
  const { id, handler, codec, created = 0, name = '', language = 0x55c4, turn = [1, 0, 0, 1], extra = [], entryBoxes = [], edits, sampleDuration = 25, timescale = 100, samples = 4, shifts } = options;
  const cells = turn.map((value) => be32(value * 65_536));
  const matrix = [...cells[0]!, ...cells[1]!, ...be32(0), ...cells[2]!, ...cells[3]!, ...be32(0), ...be32(0), ...be32(0), ...be32(0x40000000)];
  const tkhd = box('tkhd', be32(3), be32(created), be32(created), be32(id), be32(0), be32(100), new Uint8Array(16), matrix, be32(0), be32(0));
  const mdhd = full('mdhd', be32(created), be32(created), be32(timescale), be32(samples * sampleDuration), be16(language), be16(0));
  const hdlr = full('hdlr', be32(0), handler, be32(0), be32(0), be32(0), name, 0);
  const entry = box(codec, new Uint8Array(24), be16(64), be16(48), new Uint8Array(50), ...entryBoxes);
  const tables = [
    full('stsd', be32(1), entry),
    full('stts', be32(1), be32(samples), be32(sampleDuration)),
    ...(shifts === undefined ? [] : [full('ctts', be32(shifts.length), ...shifts.flatMap((shift) => [be32(1), be32(shift)]))]),
    full('stsz', be32(10), be32(samples)),
    full('stco', be32(0)),
  ];
  const list = edits === undefined ? [] : [box('edts', full('elst', be32(edits.length), ...edits.flatMap(([duration, mediaTime, rate = 1]) => [be32(duration), be32(mediaTime), be32(rate * 0x10000)])))];
  return box('trak', tkhd, ...list, box('mdia', mdhd, hdlr, box('minf', box('stbl', ...tables))), ...extra);
}

export const VIDEO = track({ id: 1, handler: 'vide', codec: 'avc1' });
export const AUDIO = track({ id: 2, handler: 'soun', codec: 'mp4a' });

/** A film of tracks, with boxes beside them inside the index and at the top. */
export function source(tracks: readonly Uint8Array[], inside: readonly Uint8Array[] = [], beside: readonly Uint8Array[] = [], created = 0, brand = 'isom'): Uint8Array<ArrayBuffer> {
  const mvhd = full('mvhd', be32(created), be32(created), be32(1000), be32(1000), new Uint8Array(80));
  return bytes(box('ftyp', brand, be32(0)), box('mdat', new Uint8Array(80)), box('moov', mvhd, ...tracks, ...inside), ...beside);
}
