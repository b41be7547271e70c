import { u16be, u16le, u32be, u32le } from './binary-reads.ts';
import { latin1 } from './display-text.ts';
import { checkedCaptureTime, checkedResolution, type CaptureTime, type Resolution } from './kept-metadata.ts';
import type { TiffDirectory, TiffField, TiffFields } from './tiff-reader.ts';

const TAG_X_RESOLUTION = 0x011a;
const TAG_Y_RESOLUTION = 0x011b;
const TAG_RESOLUTION_UNIT = 0x0128;
const TAG_DATE_TIME = 0x0132;
const TAG_DATE_TIME_ORIGINAL = 0x9003;
const TAG_OFFSET_TIME_ORIGINAL = 0x9011;
const ASCII = 2;
const SHORT = 3;
const RATIONAL = 5;
/** Values of ResolutionUnit; a third one says that there is no unit. */
const INCH = 2;
const CENTIMETRE = 3;
/** Bytes of `YYYY:MM:DD HH:MM:SS` and of `+HH:MM`, each with the zero behind it. */
const TIME_BYTES = 20;
const OFFSET_BYTES = 7;

/** A field wherever it was read; its bytes are `[start, end)` in the file and lie inside it. */
type Field = Pick<TiffField, 'type' | 'count' | 'start' | 'end'>;

/** A value, and the fields that said it. */
export interface Told<Value> {
  readonly value: Value;
  readonly fields: readonly TiffField[];
}

/**
 * Resolution of one directory, as stored.
 * @param bytes - the file
 * @param find - field of a tag
 * @returns `null` where there is none with a unit, or none in range
 * @see TIFF 6.0, section 8
 */
export function resolutionOf(bytes: Uint8Array, littleEndian: boolean, find: (tag: number) => Field | undefined): Resolution | null {
  const x = fraction(bytes, littleEndian, find(TAG_X_RESOLUTION));
  const y = fraction(bytes, littleEndian, find(TAG_Y_RESOLUTION));
  if (x === null || y === null) return null;
  const unitField = find(TAG_RESOLUTION_UNIT);
  const isSound = unitField === undefined || (unitField.type === SHORT && unitField.count === 1);
  const unit = unitField === undefined || !isSound ? INCH : (littleEndian ? u16le : u16be)(bytes, unitField.start);
  if (!isSound || (unit !== INCH && unit !== CENTIMETRE)) return null;
  return unit === INCH ? checkedResolution(x, y, 'inch') : checkedResolution(x * 100, y * 100, 'metre');
}

/** Resolution that an EXIF block says of the picture around it. */
export function exifResolution(bytes: Uint8Array, tiff: TiffFields): Told<Resolution> | null {
  const find = (tag: number): TiffField | undefined => fieldOf(tiff, 'image', tag);
  const value = resolutionOf(bytes, tiff.littleEndian, find);
  const fields = [TAG_X_RESOLUTION, TAG_Y_RESOLUTION, TAG_RESOLUTION_UNIT].flatMap((tag) => find(tag) ?? []);
  return value === null ? null : { value, fields };
}

/**
 * Time when the picture was taken, or where nothing says that, when it was last changed. A time that is there and not readable
 * counts as said: another field would be a guess.
 */
export function exifCaptureTime(bytes: Uint8Array, tiff: TiffFields): Told<CaptureTime> | null {
  const original = fieldOf(tiff, 'exif', TAG_DATE_TIME_ORIGINAL);
  const field = original ?? fieldOf(tiff, 'image', TAG_DATE_TIME);
  const text = field === undefined ? null : exactText(bytes, field, TIME_BYTES);
  if (field === undefined || text === null) return null;
  const offset = original === undefined ? undefined : fieldOf(tiff, 'exif', TAG_OFFSET_TIME_ORIGINAL);
  const value = checkedCaptureTime(text, offset === undefined ? null : exactText(bytes, offset, OFFSET_BYTES));
  if (value === null) return null;
  return { value, fields: offset === undefined || value.offsetMinutes === null ? [field] : [field, offset] };
}

function fieldOf(tiff: TiffFields, directory: TiffDirectory, tag: number): TiffField | undefined {
  return tiff.fields.find((field) => field.directory === directory && field.tag === tag);
}

function fraction(bytes: Uint8Array, littleEndian: boolean, field: Field | undefined): number | null {
  if (field?.type !== RATIONAL || field.count !== 1) return null;
  const read = littleEndian ? u32le : u32be;
  // Nothing below the line makes a number that is out of any range.
  return read(bytes, field.start) / read(bytes, field.start + 4);
}

/** Text that is exactly as long as its standard has it, without the zero at its end. */
function exactText(bytes: Uint8Array, { type, count, start, end }: Field, length: number): string | null {
  const isSound = type === ASCII && count === length && bytes[end - 1] === 0;
  return isSound ? latin1(bytes, start, end - 1) : null;
}
