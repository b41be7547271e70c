import { inflateRawSync, inflateSync } from 'node:zlib';

/** A mark that no picture carries by chance. */
export function canary(carrier: string): string {
  return `SECRET-${carrier}-4711`;
}

/** Streams inside streams are followed so far. */
const MAX_DEPTH = 3;

/**
 * Looks for canaries in a file: as it stands, as UTF-16, and in everything in it that inflates.
 * @returns the carriers whose canaries are there, sorted
 */
export function canariesIn(bytes: Buffer, depth = 0): string[] {
  const found = new Set(texts(bytes).flatMap((text) => [...text.matchAll(/SECRET-(\w+)-4711/gu)].map(([, carrier]) => carrier ?? '')));
  if (depth < MAX_DEPTH) for (const inner of inflatable(bytes)) for (const carrier of canariesIn(inner, depth + 1)) found.add(carrier);
  return [...found].sort();
}

/** Beginnings of files that no picture of ours has anywhere but at its own start. */
const SIGNATURES = {
  jpeg: Buffer.from([0xff, 0xd8, 0xff]),
  png: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  gif: Buffer.from('GIF89a', 'latin1'),
  zip: Buffer.from('PK\x03\x04', 'latin1'),
  pdf: Buffer.from('%PDF-', 'latin1'),
  riff: Buffer.from('RIFF', 'latin1'),
  tiff: Buffer.from('MM\0*', 'latin1'),
  bmff: Buffer.from('ftyp', 'latin1'),
};

/** Names of the files that begin anywhere behind the first byte; the file's own signature may stand a few bytes behind it. */
export function carve(bytes: Buffer): string[] {
  const own = bytes.toString('latin1', 4, 12) === 'ftypavif' ? 5 : 1;
  return Object.entries(SIGNATURES).flatMap(([name, signature]) => (bytes.indexOf(signature, own) === -1 ? [] : [name]));
}

/** The bytes as Latin-1, and as UTF-16 from even and odd places. */
function texts(bytes: Buffer): string[] {
  const everySecond = (start: number): string => Buffer.from(bytes.filter((_, at) => at % 2 === start)).toString('latin1');
  return [bytes.toString('latin1'), everySecond(0), everySecond(1)];
}

function inflatable(bytes: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    if (bytes[at] === 0x78 && bytes.readUInt16BE(at) % 31 === 0) streams.push(...attempt(() => inflateSync(bytes.subarray(at), PARTIAL)));
    if (bytes.toString('latin1', at, at + 4) === 'PK\x03\x04') {
      const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
      streams.push(...attempt(() => inflateRawSync(bytes.subarray(start), PARTIAL)));
    }
  }
  return streams;
}

/** A stream that breaks off gives what it has. */
const PARTIAL = { finishFlush: 2, maxOutputLength: 1 << 24 };

function attempt(inflate: () => Buffer): Buffer[] {
  try {
    return [inflate()];
  } catch {
    return [];
  }
}
