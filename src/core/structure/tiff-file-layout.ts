import { AnonymizerError } from '../errors.ts';
import type { Size } from '../geometry/box.ts';
import { MAX_PIXELS, MAX_SIDE } from '../limits.ts';
import type { Extent } from './avif-items.ts';
import type { Orientation } from './inspection.ts';
import { checkedSize } from './source-size.ts';
import type { TiffDirectory } from './tiff-file-directories.ts';

/** Tags by name. @see TIFF 6.0, appendix A */
const TAG = {
  width: 0x0100,
  height: 0x0101,
  bitsPerSample: 0x0102,
  compression: 0x0103,
  photometric: 0x0106,
  fillOrder: 0x010a,
  stripOffsets: 0x0111,
  orientation: 0x0112,
  samplesPerPixel: 0x0115,
  rowsPerStrip: 0x0116,
  stripByteCounts: 0x0117,
  planar: 0x011c,
  faxOptions: 0x0124,
  faxOptions2d: 0x0125,
  predictor: 0x013d,
  colorMap: 0x0140,
  tileWidth: 0x0142,
  tileHeight: 0x0143,
  tileOffsets: 0x0144,
  tileByteCounts: 0x0145,
  extraSamples: 0x0152,
  sampleFormat: 0x0153,
  jpegTables: 0x015b,
  iccProfile: 0x8773,
  dngVersion: 0xc612,
} as const;

/** Compressions that are read, by number. */
export const TIFF_COMPRESSIONS = {
  1: 'none',
  2: 'fax-rows',
  3: 'fax-3',
  4: 'fax-4',
  5: 'lzw',
  7: 'jpeg',
  8: 'deflate',
  32773: 'packbits',
  32946: 'deflate',
} as const;
/** How a page's pixels are compressed. */
export type TiffCompression = (typeof TIFF_COMPRESSIONS)[keyof typeof TIFF_COMPRESSIONS];

/** Those of fax machines, which know black and white only: rows by themselves, Group 3 and Group 4. */
export type FaxCompression = 'fax-rows' | 'fax-3' | 'fax-4';

/** What the samples of a pixel mean, by number, and how many there are at least. */
const PHOTOMETRICS = {
  0: { meaning: 'white-is-zero', samples: 1 },
  1: { meaning: 'black-is-zero', samples: 1 },
  2: { meaning: 'rgb', samples: 3 },
  3: { meaning: 'palette', samples: 1 },
  5: { meaning: 'cmyk', samples: 4 },
  6: { meaning: 'ycbcr', samples: 3 },
} as const;
/** What the samples of a pixel mean. */
export type TiffMeaning = (typeof PHOTOMETRICS)[keyof typeof PHOTOMETRICS]['meaning'];

/** How a page's pixels are stored. */
export interface TiffLayout {
  readonly size: Size;
  readonly orientation: Orientation;
  readonly compression: TiffCompression;
  readonly meaning: TiffMeaning;
  /** 1, 2, 4, 8, 16 or 32. */
  readonly bitsPerSample: number;
  /** Samples are floating point numbers of 32 bits instead of whole numbers from 0. */
  readonly isFloat: boolean;
  /** Samples of one pixel, alpha and unknown ones included. */
  readonly samplesPerPixel: number;
  /** Samples before the first extra one. */
  readonly colorSamples: number;
  readonly alpha: 'none' | 'premultiplied' | 'straight';
  readonly littleEndian: boolean;
  /** Each sample in a plane of its own. */
  readonly isPlanar: boolean;
  /** Samples are stored as differences to the pixel on the left: whole ones, or byte by byte with the bytes of a row sorted by weight. */
  readonly predictor: 'none' | 'samples' | 'bytes';
  /** `fax-3` only: rows may depend on the row above. */
  readonly isFax2d: boolean;
  /** The first bit of a byte is its lowest. */
  readonly isBitReversed: boolean;
  /** Width and height of one strip or tile; the last ones of a side reach past the picture (tiles) or are shorter (strips). */
  readonly segment: Size;
  readonly isTiled: boolean;
  /** Strips or tiles, row by row, plane after plane. */
  readonly segments: readonly Extent[];
  /** Red values, then green, then blue ones, 16 bits each. */
  readonly palette: readonly number[];
  readonly jpegTables: Extent | null;
  readonly iccProfile: Extent | null;
}

/**
 * Bytes that one compressed byte can become at most: a file of a few hundred never holds a large picture. For fax, rows:
 * one that is equal to the row above takes one bit.
 */
const MOST_GROWTH: Readonly<Record<Exclude<TiffCompression, FaxCompression>, number>> = { none: 1, packbits: 64, deflate: 1040, lzw: 4096, jpeg: 4096 };
const MOST_FAX_ROWS = 8;
const MAX_SAMPLES = 16;
/** Strips or tiles of one page: one for each row of the tallest picture, for each of four planes. */
const MAX_SEGMENTS = 4 * MAX_SIDE;
/** Most bytes that a page's samples may take decompressed. */
const MAX_SAMPLE_BYTES = 640 * 1024 * 1024;

/**
 * Reads how a page is stored, and checks it: sizes against the limits first, then everything that a decoder would have to trust.
 * @param directory - of the page
 * @param fileBytes - size of the file
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`, and `input/undecodable`
 *   for compressions, depths and colour spaces that are not read
 */
export function readLayout(directory: TiffDirectory, fileBytes: number): TiffLayout {
  const size = readSize(directory);
  const samplesPerPixel = directory.number(TAG.samplesPerPixel, 1);
  const compression = lookUp(TIFF_COMPRESSIONS, directory.number(TAG.compression, 1));
  // Fax writers leave it out now and then: paper is white there.
  const photometric = lookUp(PHOTOMETRICS, directory.number(TAG.photometric, isFax(compression) ? 0 : -1));
  refuseUnless(directory.entry(TAG.dngVersion) === undefined, 'input/undecodable');
  refuseUnless(samplesPerPixel >= photometric.samples && samplesPerPixel <= MAX_SAMPLES, 'input/corrupt');
  const bitsPerSample = commonDepth(directory, samplesPerPixel);
  const { meaning } = photometric;
  const isFloat = readIsFloat(directory);
  const isRange = meaning !== 'palette' && meaning !== 'cmyk' && meaning !== 'ycbcr';
  refuseUnless(bitsPerSample === 32 ? isRange : !isFloat, 'input/undecodable');
  const predictor = readPredictor(directory, compression, bitsPerSample, isFloat);
  const isPlanar = directory.number(TAG.planar, 1) === 2 && samplesPerPixel > 1;
  if (compression === 'jpeg') {
    const isRead = bitsPerSample === 8 && !isPlanar && samplesPerPixel === photometric.samples;
    refuseUnless(isRead && meaning !== 'cmyk' && meaning !== 'palette' && meaning !== 'white-is-zero', 'input/undecodable');
  } else {
    refuseUnless(meaning !== 'ycbcr', 'input/undecodable');
  }
  const fax = readFax(directory, compression, bitsPerSample * samplesPerPixel);
  const sampleBytes = size.width * size.height * samplesPerPixel * (bitsPerSample / 8);
  if (sampleBytes > MAX_SAMPLE_BYTES) {
    throw new AnonymizerError('input/too-large', { ...size });
  }
  const stored = readSegments(directory, size, isPlanar ? samplesPerPixel : 1, fileBytes);
  const storedBytes = stored.segments.reduce((sum, { start, end }) => sum + end - start, 0);
  const isEnough = isFax(compression) ? storedBytes * MOST_FAX_ROWS >= size.height : storedBytes * MOST_GROWTH[compression] >= sampleBytes;
  refuseUnless(isEnough, 'input/truncated');
  const palette = meaning === 'palette' ? directory.numbers(TAG.colorMap, 3 * 256) : [];
  refuseUnless(meaning !== 'palette' || (bitsPerSample <= 8 && palette.length === 3 * 2 ** bitsPerSample), 'input/corrupt');
  const [extra] = directory.numbers(TAG.extraSamples, MAX_SAMPLES);
  const hasExtra = samplesPerPixel > photometric.samples;
  return {
    size,
    orientation: orientationOf(directory),
    compression,
    meaning,
    bitsPerSample,
    isFloat,
    samplesPerPixel,
    colorSamples: photometric.samples,
    alpha: !hasExtra ? 'none' : extra === 1 ? 'premultiplied' : extra === 2 ? 'straight' : 'none',
    littleEndian: directory.littleEndian,
    isPlanar,
    predictor,
    ...fax,
    ...stored,
    palette,
    jpegTables: directory.entry(TAG.jpegTables) ?? null,
    iccProfile: directory.entry(TAG.iccProfile) ?? null,
  };
}

/**
 * Size of a page.
 * @param directory - of the page
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`
 */
export function readSize(directory: TiffDirectory): Size {
  return checkedSize(directory.number(TAG.width, 0), directory.number(TAG.height, 0));
}

/** Whether it is one of those of fax machines. */
export function isFax(compression: TiffCompression): compression is FaxCompression {
  return compression === 'fax-rows' || compression === 'fax-3' || compression === 'fax-4';
}

/** 1 and 4 are whole numbers from 0, and numbers that mean nothing in particular. */
function readIsFloat(directory: TiffDirectory): boolean {
  const formats = directory.numbers(TAG.sampleFormat, MAX_SAMPLES);
  const isFloat = formats.length > 0 && formats.every((format) => format === 3);
  refuseUnless(isFloat || formats.every((format) => format === 1 || format === 4), 'input/undecodable');
  return isFloat;
}

function readPredictor(directory: TiffDirectory, compression: TiffCompression, bitsPerSample: number, isFloat: boolean): TiffLayout['predictor'] {
  const predictor = directory.number(TAG.predictor, 1);
  if (predictor === 1) {
    return 'none';
  }
  refuseUnless((compression === 'lzw' || compression === 'deflate') && bitsPerSample >= 8, 'input/undecodable');
  refuseUnless(predictor === 2 || (predictor === 3 && isFloat), 'input/undecodable');
  return predictor === 2 ? 'samples' : 'bytes';
}

/** Bit 0 of the options of Group 3 allows rows that depend on the row above; bit 1 of either allows pixels without code. */
function readFax(directory: TiffDirectory, compression: TiffCompression, bitsPerPixel: number): Pick<TiffLayout, 'isFax2d' | 'isBitReversed'> {
  const fillOrder = directory.number(TAG.fillOrder, 1);
  refuseUnless(fillOrder === 1 || fillOrder === 2, 'input/undecodable');
  // A JPEG has its own order of bits.
  const isBitReversed = fillOrder === 2 && compression !== 'jpeg';
  if (!isFax(compression)) {
    return { isFax2d: false, isBitReversed };
  }
  refuseUnless(bitsPerPixel === 1, 'input/undecodable');
  const options = compression === 'fax-3' ? directory.number(TAG.faxOptions, 0) : compression === 'fax-4' ? directory.number(TAG.faxOptions2d, 0) : 0;
  refuseUnless((options & 2) === 0, 'input/undecodable');
  return { isFax2d: compression === 'fax-3' && (options & 1) === 1, isBitReversed };
}

function lookUp<T>(table: Readonly<Record<number, T>>, number: number): T {
  const found = table[number];
  if (found === undefined) {
    throw new AnonymizerError('input/undecodable', { number });
  }
  return found;
}

function commonDepth(directory: TiffDirectory, samplesPerPixel: number): number {
  const depths = directory.numbers(TAG.bitsPerSample, MAX_SAMPLES);
  const depth = depths[0] ?? 1;
  // One number for all samples is against the standard, and common.
  refuseUnless(depths.length <= 1 || depths.length >= samplesPerPixel, 'input/corrupt');
  refuseUnless([1, 2, 4, 8, 16, 32].includes(depth) && depths.every((other) => other === depth), 'input/undecodable');
  return depth;
}

/** Anything but 1..8 counts as 1, as in common readers. */
function orientationOf(directory: TiffDirectory): Orientation {
  const value = directory.number(TAG.orientation, 1);
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

function readSegments(
  directory: TiffDirectory,
  size: Size,
  planes: number,
  fileBytes: number,
): Pick<TiffLayout, 'segment' | 'segments' | 'isTiled'> {
  const isTiled = directory.entry(TAG.tileOffsets) !== undefined;
  const segment = isTiled
    ? { width: directory.number(TAG.tileWidth, 0), height: directory.number(TAG.tileHeight, 0) }
    : { width: size.width, height: Math.min(directory.number(TAG.rowsPerStrip, size.height), size.height) };
  refuseUnless(segment.width > 0 && segment.height > 0, 'input/corrupt');
  const count = Math.ceil(size.width / segment.width) * Math.ceil(size.height / segment.height) * planes;
  // Tiles reach past the picture's edges by less than one tile; a page of one huge tile is an attack on the decoder.
  const isSane = segment.width <= MAX_SIDE && segment.height <= MAX_SIDE && segment.width * segment.height * (count / planes) <= 2 * MAX_PIXELS;
  refuseUnless(count <= MAX_SEGMENTS && isSane, 'input/corrupt');
  const offsets = directory.numbers(isTiled ? TAG.tileOffsets : TAG.stripOffsets, MAX_SEGMENTS);
  const lengths = directory.numbers(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts, MAX_SEGMENTS);
  refuseUnless(offsets.length === count && lengths.length === count, 'input/corrupt');
  const segments = offsets.map((start, index) => ({ start, end: start + (lengths[index] ?? 0) }));
  refuseUnless(segments.every(({ end }) => end <= fileBytes), 'input/truncated');
  // Strips that share their bytes would let a small file ask for the work of a huge one.
  refuseUnless(segments.reduce((sum, { start, end }) => sum + end - start, 0) <= fileBytes, 'input/corrupt');
  return { segment, segments, isTiled };
}

function refuseUnless(isAllowed: boolean, code: 'input/corrupt' | 'input/truncated' | 'input/undecodable'): void {
  if (!isAllowed) {
    throw new AnonymizerError(code);
  }
}
