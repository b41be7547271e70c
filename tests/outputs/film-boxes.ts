/** A box of an MP4, told by a walk that shares nothing with the product's. */
export interface Box {
  readonly type: string;
  /** Offset of its header. */
  readonly start: number;
  /** Offset of its content. */
  readonly dataStart: number;
  readonly end: number;
  /** Of a box that holds boxes. */
  readonly children: readonly Box[];
}

/** Boxes that hold nothing but boxes. */
const HOLDERS: readonly string[] = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'stbl', 'edts', 'mvex', 'moof', 'traf', 'udta', 'mfra'];

/** The boxes of a file or of a part of one; what is no box ends the walk. */
export function boxesIn(file: Buffer, start = 0, end = file.length): Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end; ) {
    const isLarge = file.readUInt32BE(at) === 1;
    const size = isLarge ? Number(file.readBigUInt64BE(at + 8)) : file.readUInt32BE(at) || end - at;
    if (size < 8 || at + size > end) break;
    const type = file.toString('latin1', at + 4, at + 8);
    const dataStart = at + (isLarge ? 16 : 8);
    boxes.push({ type, start: at, dataStart, end: at + size, children: HOLDERS.includes(type) ? boxesIn(file, dataStart, at + size) : [] });
    at += size;
  }
  return boxes;
}

/** All boxes of a type, however deep. */
export function allBoxes(file: Buffer, type: string): Box[] {
  const within = (boxes: readonly Box[]): Box[] => boxes.flatMap((box) => [...(box.type === type ? [box] : []), ...within(box.children)]);
  return within(boxesIn(file));
}

/** Bytes behind the last box. */
export function bytesBehindBoxes(file: Buffer): number {
  return file.length - (boxesIn(file).at(-1)?.end ?? 0);
}

/** A box of a type with a content. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + data.length);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, data]);
}

/** What the handler of each track says that it is, such as `vide` and `soun`. */
export function handlersOf(file: Buffer): string[] {
  return allBoxes(file, 'trak').flatMap(({ children }) => {
    const handler = children.find(({ type }) => type === 'mdia')?.children.find(({ type }) => type === 'hdlr');
    return handler === undefined ? [] : [file.toString('latin1', handler.dataStart + 8, handler.dataStart + 12)];
  });
}

/** Headers that say when something was written. */
const DATED = ['mvhd', 'tkhd', 'mdhd'];

/** Whether the film, a track or its media says when it was made or changed. */
export function tellsWhen(file: Buffer): boolean {
  return DATED.flatMap((type) => allBoxes(file, type)).some(({ dataStart }) => {
    const bytes = file[dataStart] === 1 ? 16 : 8;
    return file.subarray(dataStart + 4, dataStart + 4 + bytes).some((byte) => byte !== 0);
  });
}

/** A file in which the tracks of timed text, from the second on, call themselves tracks of measurements, as cameras write them. */
export function withMeasurements(file: Buffer, formats: readonly string[]): Buffer {
  const patched = Buffer.from(file);
  const texts = allBoxes(file, 'trak').filter((trak) => handlersOf(file.subarray(trak.start, trak.end))[0] === 'sbtl');
  for (const [index, format] of formats.entries()) {
    const trak = texts[index + 1];
    if (trak === undefined) throw new Error('too few tracks of text');
    patched.write('meta', file.indexOf('sbtl', trak.start, 'latin1'), 'latin1');
    patched.write(format, file.indexOf('tx3g', trak.start, 'latin1'), 'latin1');
  }
  return patched;
}

/**
 * A file whose first track has another list of edits.
 * @param file - with its index behind what it lists
 * @param edits - in ticks of the movie and of the track
 */
export function withEdits(file: Buffer, edits: readonly (readonly [duration: number, mediaTime: number])[]): Buffer {
  const [moov, trak, edts] = ['moov', 'trak', 'edts'].map((type) => allBoxes(file, type)[0]);
  if (moov === undefined || trak === undefined || edts === undefined || moov.end !== file.length) throw new Error('no index at the end');
  const words = [0, edits.length, ...edits.flatMap(([duration, mediaTime]) => [duration, mediaTime, 0x10000])];
  const list = Buffer.alloc(4 * words.length);
  for (const [index, word] of words.entries()) list.writeUInt32BE(word, 4 * index);
  const made = box('edts', box('elst', list));
  const grown = Buffer.concat([file.subarray(0, edts.start), made, file.subarray(edts.end)]);
  for (const { start, end } of [moov, trak]) grown.writeUInt32BE(end - start + made.length - (edts.end - edts.start), start);
  return grown;
}
