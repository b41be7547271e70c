import type { TiffLayout } from '../../../core/structure/tiff-file-layout.ts';

/** What reading samples takes of a layout. */
type SampleForm = Pick<TiffLayout, 'bitsPerSample' | 'littleEndian' | 'isDifferenced' | 'meaning'>;

/** Bytes of one row of samples. */
export function rowBytes(width: number, samples: number, bitsPerSample: number): number {
  return Math.ceil((width * samples * bitsPerSample) / 8);
}

/**
 * Turns decompressed rows into one byte a sample. Samples of 1, 2 and 4 bits are spread over 0..255, those of a palette
 * stay numbers; samples of 16 bits are rounded to 8.
 * @param rows - whole rows; changed where they hold differences
 * @param width - pixels of a row
 * @param samples - samples of a pixel in these rows
 * @returns `width * samples` bytes for each row
 */
export function readSamples(rows: Uint8Array, width: number, samples: number, form: SampleForm): Uint8Array {
  const stride = rowBytes(width, samples, form.bitsPerSample);
  const height = Math.floor(rows.length / stride);
  const perRow = width * samples;
  switch (form.bitsPerSample) {
    case 8:
      if (form.isDifferenced) for (let row = 0; row < height; row += 1) addUp8(rows, row * stride, perRow, samples);
      return rows;
    case 16: {
      const target = new Uint8Array(perRow * height);
      for (let row = 0; row < height; row += 1) round16(rows, row * stride, target, row * perRow, perRow, samples, form);
      return target;
    }
    default: {
      const target = new Uint8Array(perRow * height);
      for (let row = 0; row < height; row += 1) spread(rows, row * stride, target, row * perRow, perRow, form);
      return target;
    }
  }
}

/** @see TIFF 6.0, section 14 */
function addUp8(rows: Uint8Array, start: number, count: number, samples: number): void {
  for (let at = start + samples; at < start + count; at += 1) rows[at] = (rows[at] ?? 0) + (rows[at - samples] ?? 0);
}

function round16(
  rows: Uint8Array,
  start: number,
  target: Uint8Array,
  to: number,
  count: number,
  samples: number,
  { littleEndian, isDifferenced }: SampleForm,
): void {
  const view = new DataView(rows.buffer, rows.byteOffset, rows.byteLength);
  const before = new Uint16Array(samples);
  for (let index = 0; index < count; index += 1) {
    let value = view.getUint16(start + index * 2, littleEndian);
    if (isDifferenced) {
      value = (value + (before[index % samples] ?? 0)) & 0xffff;
      before[index % samples] = value;
    }
    target[to + index] = Math.round(value / 257);
  }
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
