import type { Size } from '../geometry/box.ts';
import { byteAt, spells, u16be, u16le, u32le } from './binary-reads.ts';
import { Coverage } from './byte-coverage.ts';
import { expectedDensity, spelledOffset, spelledTime } from './expect-kept.ts';
import type { FindingList } from './finding-list.ts';
import { NOTHING_KEPT, type CaptureTime, type KeptValues } from './kept-metadata.ts';

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const UNIT_BYTES: Readonly<Record<number, number>> = { [SHORT]: 2, [LONG]: 4, [RATIONAL]: 8 };

/** What an output says where no resolution is kept: a constant, which tells nothing of the source. */
const NO_RESOLUTION = { x: [72, 1], y: [72, 1], unit: 2 } as const;
/** Shortest zlib stream: its header, one block and its check sum. */
const MIN_STRIP_BYTES = 8;
/** NewSubfileType of one page of many. */
const ONE_OF_MANY = 2;

/** Tags that an output has, in order, each exactly once; but for the two last ones: one where
 * pixels have alpha, one on the first page where a time is kept. @see TIFF 6.0, section 8 */
const TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  compression: 259,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  xResolution: 282,
  yResolution: 283,
  planar: 284,
  resolutionUnit: 296,
  predictor: 317,
  extraSamples: 338,
  exif: 34665,
} as const;
const REQUIRED = Object.values(TAGS).filter((tag) => tag !== TAGS.extraSamples && tag !== TAGS.exif);

/** One entry of a directory, its type known and its values inside the file. */
interface Entry {
  readonly count: number;
  /** Numbers of it; of a fraction, the one above the line and then the one below. */
  readonly values: readonly number[];
}

/**
 * Checks a TIFF against the allow-list: little endian, exactly the planned pages, in each exactly the tags of 8 bit RGB or
 * RGBA, deflated in strips, with the only values that they may have. Every byte of the file belongs to exactly one of
 * header, directories, values and strips, but for single zero bytes that bring the next thing to an even place. Of a
 * strip only the header of its compressed stream is checked: without a decompressor, bytes inside a strip behind the
 * stream's own end are not seen. Work is linear in the file's size.
 * @param bytes - the output
 * @param sizes - of each page in order, in pixels
 * @param findings - receives what does not fit
 * @param kept - what it has to carry, and may carry
 * @throws AnonymizerError `input/truncated` where something reaches outside the file
 */
export function verifyTiff(bytes: Uint8Array, sizes: readonly Size[], findings: FindingList, kept: KeptValues = NOTHING_KEPT): void {
  if (!spells(bytes, 0, 'II*\0')) {
    findings.add('malformed', 'signature', 0, 4);
    return;
  }
  const coverage = new Coverage(bytes);
  coverage.claim(0, 8);
  let at = u32le(bytes, 4);
  for (const [index, size] of sizes.entries()) {
    if (at === 0) {
      findings.add('malformed', 'page missing', bytes.length, 0);
      break;
    }
    const resolution = kept.resolutions[index] ?? null;
    const density = resolution === null ? NO_RESOLUTION : expectedDensity(resolution);
    at = verifyPage(bytes, at, { size, pages: sizes.length, density, time: index === 0 ? kept.captureTime : null }, coverage, findings);
  }
  findings.expect(at === 0 || sizes.length === 0, 'segment', 'further directory', at, 0);
  coverage.check(findings);
}

/** What a page has to be. */
interface Page {
  readonly size: Size;
  /** Of the whole file. */
  readonly pages: number;
  readonly density: ReturnType<typeof expectedDensity>;
  /** Told by this page. */
  readonly time: CaptureTime | null;
}

/** @returns where the next directory lies; 0 for none */
function verifyPage(bytes: Uint8Array, at: number, { size, pages, density, time }: Page, coverage: Coverage, findings: FindingList): number {
  findings.walked();
  const count = u16le(bytes, at);
  const end = at + 2 + count * 12 + 4;
  if (count > REQUIRED.length + 2 || end > bytes.length || !coverage.claim(at, end)) {
    findings.add('malformed', 'directory', at, 2);
    return 0;
  }
  const entries = readEntries(bytes, at + 2, count, coverage, findings);
  for (const tag of REQUIRED) {
    findings.expect(entries.has(tag), 'malformed', `no tag ${String(tag)}`, at, 0);
  }
  const hasAlpha = entries.has(TAGS.extraSamples);
  const samples = hasAlpha ? 4 : 3;
  const expectValues = (tag: number, ...values: readonly number[]): void => {
    const found = entries.get(tag);
    const isRight = found === undefined || (found.count * (isFraction(tag) ? 2 : 1) === values.length && found.values.every((value, index) => value === values[index]));
    findings.expect(isRight, tag === TAGS.width || tag === TAGS.height ? 'size' : 'segment', `tag ${String(tag)}`, at, 0);
  };
  expectValues(TAGS.subfileType, pages > 1 ? ONE_OF_MANY : 0);
  expectValues(TAGS.width, size.width);
  expectValues(TAGS.height, size.height);
  expectValues(TAGS.bitsPerSample, ...new Array<number>(samples).fill(8));
  expectValues(TAGS.compression, 8);
  expectValues(TAGS.photometric, 2);
  expectValues(TAGS.samplesPerPixel, samples);
  expectValues(TAGS.xResolution, ...density.x);
  expectValues(TAGS.yResolution, ...density.y);
  expectValues(TAGS.planar, 1);
  expectValues(TAGS.resolutionUnit, density.unit);
  expectValues(TAGS.predictor, 2);
  expectValues(TAGS.extraSamples, 2);
  verifyStrips(bytes, at, size, entries, coverage, findings);
  verifyTime(bytes, at, entries.get(TAGS.exif), time, coverage, findings);
  return u32le(bytes, end - 4);
}

/** The directory of the time holds it and nothing else; where none is kept, there is no such directory. */
function verifyTime(bytes: Uint8Array, page: number, entry: Entry | undefined, time: CaptureTime | null, coverage: Coverage, findings: FindingList): void {
  if (entry === undefined || time === null) {
    findings.expect(entry === undefined && time === null, 'segment', `tag ${String(TAGS.exif)}`, page, 0);
    return;
  }
  const texts = [{ head: '\x03\x90\x02\0', text: spelledTime(time) }];
  if (time.offsetMinutes !== null) texts.push({ head: '\x11\x90\x02\0', text: spelledOffset(time.offsetMinutes) });
  findings.walked();
  const at = entry.values[0] ?? 0;
  const end = at + 2 + texts.length * 12 + 4;
  const isSound =
    entry.count === 1 && end <= bytes.length && coverage.claim(at, end) && u16le(bytes, at) === texts.length && u32le(bytes, end - 4) === 0 &&
    texts.every(({ head, text }, index) => {
      const place = at + 2 + index * 12;
      const start = u32le(bytes, place + 8);
      return spells(bytes, place, head) && u32le(bytes, place + 4) === text.length && spells(bytes, start, text) && coverage.claim(start, start + text.length);
    });
  findings.expect(isSound, 'segment', `tag ${String(TAGS.exif)}`, at, end - at);
}

function readEntries(bytes: Uint8Array, first: number, count: number, coverage: Coverage, findings: FindingList): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  let before = 0;
  for (let at = first; at < first + count * 12; at += 12) {
    const tag = u16le(bytes, at);
    const type = u16le(bytes, at + 2);
    const values = u32le(bytes, at + 4);
    const unit = UNIT_BYTES[type];
    if (!Object.values<number>(TAGS).includes(tag)) {
      findings.add('segment', 'unknown tag', at, 12);
      continue;
    }
    findings.expect(tag > before, 'malformed', 'order of tags', at, 12);
    before = tag;
    if (unit === undefined || values === 0 || (type === RATIONAL) !== isFraction(tag)) {
      findings.add('malformed', `tag ${String(tag)}`, at, 12);
      continue;
    }
    const sizeBytes = unit * values;
    const start = sizeBytes <= 4 ? at + 8 : u32le(bytes, at + 8);
    if (start + sizeBytes > bytes.length) {
      findings.add('malformed', `tag ${String(tag)}`, at, 12);
      continue;
    }
    if (sizeBytes > 4) {
      if (!coverage.claim(start, start + sizeBytes)) {
        findings.add('malformed', 'values that share their bytes', at, 12);
        continue;
      }
    } else {
      for (let unused = start + sizeBytes; unused < at + 12; unused += 1) {
        findings.expect(byteAt(bytes, unused) === 0, 'segment', 'bytes behind a value', unused, 1);
      }
    }
    const wide = type === SHORT ? 2 : 4;
    const numbers = Array.from({ length: sizeBytes / wide }, (_, index) => (wide === 2 ? u16le(bytes, start + index * 2) : u32le(bytes, start + index * 4)));
    entries.set(tag, { count: values, values: numbers });
  }
  return entries;
}

function verifyStrips(bytes: Uint8Array, at: number, size: Size, entries: ReadonlyMap<number, Entry>, coverage: Coverage, findings: FindingList): void {
  const offsets = entries.get(TAGS.stripOffsets)?.values ?? [];
  const lengths = entries.get(TAGS.stripByteCounts)?.values ?? [];
  const rows = entries.get(TAGS.rowsPerStrip);
  const rowsPerStrip = rows?.count === 1 ? (rows.values[0] ?? 0) : 0;
  const isCounted = rowsPerStrip >= 1 && rowsPerStrip <= size.height && offsets.length === Math.ceil(size.height / rowsPerStrip) && lengths.length === offsets.length;
  findings.expect(isCounted, 'malformed', 'strips', at, 0);
  offsets.forEach((start, index) => {
    findings.walked();
    const length = lengths[index] ?? 0;
    if (length < MIN_STRIP_BYTES || start + length > bytes.length) {
      findings.add('malformed', 'strip', start, length);
      return;
    }
    findings.expect(coverage.claim(start, start + length), 'malformed', 'strips that share their bytes', start, length);
    findings.expect(isZlibHeader(bytes, start), 'malformed', 'strip', start, length);
  });
}

function isFraction(tag: number): boolean {
  return tag === TAGS.xResolution || tag === TAGS.yResolution;
}

/** Deflate, no preset dictionary, check bits right. @see RFC 1950, 2.2 */
function isZlibHeader(bytes: Uint8Array, at: number): boolean {
  return (byteAt(bytes, at) & 15) === 8 && (byteAt(bytes, at + 1) & 0x20) === 0 && u16be(bytes, at) % 31 === 0;
}
