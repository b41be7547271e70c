import { big, joinBytes } from './byte-join.ts';
import type { HostileFile } from './hostile-set.ts';

/** Boxes in the files that repeat or nest them. */
const MANY = 400_000;
/** How deep boxes lie in each other. */
const DEPTH = 20_000;
/** Frames of a list that would take hours to work through. */
const ENDLESS = 19_000_000;

/**
 * Films whose index lies, repeats or grows.
 * @param good - an MP4 with its index first
 */
export function filmTraps(good: Uint8Array): HostileFile[] {
  const start = joinBytes(big(16, 4), 'ftypisom', [0, 0, 2, 0]);
  const moov = findBox(good, 'moov');
  const head = good.subarray(0, moov);
  const segment = joinBytes([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84], 'webm', [0x18, 0x53, 0x80, 0x67]);
  const unknown = [0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
  return [
    { name: 'no-index.mp4', bytes: joinBytes(start, big(16, 4), 'mdat', new Uint8Array(8)) },
    { name: 'index-to-the-end.mp4', bytes: joinBytes(head, big(0, 4), good.subarray(moov + 4)) },
    { name: 'index-beyond-the-end.mp4', bytes: joinBytes(head, big(0xffffffff, 4), good.subarray(moov + 4)) },
    { name: 'nested-boxes.mp4', bytes: joinBytes(start, nested(DEPTH)) },
    { name: 'many-boxes.mp4', bytes: joinBytes(start, Buffer.alloc(MANY * 8, Buffer.from([0, 0, 0, 8, 102, 114, 101, 101])), good.subarray(moov)) },
    { name: 'two-indexes.mp4', bytes: joinBytes(head, good.subarray(moov, moov + sizeAt(good, moov)), good.subarray(moov)) },
    { name: 'no-time.mp4', bytes: changed(good, 'mdhd', 12, big(0, 4)) },
    { name: 'long-time.mp4', bytes: changed(good, 'stts', 12, big(0xffffffff, 4)) },
    { name: 'more-times.mp4', bytes: changed(good, 'stts', 8, big(0xffffffff, 4)) },
    { name: 'endless.mp4', bytes: endless(good) },
    { name: 'sizes-beyond.mp4', bytes: changed(good, 'stsz', 12, big(0x7fffffff, 4)) },
    { name: 'chunks-beyond.mp4', bytes: changed(good, 'stco', 8, big(0xfffffff0, 4)) },
    { name: 'many-chunks.mp4', bytes: changed(good, 'stco', 4, big(0xffffffff, 4)) },
    { name: 'huge.mp4', bytes: changed(good, 'avc1', 24, [0xff, 0xff, 0xff, 0xff]) },
    { name: 'no-size.mp4', bytes: changed(good, 'avc1', 24, [0, 0, 0, 0]) },
    { name: 'other-codec.mp4', bytes: changed(good, 'avc1', -4, Buffer.from('zzzz')) },
    { name: 'skewed.mp4', bytes: changed(good, 'tkhd', 40, big(0x00008000, 4)) },
    { name: 'empty-segment.webm', bytes: joinBytes(segment, [0x80]) },
    { name: 'endless-segment.webm', bytes: joinBytes(segment, unknown) },
    { name: 'nested-clusters.webm', bytes: joinBytes(segment, unknown, repeated([0x1f, 0x43, 0xb6, 0x75, ...unknown], DEPTH)) },
    { name: 'many-voids.webm', bytes: joinBytes(segment, unknown, Buffer.alloc(MANY * 2, Buffer.from([0xec, 0x80]))) },
  ];
}

/** Where a box begins. */
function findBox(bytes: Uint8Array, type: string): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(type, 0, 'latin1');
  if (at < 4) throw new Error(`the clip has no ${type}`);
  return at - 4;
}

function sizeAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** A copy with other bytes at a place behind the head of the first box of a type. */
function changed(bytes: Uint8Array, type: string, offset: number, by: readonly number[] | Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy.set(by, findBox(bytes, type) + 8 + offset);
  return copy;
}

/** Millions of frames of one size, all within the media data that is there, in a list of a few bytes. */
function endless(good: Uint8Array): Uint8Array {
  const timed = changed(changed(good, 'stts', 8, big(ENDLESS, 4)), 'stsc', 12, big(ENDLESS, 4));
  return changed(timed, 'stsz', 4, [...big(1, 4), ...big(ENDLESS, 4)]);
}

function nested(depth: number): Uint8Array {
  return Buffer.concat(Array.from({ length: depth }, (_, level) => Buffer.from([...big(8 * (depth - level), 4), 109, 111, 111, 118])));
}

function repeated(part: readonly number[], times: number): Uint8Array {
  return Buffer.alloc(part.length * times, Buffer.from(part));
}
