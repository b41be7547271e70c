import { chunksOf } from './png-file.ts';

/**
 * Where a picture file ends by its own structure, told by walks that share nothing with the product's.
 * @returns offset of the first byte that belongs to nothing
 */
export function structuralEnd(file: Buffer): number {
  if (file.readUInt16BE(0) === 0xffd8) return jpegEnd(file);
  if (file.toString('latin1', 1, 4) === 'PNG') return chunksOf(file).reduce((end, { data }) => end + 12 + data.length, 8);
  if (file.toString('latin1', 0, 4) === 'RIFF') return 8 + file.readUInt32LE(4);
  if (file.toString('latin1', 0, 3) === 'GIF') return gifEnd(file);
  if (file.toString('latin1', 4, 12) === 'ftypavif') return boxesEnd(file);
  throw new RangeError('no walk for this format');
}

function jpegEnd(file: Buffer): number {
  for (let at = 2; ; ) {
    const marker = file[at + 1] ?? 0xd9;
    if (marker === 0xd9) return at + 2;
    at += 2 + file.readUInt16BE(at + 2);
    // Behind a scan header the coded data runs up to a marker that is neither stuffing nor a restart.
    if (marker === 0xda) while (at < file.length && !(file[at] === 0xff && file[at + 1] !== 0 && !((file[at + 1] ?? 0) >= 0xd0 && (file[at + 1] ?? 0) <= 0xd7))) at += 1;
  }
}

function gifEnd(file: Buffer): number {
  const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 << ((packed & 7) + 1));
  let at = 13 + tableBytes(file[10] ?? 0);
  while (at < file.length && file[at] !== 0x3b) {
    at += file[at] === 0x2c ? 11 + tableBytes(file[at + 9] ?? 0) : 2;
    while ((file[at] ?? 0) !== 0) at += 1 + (file[at] ?? 0);
    at += 1;
  }
  return at + 1;
}

/** The end of the box that holds the coded data. */
function boxesEnd(file: Buffer): number {
  for (let at = 0; ; at += file.readUInt32BE(at)) if (file.toString('latin1', at + 4, at + 8) === 'mdat') return at + file.readUInt32BE(at);
}
