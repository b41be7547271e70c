import { zlibSync } from 'fflate';
import type { Raster } from '../../../core/detect/resample.ts';
import { AnonymizerError } from '../../../core/errors.ts';
import { joinBytes } from '../../../core/structure/byte-join.ts';
import { NOTHING_KEPT, type KeptValues } from '../../../core/structure/kept-metadata.ts';
import { encodedValues, resolutionEntries, timeEntries, valueCount, type WrittenEntry } from '../../../core/structure/write-kept-exif.ts';

const SHORT = 3;
const LONG = 4;
/** Decompressed bytes of one strip: small enough for readers that hold one at a time. */
const STRIP_BYTES = 256 * 1024;
/** The standard wants a resolution; this one says nothing of the source. */
const NO_RESOLUTION = { x: 72, y: 72, unit: 'inch' } as const;
/** NewSubfileType of one page of many. */
const ONE_OF_MANY = 2;
/** Offsets have 32 bits. */
const MAX_BYTES = 0xffff_ffff;

/** A directory, and where it lies in the file. */
interface Placed {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/**
 * Writes a TIFF of one page or of many: little endian, 8 bit RGB, or RGBA where a pixel is not opaque, deflated as
 * differences. Holds nothing but the pixels, their sizes, constants, and what is kept. What was added is held compressed.
 * @see TIFF 6.0, section 8, and Adobe Photoshop TIFF technical notes (Deflate)
 */
export class TiffWriter {
  readonly #pieces: Uint8Array[] = [Uint8Array.of(0x49, 0x49, 42, 0, 0, 0, 0, 0)];
  readonly #directories: Placed[] = [];
  #length = 8;
  readonly #kept: KeptValues;

  /** @param kept - resolution of each page, and the time, which goes with the first one */
  constructor(kept: KeptValues = NOTHING_KEPT) {
    this.#kept = kept;
  }

  /**
   * Adds one page behind those that were added before.
   * @param picture - pixels as displayed; only read, and not kept. Colours under an alpha of 0 are left out
   * @throws AnonymizerError `export/encode` where the file would be too long for the format
   */
  add(picture: Raster): void {
    const { width, height } = picture;
    const samples = isOpaque(picture) ? 3 : 4;
    const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(STRIP_BYTES / (width * samples))));
    const offsets: number[] = [];
    const lengths: number[] = [];
    for (let top = 0; top < height; top += rowsPerStrip) {
      const strip = zlibSync(differences(picture, top, Math.min(rowsPerStrip, height - top), samples));
      offsets.push(this.#append(strip));
      lengths.push(strip.length);
    }
    const page = this.#directories.length;
    const time = page === 0 ? this.#kept.captureTime : null;
    const [x, y, unit] = resolutionEntries(this.#kept.resolutions[page] ?? NO_RESOLUTION);
    const exif: WrittenEntry[] = time === null ? [] : [[34665, LONG, [this.#appendDirectory(timeEntries(time)).at]]];
    this.#directories.push(this.#appendDirectory([
      [254, LONG, [0]],
      [256, LONG, [width]],
      [257, LONG, [height]],
      [258, SHORT, new Array<number>(samples).fill(8)],
      [259, SHORT, [8]],
      [262, SHORT, [2]],
      [273, LONG, offsets],
      [277, SHORT, [samples]],
      [278, LONG, [rowsPerStrip]],
      [279, LONG, lengths],
      x,
      y,
      [284, SHORT, [1]],
      unit,
      [317, SHORT, [2]],
      ...(samples === 4 ? [[338, SHORT, [2]] as const] : []),
      ...exif,
    ]));
  }

  /**
   * The whole file. Nothing can be added any more.
   * @throws AnonymizerError `export/encode` where no page was added
   */
  finish(): Uint8Array<ArrayBuffer> {
    if (this.#directories.length === 0) throw new AnonymizerError('export/encode');
    const file = joinBytes(this.#pieces);
    const view = new DataView(file.buffer);
    let link = 4;
    for (const { at, bytes } of this.#directories) {
      view.setUint32(link, at, true);
      link = at + bytes.length - 4;
      // The value of the first entry.
      if (this.#directories.length > 1) view.setUint32(at + 2 + 8, ONE_OF_MANY, true);
    }
    return file;
  }

  /** @returns where the piece begins, which is an even place */
  #append(piece: Uint8Array): number {
    if (this.#length % 2 === 1) {
      this.#pieces.push(new Uint8Array(1));
      this.#length += 1;
    }
    const at = this.#length;
    this.#length += piece.length;
    if (this.#length > MAX_BYTES) throw new AnonymizerError('export/encode', { sizeBytes: this.#length });
    this.#pieces.push(piece);
    return at;
  }

  /** Appends a directory without a successor, and what it points at before it. */
  #appendDirectory(entries: readonly WrittenEntry[]): Placed {
    const bytes = new Uint8Array(2 + entries.length * 12 + 4);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, entries.length, true);
    entries.forEach(([tag, type, values], index) => {
      const at = 2 + index * 12;
      view.setUint16(at, tag, true);
      view.setUint16(at + 2, type, true);
      view.setUint32(at + 4, valueCount(type, values), true);
      const encoded = encodedValues(type, values);
      if (encoded.length <= 4) bytes.set(encoded, at + 8);
      else view.setUint32(at + 8, this.#append(encoded), true);
    });
    return { bytes, at: this.#append(bytes) };
  }
}

function isOpaque({ data }: Raster): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

/** Rows of samples, each less the one of the pixel on its left. */
function differences({ data, width }: Raster, top: number, rows: number, samples: 3 | 4): Uint8Array {
  const strip = new Uint8Array(rows * width * samples);
  const before = new Uint8Array(4);
  let to = 0;
  for (let y = top; y < top + rows; y += 1) {
    before.fill(0);
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4) {
      const isSeen = data[from + 3] !== 0;
      for (let sample = 0; sample < samples; sample += 1) {
        const value = isSeen ? (data[from + sample] ?? 0) : 0;
        strip[to] = value - (before[sample] ?? 0);
        before[sample] = value;
        to += 1;
      }
    }
  }
  return strip;
}
