/** A field of an EXIF directory: its tag and its value in one of the four types that the samples need. */
export type ExifField =
  | { readonly tag: number; readonly ascii: string }
  | { readonly tag: number; readonly short: number }
  | { readonly tag: number; readonly bytes: readonly number[] }
  | { readonly tag: number; readonly rationals: readonly (readonly [numerator: number, denominator: number])[] };

/** The three directories of a picture's EXIF block. */
export interface ExifDirectories {
  readonly image: readonly ExifField[];
  readonly exif: readonly ExifField[];
  readonly gps: readonly ExifField[];
}

const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
/** TIFF header: byte order, 42, offset of the first directory. */
const HEADER_BYTES = 8;
const ENTRY_BYTES = 12;

/**
 * Writes an EXIF block as a big-endian TIFF stream.
 * @param directories - fields in any order
 * @returns the stream without the leading `Exif\0\0`
 * @see CIPA DC-008 (Exif 3.0), section 4.6
 */
export function writeExif({ image, exif, gps }: ExifDirectories): Buffer {
  const imageAt = HEADER_BYTES;
  const pointers: LongField[] = [
    { tag: EXIF_POINTER, long: 0 },
    { tag: GPS_POINTER, long: 0 },
  ];
  const exifAt = imageAt + writeDirectory([...image, ...pointers], imageAt).length;
  const gpsAt = exifAt + writeDirectory(exif, exifAt).length;
  const header = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, HEADER_BYTES]);
  const placed: LongField[] = [
    { tag: EXIF_POINTER, long: exifAt },
    { tag: GPS_POINTER, long: gpsAt },
  ];
  return Buffer.concat([header, writeDirectory([...image, ...placed], imageAt), writeDirectory(exif, exifAt), writeDirectory(gps, gpsAt)]);
}

interface LongField {
  readonly tag: number;
  readonly long: number;
}

/** A directory and the values that do not fit into its entries, which follow it. */
function writeDirectory(fields: readonly (ExifField | LongField)[], at: number): Buffer {
  const sorted = [...fields].sort((a, b) => a.tag - b.tag);
  const entries = Buffer.alloc(2 + sorted.length * ENTRY_BYTES + 4);
  entries.writeUInt16BE(sorted.length, 0);
  const values: Buffer[] = [];
  let valuesAt = at + entries.length;
  sorted.forEach((field, index) => {
    const { type, count, data } = encodeValue(field);
    const entry = 2 + index * ENTRY_BYTES;
    entries.writeUInt16BE(field.tag, entry);
    entries.writeUInt16BE(type, entry + 2);
    entries.writeUInt32BE(count, entry + 4);
    if (data.length <= 4) {
      data.copy(entries, entry + 8);
      return;
    }
    entries.writeUInt32BE(valuesAt, entry + 8);
    // Values start on even addresses.
    const padded = data.length % 2 === 0 ? data : Buffer.concat([data, Buffer.alloc(1)]);
    values.push(padded);
    valuesAt += padded.length;
  });
  return Buffer.concat([entries, ...values]);
}

function encodeValue(field: ExifField | LongField): { type: number; count: number; data: Buffer } {
  if ('ascii' in field) {
    const data = Buffer.from(`${field.ascii}\0`, 'latin1');
    return { type: 2, count: data.length, data };
  }
  if ('short' in field) {
    const data = Buffer.alloc(2);
    data.writeUInt16BE(field.short);
    return { type: 3, count: 1, data };
  }
  if ('long' in field) {
    const data = Buffer.alloc(4);
    data.writeUInt32BE(field.long);
    return { type: 4, count: 1, data };
  }
  if ('bytes' in field) return { type: 1, count: field.bytes.length, data: Buffer.from(field.bytes) };
  const data = Buffer.alloc(field.rationals.length * 8);
  field.rationals.forEach(([numerator, denominator], index) => {
    data.writeUInt32BE(numerator, index * 8);
    data.writeUInt32BE(denominator, index * 8 + 4);
  });
  return { type: 5, count: field.rationals.length, data };
}
