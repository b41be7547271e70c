import photoUrl from '../../node_modules/@vladmandic/face-api/demo/sample1.jpg?url';
import { sourceBox, type Box } from '../../src/core/geometry/box.ts';
import { crc32 } from '../../src/core/structure/crc32.ts';

/** Size of the photo that the tests look at. */
export const PHOTO = { width: 1920, height: 1280 };

/** The three faces of the photo, as boxes from hairline to chin drawn by hand. */
export const FACES: readonly Box<'source'>[] = [sourceBox(411, 352, 203, 248), sourceBox(829, 425, 203, 230), sourceBox(1471, 196, 221, 246)];

/** The photo: a JPEG with three people. */
export async function photo(): Promise<Blob> {
  const response = await fetch(photoUrl);
  return new Blob([await response.arrayBuffer()], { type: 'image/jpeg' });
}

/** The photo at a third of its size, without loss: quick to search. */
export async function smallPhoto(): Promise<Blob> {
  const bitmap = await createImageBitmap(await photo(), { resizeWidth: PHOTO.width / 3, resizeQuality: 'high' });
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The faces of {@link smallPhoto}. */
export const SMALL_FACES: readonly Box<'source'>[] = FACES.map(({ left, top, width, height }) => sourceBox(left / 3, top / 3, width / 3, height / 3));

/** A PNG of 304 bytes whose header promises 900 megapixels. */
export function headerBomb(): Blob {
  const bytes = new Uint8Array(304);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const header = new Uint8Array([0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, 8, 6, 0, 0, 0]);
  const end = chunk(bytes, chunk(bytes, 8, 'IHDR', header), 'IDAT', new Uint8Array(304 - 33 - 12 - 12));
  chunk(bytes, end, 'IEND', new Uint8Array(0));
  return new Blob([bytes]);
}

function chunk(into: Uint8Array, at: number, type: string, data: Uint8Array): number {
  const view = new DataView(into.buffer);
  view.setUint32(at, data.length);
  into.set(new TextEncoder().encode(type), at + 4);
  into.set(data, at + 8);
  view.setUint32(at + 8 + data.length, crc32(into, at + 4, at + 8 + data.length));
  return at + 12 + data.length;
}
