import type { TiffLayout } from '../../../core/structure/tiff-file-layout.ts';
import { addUp, sortBytes } from './predictors.ts';

/** What reading samples takes of a layout. */
type SampleForm = Pick<TiffLayout, 'bitsPerSample' | 'littleEndian' | 'predictor' | 'meaning' | 'isFloat' | 'colorSamples'>;

/** Values that floating point samples of colours reach from and to. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** What floating point samples mean where nothing says otherwise. */
export const UNIT_SPAN: Span = { least: 0, most: 1 };

/** How floating point samples become bytes. */
export interface Scale {
  /** Of colours; what is not a colour reaches from 0 to 1. */
  readonly span: Span;
  /** Number of a pixel's first sample in these rows; not 0 where planes are apart. */
  readonly first: number;
}

/** Bytes of one row of samples. */
export function rowBytes(width: number, samples: number, bitsPerSample: number): number {
  return Math.ceil((width * samples * bitsPerSample) / 8);
}

/**
 * Turns decompressed rows into one byte a sample. Samples of 1, 2 and 4 bits are spread over 0..255, those of a palette
 * stay numbers; samples of 16 and 32 bits are rounded to 8.
 * @param rows - whole rows; changed where they hold differences
 * @param width - pixels of a row
 * @param samples - samples of a pixel in these rows
 * @param scale - for floating point samples; numbers that are none, and those below the least, become 0
 * @returns `width * samples` bytes for each row
 */
export function readSamples(rows: Uint8Array, width: number, samples: number, form: SampleForm, scale: Scale): Uint8Array {
  const perRow = width * samples;
  const height = undoPredictor(rows, width, samples, form);
  if (form.bitsPerSample === 8) return rows;
  const target = new Uint8Array(perRow * height);
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  if (form.isFloat) {
    scaleFloats(view, target, samples, form, scale);
  } else if (form.bitsPerSample === 32) {
    for (let at = 0; at < target.length; at += 1) target[at] = Math.round(view.getUint32(at * 4, form.littleEndian) / 0x0101_0101);
  } else if (form.bitsPerSample === 16) {
    for (let at = 0; at < target.length; at += 1) target[at] = Math.round(view.getUint16(at * 2, form.littleEndian) / 0x0101);
  } else {
    const stride = rowBytes(width, samples, form.bitsPerSample);
    for (let row = 0; row < height; row += 1) spread(rows, row * stride, target, row * perRow, perRow, form);
  }
  return target;
}

/**
 * Least and greatest floating point sample of the colours in the part of the rows that the picture shows.
 * @param rows - whole rows; changed where they hold differences
 * @param width - pixels of a row
 * @param samples - samples of a pixel in these rows
 * @param form - how they are stored
 * @param shown - the picture's part of them, from their upper left corner
 * @returns `null` where none is a finite number
 */
export function spanOf(rows: Uint8Array, width: number, samples: number, form: SampleForm, shown: { readonly width: number; readonly height: number }): Span | null {
  undoPredictor(rows, width, samples, form);
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const colors = Math.min(samples, form.colorSamples);
  let least = Infinity;
  let most = -Infinity;
  for (let y = 0; y < shown.height; y += 1) {
    for (let x = 0; x < shown.width; x += 1) {
      for (let sample = 0; sample < colors; sample += 1) {
        const value = view.getFloat32(((y * width + x) * samples + sample) * 4, form.littleEndian);
        if (!Number.isFinite(value)) continue;
        if (value < least) least = value;
        if (value > most) most = value;
      }
    }
  }
  return least > most ? null : { least, most };
}

/** Span of two parts of a page; `null` for a part without a finite number. */
export function widerSpan(one: Span | null, other: Span | null): Span | null {
  if (one === null || other === null) return one ?? other;
  return { least: Math.min(one.least, other.least), most: Math.max(one.most, other.most) };
}

/**
 * What a page's floating point samples mean: 0..1 as the standard has it, unless one lies outside; then, as in the
 * sciences, black is the least value and white the greatest.
 */
export function shownSpan(seen: Span | null): Span {
  return seen === null || (seen.least >= 0 && seen.most <= 1) ? UNIT_SPAN : seen;
}

function scaleFloats(view: DataView, target: Uint8Array, samples: number, { littleEndian, colorSamples }: SampleForm, { span, first }: Scale): void {
  for (let at = 0; at < target.length; at += 1) {
    const { least, most } = first + (at % samples) < colorSamples ? span : UNIT_SPAN;
    const value = (view.getFloat32(at * 4, littleEndian) - least) / (most - least);
    // A comparison with what is no number is never true.
    target[at] = value >= 1 ? 255 : value > 0 ? Math.round(value * 255) : 0;
  }
}

/** @returns rows that there are */
function undoPredictor(rows: Uint8Array, width: number, samples: number, { bitsPerSample, predictor, littleEndian }: SampleForm): number {
  const stride = rowBytes(width, samples, bitsPerSample);
  const height = Math.floor(rows.length / stride);
  if (predictor === 'none') return height;
  for (let row = 0; row < height; row += 1) {
    const own = rows.subarray(row * stride, (row + 1) * stride);
    if (predictor === 'samples') addUp(own, samples, bitsPerSample, littleEndian);
    else sortBytes(own, samples, littleEndian);
  }
  return height;
}

function spread(rows: Uint8Array, start: number, target: Uint8Array, to: number, count: number, { bitsPerSample, meaning }: SampleForm): void {
  const most = 2 ** bitsPerSample - 1;
  const scale = meaning === 'palette' ? 1 : 255 / most;
  for (let index = 0; index < count; index += 1) {
    const bit = index * bitsPerSample;
    const value = ((rows[start + (bit >> 3)] ?? 0) >> (8 - bitsPerSample - (bit & 7))) & most;
    target[to + index] = value * scale;
  }
}
