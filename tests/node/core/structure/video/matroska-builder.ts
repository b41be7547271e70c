import { bytes, type Piece } from '../byte-builder.ts';

/** One element: its id, a size of four bytes, and what is in it. */
export function element(id: number, ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const inner = bytes(...pieces);
  return bytes(idBytes(id), 0x10 + (inner.length >>> 24), (inner.length >>> 16) & 255, (inner.length >>> 8) & 255, inner.length & 255, inner);
}

/** One element whose size is not stored. */
export function openElement(id: number, ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  return bytes(idBytes(id), 0xff, bytes(...pieces));
}

function idBytes(id: number): number[] {
  return [24, 16, 8, 0].map((shift) => (id >>> shift) & 255).filter((byte, index, all) => byte !== 0 || all.slice(0, index).some((other) => other !== 0));
}

/** Where an element lies, with the elements that it lies in. */
export interface ElementPlace {
  readonly id: number;
  readonly start: number;
  readonly sizeAt: number;
  readonly sizeLength: number;
  readonly data: number;
  readonly end: number;
  readonly parents: readonly ElementPlace[];
}

const MASTERS = new Set([0x1a45dfa3, 0x18538067, 0x114d9b74, 0x4dbb, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0xe1, 0x55b0, 0x1f43b675, 0x1c53bb6b, 0xbb, 0xb7]);

/** All elements of a file without open sizes but for the segment and its clusters, outermost first. */
export function elements(file: Uint8Array, start = 0, end = file.length, parents: readonly ElementPlace[] = []): readonly ElementPlace[] {
  const found: ElementPlace[] = [];
  for (let at = start; at < end; ) {
    const idLength = Math.clz32(file[at]!) - 23;
    const id = file.subarray(at, at + idLength).reduce((sum, byte) => sum * 256 + byte, 0);
    const sizeAt = at + idLength;
    const sizeLength = Math.clz32(file[sizeAt]!) - 23;
    const raw = file.subarray(sizeAt, sizeAt + sizeLength).reduce((sum, byte) => sum * 256 + byte, 0);
    const size = raw - 2 ** (7 * sizeLength);
    const data = sizeAt + sizeLength;
    const isOpen = size === 2 ** (7 * sizeLength) - 1;
    const place = { id, start: at, sizeAt, sizeLength, data, end: isOpen ? end : data + size, parents };
    found.push(place, ...(MASTERS.has(id) ? elements(file, data, place.end, isOpen ? parents : [...parents, place]) : []));
    at = place.end;
  }
  return found;
}

/** A copy with bytes inserted, and the sizes of the elements around them grown. */
export function insertedIn(file: Uint8Array, at: number, around: readonly ElementPlace[], ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const added = bytes(...pieces);
  const copy = bytes(file.subarray(0, at), added, file.subarray(at));
  for (const { sizeAt, sizeLength } of around) {
    for (let left = added.length, index = sizeLength - 1; left > 0; index -= 1) {
      const sum = copy[sizeAt + index]! + left;
      copy[sizeAt + index] = sum & 255;
      left = sum >>> 8;
    }
  }
  return copy;
}

/** A copy with bytes put at the end of the first element of an id. */
export function grownElement(file: Uint8Array, id: number, ...pieces: readonly Piece[]): Uint8Array<ArrayBuffer> {
  const place = elements(file).find((one) => one.id === id);
  if (place === undefined) throw new Error('the film has no such element');
  return insertedIn(file, place.end, [...place.parents, place], ...pieces);
}
