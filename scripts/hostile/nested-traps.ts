import { deflateSync } from 'node:zlib';
import { big, joinBytes, little } from './byte-join.ts';
import type { HostileFile } from './hostile-set.ts';
import { pngChunk, pngFile, type ChunkParts } from './png-file.ts';

/** Pieces of structure in the files that repeat one: enough that quadratic work would take minutes. */
const MANY = 400_000;

/** Files whose structure repeats, points at itself, or grows when it is unpacked. */
export function nestedTraps(): HostileFile[] {
  const pixels: ChunkParts = ['IDAT', deflateSync(Buffer.alloc(16))];
  const square = { width: 8, height: 8, depth: 1, colorType: 0 };
  const unpacked = deflateSync(Buffer.alloc(200_000_000), { level: 9 });
  const scan = joinBytes([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0]);
  const frame = [0xff, 0xc0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0];
  return [
    { name: 'many-chunks.png', bytes: pngFile(square, [...repeated<ChunkParts>(['tEXt', Buffer.from('a\0b')], 100_000), pixels]) },
    { name: 'text-bomb.png', bytes: pngFile(square, [['zTXt', joinBytes('a\0\0', unpacked)], pixels]) },
    { name: 'profile-bomb.png', bytes: pngFile(square, [['iCCP', joinBytes('a\0\0', unpacked)], pixels]) },
    { name: 'exif-loop.png', bytes: pngFile(square, [['eXIf', exifLoop()], pixels]) },
    { name: 'nested-png.png', bytes: pngFile(square, [['teXt', joinBytes('a\0', pngChunk(pixels))], pixels]) },
    { name: 'many-comments.jpg', bytes: joinBytes([0xff, 0xd8], repeated([0xff, 0xfe, 0, 2], MANY).flat(), frame, scan, [0xff, 0xd9]) },
    { name: 'many-scans.jpg', bytes: joinBytes([0xff, 0xd8], frame, ...repeated(scan, 20_000), [0xff, 0xd9]) },
    { name: 'many-fill-bytes.jpg', bytes: joinBytes([0xff, 0xd8], new Uint8Array(MANY * 10).fill(0xff), frame, scan, [0xff, 0xd9]) },
    { name: 'exif-loop.jpg', bytes: joinBytes([0xff, 0xd8], exifSegment(), frame, scan, [0xff, 0xd9]) },
    { name: 'entities.jpg', bytes: joinBytes([0xff, 0xd8], xmpSegment(), frame, scan, [0xff, 0xd9]) },
    { name: 'many-frames.gif', bytes: manyFrames(20_000) },
    { name: 'many-blocks.gif', bytes: joinBytes('GIF89a', [8, 0, 8, 0, 0, 0, 0, 0x21, 0xfe], repeated([1, 65], MANY).flat(), [0, 0x3b]) },
    { name: 'many-chunks.webp', bytes: manyWebpChunks() },
    { name: 'many-boxes.avif', bytes: joinBytes(big(16, 4), 'ftypavif', [0, 0, 0, 0], repeated([0, 0, 0, 8, 102, 114, 101, 101], MANY).flat()) },
  ];
}

function repeated<T>(part: T, times: number): T[] {
  return Array.from({ length: times }, () => part);
}

/** A TIFF header whose directories follow each other in a circle, and whose only entry claims four thousand million values. */
function exifLoop(): Uint8Array {
  return joinBytes('II*\0', little(8, 4), little(1, 2), little(0x8769, 2), little(4, 2), little(0xffffffff, 4), little(8, 4), little(8, 4));
}

function exifSegment(): Uint8Array {
  const content = joinBytes('Exif\0\0', exifLoop());
  return joinBytes([0xff, 0xe1], big(content.length + 2, 2), content);
}

/** Entities that name each other ten times, nine deep. */
function xmpSegment(): Uint8Array {
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${String(n + 1)} "${`&e${String(n)};`.repeat(10)}">`).join('');
  const content = joinBytes('http://ns.adobe.com/xap/1.0/\0', `<!DOCTYPE x [<!ENTITY e0 "x">${entities}]><x:xmpmeta>&e9;</x:xmpmeta>`);
  return joinBytes([0xff, 0xe1], big(content.length + 2, 2), content);
}

function manyFrames(count: number): Uint8Array {
  const frame = joinBytes(',', [0, 0, 0, 0, 8, 0, 8, 0, 0, 2, 2, 0x44, 1, 0]);
  return joinBytes('GIF89a', [8, 0, 8, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255], ...repeated(frame, count), ';');
}

function manyWebpChunks(): Uint8Array {
  const chunks = joinBytes('VP8X', little(10, 4), new Uint8Array(10), ...repeated(joinBytes('XMP ', little(0, 4)), 100_000));
  return joinBytes('RIFF', little(4 + chunks.length, 4), 'WEBP', chunks);
}
