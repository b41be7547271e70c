import { deflateSync } from 'node:zlib';
import { plainGif, plainImage, subBlocks } from '../node/core/animation/gif-codec.ts';
import { bytes } from '../node/core/structure/byte-builder.ts';
import { tiffFile, type FileEntry } from '../node/core/structure/tiff-file-builder.ts';
import { sizedFrame } from '../node/core/structure/webp-builder.ts';
import { canary } from './canaries.ts';
import type { EngineSession } from './engine-session.ts';
import { paint, type Picture } from './picture.ts';
import { chunk, chunksOf, encodePng } from './png-file.ts';
import { losslessWebp } from './sources.ts';

/** Formats that hold more than one picture. */
export const SEQUENCE_FORMATS = ['gif', 'png', 'webp', 'tiff'] as const;
/** Format that holds more than one picture. */
export type SequenceFormat = (typeof SEQUENCE_FORMATS)[number];

/** Milliseconds that each frame of a test's animation is shown. */
export const DURATIONS = [100, 40, 250, 700, 60] as const;
/** Times that it plays. */
export const PLAYS = 3;

/** 63 colours and one to be transparent, so that a GIF holds them without a change. */
const COLORS = Array.from({ length: 64 }, (_, i) => [(i % 4) * 80, ((i >> 2) % 4) * 80, (i >> 4) * 80] as const);
/** Index in a GIF of what is transparent. */
const CLEAR = 63;

/** One of the colours that every format of the tests can hold. */
export function colorOf(index: number): readonly [number, number, number, number] {
  const [r, g, b] = COLORS[((index % CLEAR) + CLEAR) % CLEAR] ?? [0, 0, 0];
  return [r, g, b, 255];
}

/** Pictures of a scene that moves, one for each duration. */
export function scene(width: number, height: number): Picture[] {
  return DURATIONS.map((_, frame) => paint(width, height, (x, y) => colorOf(Math.floor((x + frame * 3) / 5) * 7 + Math.floor(y / 4) * 3)));
}

/** Pieces that a test puts into a file besides its pictures. */
export interface Additions {
  /** GIF blocks, PNG chunks or WebP chunks before the first frame, or TIFF fields of the first page. */
  readonly before?: readonly Uint8Array[];
  readonly between?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
  readonly trailer?: Uint8Array;
  readonly fields?: readonly FileEntry[];
}

/** Writes pictures of one size, of the colours of {@link colorOf} or transparent, as an animation or as pages. */
export async function makeSequence(session: EngineSession, format: SequenceFormat, pictures: readonly Picture[], additions: Additions = {}): Promise<Buffer> {
  switch (format) {
    case 'gif':
      return makeGif(pictures, additions);
    case 'png':
      return makeApng(pictures, additions);
    case 'webp':
      return makeWebp(session, pictures, additions);
    case 'tiff':
      return makeTiff(pictures, additions);
  }
}

function makeGif(pictures: readonly Picture[], { before = [], between = [], after = [], trailer = Buffer.alloc(0) }: Additions): Buffer {
  const [{ width, height }] = pictures as [Picture];
  const head = Buffer.from(plainGif({ width, height, palette: COLORS, frames: [], repeats: PLAYS - 1 })).subarray(0, -1);
  const frames = pictures.flatMap(({ data }, frame) => {
    const indices = Array.from({ length: width * height }, (_, at) => (data[at * 4 + 3] === 0 ? CLEAR : indexOf(data, at * 4)));
    const image = plainImage({ width, height, indices, delay: (DURATIONS[frame] ?? 0) / 10, disposal: 2, transparentIndex: indices.includes(CLEAR) ? CLEAR : null }, 6);
    return frame === 1 ? [...between, image] : [image];
  });
  return Buffer.concat([head, ...before, ...frames, ...after, Buffer.from([0x3b]), trailer]);
}

function indexOf(data: Uint8Array, at: number): number {
  return data[at]! / 80 + (data[at + 1]! / 80) * 4 + (data[at + 2]! / 80) * 16;
}

function makeApng(pictures: readonly Picture[], { before = [], between = [], after = [], trailer = Buffer.alloc(0) }: Additions): Buffer {
  const stills = pictures.map((picture) => chunksOf(encodePng(picture, { withAlpha: true })));
  const pixels = (frame: number): Buffer => stills[frame]!.find(({ type }) => type === 'IDAT')!.data;
  // A still picture that is no frame comes first where a chunk before says so.
  const isHidden = before.some((piece) => Buffer.from(piece).toString('latin1', 4, 8) === 'IDAT');
  let sequence = 0;
  const number = (): Buffer => {
    const data = Buffer.alloc(4);
    data.writeUInt32BE(sequence++);
    return data;
  };
  const chunks = pictures.flatMap(({ width, height }, frame) => {
    const control = Buffer.alloc(22);
    control.writeUInt32BE(width, 0);
    control.writeUInt32BE(height, 4);
    control.writeUInt16BE(DURATIONS[frame] ?? 0, 16);
    control.writeUInt16BE(1000, 18);
    const head = chunk('fcTL', Buffer.concat([number(), control]));
    const data = frame === 0 && !isHidden ? chunk('IDAT', pixels(0)) : chunk('fdAT', Buffer.concat([number(), pixels(frame)]));
    return frame === 1 ? [...between, head, data] : [head, data];
  });
  const control = Buffer.alloc(8);
  control.writeUInt32BE(pictures.length, 0);
  control.writeUInt32BE(PLAYS, 4);
  const header = chunk('IHDR', stills[0]![0]!.data);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), header, chunk('acTL', control), ...before, ...chunks, ...after, chunk('IEND'), trailer]);
}

async function makeWebp(session: EngineSession, pictures: readonly Picture[], { before = [], between = [], after = [], trailer = Buffer.alloc(0) }: Additions): Promise<Buffer> {
  const [{ width, height }] = pictures as [Picture];
  const frames: Buffer[] = [];
  for (const [frame, picture] of pictures.entries()) {
    const still = (await losslessWebp(session, encodePng(picture, { withAlpha: true }))).subarray(12);
    // Bit 2 of a frame's flags: it replaces the canvas.
    frames.push(Buffer.from(sizedFrame([0, 0, width, height], { duration: DURATIONS[frame] ?? 0, flags: 2 }, still, ...(frame === 1 ? between : []))));
  }
  const extended = Buffer.alloc(10);
  extended[0] = 0x12;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  const animation = Buffer.from([0, 0, 0, 0, PLAYS, 0]);
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), riffChunk('VP8X', extended), ...before, riffChunk('ANIM', animation), ...frames, ...after]);
  return Buffer.concat([riffChunk('RIFF', body), trailer]);
}

/** A RIFF chunk, padded to an even length. */
export function riffChunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

function makeTiff(pictures: readonly Picture[], { fields = [], trailer = Buffer.alloc(0) }: Additions): Buffer {
  const pages = pictures.map(({ width, height, data }, page) => ({
    width,
    height,
    bits: [8, 8, 8, 8],
    photometric: 2,
    segments: [data],
    extra: [{ tag: 0x152, shorts: [2] }, ...(page === 0 ? fields : [])],
  }));
  return Buffer.concat([tiffFile(pages, true), trailer]);
}

/** An animation or pages with a canary wherever the format has a place for one. */
export interface DirtySequence {
  readonly bytes: Buffer;
  /** Carriers whose canaries it holds, sorted. */
  readonly carriers: readonly string[];
}

/** Writes pictures with everything besides them that a format can carry. */
export async function makeDirtySequence(session: EngineSession, format: SequenceFormat, pictures: readonly Picture[]): Promise<DirtySequence> {
  const additions = dirt(format, pictures[0]!);
  const file = await makeSequence(session, format, pictures, additions.pieces);
  return { bytes: file, carriers: additions.carriers };
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const codes = (carrier: string): number[] => [...latin1(canary(carrier))];

function dirt(format: SequenceFormat, { width, height }: Picture): { readonly pieces: Additions; readonly carriers: readonly string[] } {
  const trailer = latin1(canary('TRAILER'));
  switch (format) {
    case 'gif': {
      const comment = (carrier: string): Uint8Array => bytes([0x21, 0xfe], subBlocks(codes(carrier)));
      const plainText = bytes([0x21, 0x01, 12, ...new Array<number>(12).fill(1)], subBlocks(codes('PLAINTEXT')));
      const application = bytes([0x21, 0xff, 11], 'XMP DataXMP', subBlocks(codes('XMP')));
      const unknown = bytes([0x21, 0x77], subBlocks(codes('UNKNOWN')));
      // Wholly beyond the right edge of the canvas, with a canary in a colour table that no pixel uses.
      const spare = [...codes('COLORTABLE'), ...new Array<number>(32 * 3).fill(0)].slice(0, 32 * 3);
      const palette = Array.from({ length: 32 }, (_, i) => spare.slice(i * 3, i * 3 + 3));
      const own = plainImage({ width: 4, height: 4, indices: new Array<number>(16).fill(31), palette, delay: 5 }, 5);
      // Behind the end code of the pixels, where decoders stop reading.
      const withSlack = bytes(own.subarray(0, -1), subBlocks(codes('LZWSLACK')));
      return { pieces: { before: [comment('COMMENT'), application], between: [plainText, unknown], after: [withSlack, comment('LATECOMMENT')], trailer }, carriers: ['COLORTABLE', 'COMMENT', 'LATECOMMENT', 'LZWSLACK', 'PLAINTEXT', 'TRAILER', 'UNKNOWN', 'XMP'] };
    }
    case 'png': {
      // Rows that tell a text as their pixels; the picture is shown by programs that know no animations.
      const rows = Buffer.alloc(height * (1 + width * 4));
      rows.write(canary('STILLPICTURE').repeat(4), 1, 'latin1');
      const text = (carrier: string): Buffer => chunk('tEXt', latin1(`Comment\0${canary(carrier)}`));
      return { pieces: { before: [text('TEXT'), chunk('seCt', latin1(canary('PRIVATE'))), chunk('IDAT', deflateSync(rows))], between: [text('BETWEEN')], after: [text('LATETEXT')], trailer }, carriers: ['BETWEEN', 'LATETEXT', 'PRIVATE', 'STILLPICTURE', 'TEXT', 'TRAILER'] };
    }
    case 'webp':
      return { pieces: { before: [riffChunk('ICCP', latin1(canary('ICC')))], between: [riffChunk('SECT', latin1(canary('INFRAME')))], after: [riffChunk('EXIF', latin1(canary('EXIF'))), riffChunk('XMP ', latin1(canary('XMP'))), riffChunk('SECT', latin1(canary('RIFFCHUNK')))], trailer }, carriers: ['EXIF', 'ICC', 'INFRAME', 'RIFFCHUNK', 'TRAILER', 'XMP'] };
    case 'tiff':
      return {
        pieces: {
          fields: [
            { tag: 0x10e, text: canary('DESCRIPTION') },
            { tag: 0x13b, text: canary('ARTIST') },
            { tag: 0x2bc, raw: latin1(canary('XMP')) },
            { tag: 0x83bb, raw: latin1(canary('IPTC')) },
            { tag: 0xc000, raw: latin1(canary('PRIVATETAG')) },
          ],
          trailer,
        },
        carriers: ['ARTIST', 'DESCRIPTION', 'IPTC', 'PRIVATETAG', 'TRAILER', 'XMP'],
      };
  }
}
