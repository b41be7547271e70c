import { zlibSync } from 'fflate';
import { crc32 } from '../../src/core/structure/crc32.ts';

/**
 * A PNG with 16 bits for each of red, green and blue.
 * @param at - colour of a pixel, 0..65535 each
 */
export function deepPng(width: number, height: number, at: (x: number, y: number) => readonly [number, number, number]): Blob {
  const rows = new Uint8Array(height * (1 + width * 6));
  const view = new DataView(rows.buffer);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      for (const [channel, value] of at(x, y).entries()) view.setUint16(y * (1 + width * 6) + 1 + x * 6 + channel * 2, value);
    }
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([16, 2, 0, 0, 0], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return new Blob([signature, chunk('IHDR', header), chunk('IDAT', zlibSync(rows)), chunk('IEND', new Uint8Array())], { type: 'image/png' });
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes, 4, 8 + data.length));
  return bytes;
}
