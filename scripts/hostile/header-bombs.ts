import { deflateSync } from 'node:zlib';
import { big, joinBytes, little } from './byte-join.ts';
import type { HostileFile } from './hostile-set.ts';
import { pngFile } from './png-file.ts';

/** The frame header of the JPEG bomb: 438 megapixels in 304 bytes. */
export const JPEG_BOMB: HostileFile = { name: 'bomb-56321x7789.jpg', bytes: jpegOf(56_321, 7_789, 304) };

/** Small files whose headers announce huge, empty or contradictory pictures. */
export function headerBombs(): HostileFile[] {
  const oneBit = { depth: 1, colorType: 0 };
  const row = 1 + Math.ceil(30_000 / 8);
  const zeros = deflateSync(Buffer.alloc(row * 30_000), { level: 9 });
  const square = pngFile({ width: 8, height: 8, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(16))]]);
  return [
    JPEG_BOMB,
    { name: 'zero-height.jpg', bytes: jpegOf(64, 0, 304) },
    { name: 'zero-width.jpg', bytes: jpegOf(0, 64, 304) },
    { name: 'bomb-30000x30000.png', bytes: pngFile({ width: 30_000, height: 30_000, ...oneBit }, [['IDAT', zeros]]) },
    { name: 'bomb-header-only.png', bytes: pngFile({ width: 30_000, height: 30_000, ...oneBit }, []) },
    { name: 'sides-2-31.png', bytes: pngFile({ width: 0x7fffffff, height: 0x7fffffff, ...oneBit }, [['IDAT', zeros.subarray(0, 99)]]) },
    { name: 'sides-2-32.png', bytes: pngFile({ width: 0xffffffff, height: 1, ...oneBit }, [['IDAT', zeros.subarray(0, 99)]]) },
    { name: 'zero-size.png', bytes: pngFile({ width: 0, height: 0, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(1))]]) },
    { name: 'strip-32767x1.png', bytes: pngFile({ width: 32_767, height: 1, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(4097))]]) },
    { name: 'strip-1x32767.png', bytes: pngFile({ width: 1, height: 32_767, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(65_534))]]) },
    { name: 'one-pixel.png', bytes: pngFile({ width: 1, height: 1, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(2))]]) },
    { name: 'too-little-data.png', bytes: pngFile({ width: 4000, height: 4000, ...oneBit }, [['IDAT', deflateSync(Buffer.alloc(16))]]) },
    { name: 'too-much-data.png', bytes: pngFile({ width: 8, height: 8, ...oneBit }, [['IDAT', zeros]]) },
    { name: 'wrong-crc-ihdr.png', bytes: changed(square, 30, 0xff) },
    { name: 'wrong-crc-idat.png', bytes: changed(square, square.length - 13, 0xff) },
    { name: 'chunk-length-huge.png', bytes: joinBytes(square.subarray(0, 33), big(0xffffffff, 4), square.subarray(37)) },
    { name: 'chunk-length-past-end.png', bytes: joinBytes(square.subarray(0, 33), big(square.length, 4), square.subarray(37)) },
    { name: 'bomb-65535x65535.gif', bytes: joinBytes('GIF89a', little(65_535, 2), little(65_535, 2), [0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x3b]) },
    { name: 'frame-outside.gif', bytes: gifFrame(8, 65_535) },
    { name: 'zero-frame.gif', bytes: gifFrame(8, 0) },
    { name: 'bomb-16384x16384.webp', bytes: webpOf(16_384, 16_384) },
    { name: 'canvas-2-24.webp', bytes: webpOf(16_777_216, 16_777_216) },
    { name: 'bomb.bmp', bytes: bmpOf(2_000_000_000, 2_000_000_000, 24) },
    { name: 'negative.bmp', bytes: bmpOf(2 ** 32 - 64, 2 ** 32 - 64, 24) },
    { name: 'smallest-height.bmp', bytes: bmpOf(1, 2 ** 31, 24) },
    { name: 'no-pixels.bmp', bytes: bmpOf(0, 0, 24) },
    { name: 'depth-77.bmp', bytes: bmpOf(8, 8, 77) },
    { name: 'short.bmp', bytes: bmpOf(5000, 5000, 32) },
    { name: 'bomb.avif', bytes: avifOf(60_000, 60_000) },
    { name: 'bomb.heic', bytes: avifOf(60_000, 60_000, 'heic', 'hvc1') },
    { name: 'no-codec.heic', bytes: avifOf(64, 64, 'heic', 'hvc1') },
    { name: 'bomb.tif', bytes: tiffOf(60_000, 60_000, 0) },
    { name: 'short.tif', bytes: tiffOf(5000, 5000, 0) },
    { name: 'loop.tif', bytes: tiffOf(8, 8, 8) },
    { name: 'text.jpg', bytes: joinBytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>') },
    { name: 'archive.png', bytes: joinBytes('PK\x03\x04', big(0, 4)) },
  ];
}

/** A baseline JPEG header and a few bytes of scan, filled up with a comment. */
function jpegOf(width: number, height: number, length: number): Uint8Array {
  const quantisation = joinBytes([0xff, 0xdb, 0, 67, 0], new Uint8Array(64).fill(16));
  const frame = joinBytes([0xff, 0xc0, 0, 11, 8], big(height, 2), big(width, 2), [1, 1, 0x11, 0]);
  const huffman = (table: number): Uint8Array => joinBytes([0xff, 0xc4, 0, 20, table, 1], new Uint8Array(15), [0]);
  const scan = joinBytes([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0], new Uint8Array(16), [0xff, 0xd9]);
  const head = joinBytes([0xff, 0xd8], quantisation, frame, huffman(0), huffman(0x10));
  const comment = length - head.length - scan.length;
  return joinBytes(head, [0xff, 0xfe], big(comment - 2, 2), new Uint8Array(comment - 4).fill(32), scan);
}

function gifFrame(screen: number, frame: number): Uint8Array {
  const palette = [0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  return joinBytes('GIF89a', little(screen, 2), little(screen, 2), palette, ',', little(0, 2), little(0, 2), little(frame, 2), little(frame, 2), [0, 2, 2, 0x44, 1, 0, 0x3b]);
}

function webpOf(width: number, height: number): Uint8Array {
  const header = joinBytes('VP8X', little(10, 4), [0, 0, 0, 0], little(width - 1, 3), little(height - 1, 3));
  const picture = joinBytes('VP8 ', little(10, 4), [0x10, 0, 0, 0x9d, 0x01, 0x2a], little(width % 16_384, 2), little(height % 16_384, 2));
  return joinBytes('RIFF', little(4 + header.length + picture.length, 4), 'WEBP', header, picture);
}

function bmpOf(width: number, height: number, depth: number): Uint8Array {
  return joinBytes('BM', little(118, 4), [0, 0, 0, 0], little(54, 4), little(40, 4), little(width, 4), little(height, 4), [1, 0], little(depth, 2), new Uint8Array(24), new Uint8Array(64));
}

/** A file type, and a picture whose only property is its size. */
function avifOf(width: number, height: number, brand = 'avif', codec = 'av01'): Uint8Array {
  const box = (type: string, ...content: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array => {
    const data = joinBytes(...content);
    return joinBytes(big(8 + data.length, 4), type, data);
  };
  const size = box('ispe', [0, 0, 0, 0], big(width, 4), big(height, 4));
  const properties = box('iprp', box('ipco', size), box('ipma', [0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1]));
  const items = box('iinf', [0, 0, 0, 0, 0, 1], box('infe', [2, 0, 0, 0, 0, 1, 0, 0], codec, [0]));
  const meta = box('meta', [0, 0, 0, 0], box('hdlr', new Uint8Array(8), 'pict', new Uint8Array(13)), box('pitm', [0, 0, 0, 0, 0, 1]), items, properties);
  return joinBytes(box('ftyp', brand, [0, 0, 0, 0], `${brand}mif1`), meta);
}

/** One directory of a grey picture in one strip of 64 bytes, and where the next directory stands. */
function tiffOf(width: number, height: number, next: number): Uint8Array {
  const entry = (tag: number, value: number): Uint8Array => joinBytes(little(tag, 2), little(4, 2), little(1, 4), little(value, 4));
  const entries = [entry(0x100, width), entry(0x101, height), entry(0x102, 8), entry(0x103, 1), entry(0x106, 1), entry(0x111, 200), entry(0x116, height), entry(0x117, 64)];
  const head = joinBytes('II*', [0], little(8, 4), little(entries.length, 2), ...entries, little(next, 4));
  return joinBytes(head, new Uint8Array(264 - head.length));
}

function changed(bytes: Uint8Array, at: number, flip: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ flip;
  return copy;
}
