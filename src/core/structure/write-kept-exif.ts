import { joinBytes, textBytes } from './byte-join.ts';
import type { CaptureTime, Resolution } from './kept-metadata.ts';

const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const UNIT_BYTES: Readonly<Record<number, number>> = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [RATIONAL]: 4 };
const TAG_EXIF_IFD = 0x8769;

/** One entry of a directory to be written; of a fraction, the number above the line and then the one below. */
export type WrittenEntry = readonly [tag: number, type: number, values: readonly number[]];

/** Entries of a resolution: XResolution, YResolution, ResolutionUnit. TIFF knows no metres, so they become centimetres. */
export function resolutionEntries({ x, y, unit }: Resolution): readonly [WrittenEntry, WrittenEntry, WrittenEntry] {
  const steps = unit === 'inch' ? 1 : 100;
  return [
    [0x011a, RATIONAL, fraction(x / steps)],
    [0x011b, RATIONAL, fraction(y / steps)],
    [0x0128, SHORT, [unit === 'inch' ? 2 : 3]],
  ];
}

/** Entries of a time: DateTimeOriginal, and OffsetTimeOriginal where the offset is known. */
export function timeEntries({ year, month, day, hour, minute, second, offsetMinutes }: CaptureTime): readonly WrittenEntry[] {
  const text = `${digits(year, 4)}:${digits(month)}:${digits(day)} ${digits(hour)}:${digits(minute)}:${digits(second)}\0`;
  const dateTime: WrittenEntry = [0x9003, ASCII, [...textBytes(text)]];
  if (offsetMinutes === null) return [dateTime];
  const size = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}\0`;
  return [dateTime, [0x9011, ASCII, [...textBytes(offset)]]];
}

function digits(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}

/**
 * Writes the smallest EXIF block that says what is kept: the resolution in the main directory, the time in the one that EXIF
 * has for it. The same values always give the same bytes.
 * @param resolution - left out of the block where it is `null`
 * @param time - left out of the block where it is `null`
 * @returns a TIFF structure, little endian; `null` where there is nothing to say
 */
export function exifBlock(resolution: Resolution | null, time: CaptureTime | null): Uint8Array<ArrayBuffer> | null {
  if (resolution === null && time === null) return null;
  const own = resolution === null ? [] : resolutionEntries(resolution);
  const header = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0);
  if (time === null) return joinBytes([header, directory(own, 8)]);
  // The length of a directory does not depend on what it points at.
  const exifAt = 8 + directory([...own, [TAG_EXIF_IFD, LONG, [0]]], 8).length;
  return joinBytes([header, directory([...own, [TAG_EXIF_IFD, LONG, [exifAt]]], 8), directory(timeEntries(time), exifAt)]);
}

/**
 * Writes a directory without a successor, with the values that it points at behind it.
 * @param entries - in ascending order of their tags
 * @param at - where it will stand, even
 */
function directory(entries: readonly WrittenEntry[], at: number): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(2 + entries.length * 12 + 4);
  const view = new DataView(table.buffer);
  view.setUint16(0, entries.length, true);
  const values: Uint8Array[] = [];
  let end = at + table.length;
  entries.forEach(([tag, type, numbers], index) => {
    const entry = 2 + index * 12;
    const encoded = encodedValues(type, numbers);
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, valueCount(type, numbers), true);
    if (encoded.length <= 4) {
      table.set(encoded, entry + 8);
    } else {
      view.setUint32(entry + 8, end, true);
      values.push(encoded);
      end += encoded.length;
    }
  });
  return joinBytes([table, ...values]);
}

/** Count that an entry says. */
export function valueCount(type: number, values: readonly number[]): number {
  return type === RATIONAL ? values.length / 2 : values.length;
}

/** Values of an entry as bytes, little endian. */
export function encodedValues(type: number, values: readonly number[]): Uint8Array<ArrayBuffer> {
  const unit = UNIT_BYTES[type] ?? 1;
  const encoded = new Uint8Array(values.length * unit);
  const view = new DataView(encoded.buffer);
  values.forEach((value, index) => {
    if (unit === 1) view.setUint8(index, value);
    else if (unit === 2) view.setUint16(index * 2, value, true);
    else view.setUint32(index * 4, value, true);
  });
  return encoded;
}

/** Whole numbers over one, all others over a hundred. */
function fraction(value: number): readonly [number, number] {
  return Number.isInteger(value) ? [value, 1] : [Math.round(value * 100), 100];
}
