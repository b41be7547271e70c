import type { TiffField, TiffFields } from './tiff-reader.ts';

/** Type number of an unsigned fraction, 8 bytes. */
const TYPE_RATIONAL = 5;

/**
 * A coordinate as decimal degrees with its hemisphere, such as `43.467448° N`.
 * @param bytes - the file
 * @param tiff - fields of that file
 * @param field - three fractions: degrees, minutes, seconds
 * @param referenceTag - tag of the field that holds N, S, E or W
 * @returns `null` where the field does not hold a coordinate
 */
export function gpsDegrees(bytes: Uint8Array, tiff: TiffFields, field: TiffField, referenceTag: number): string | null {
  if (field.type !== TYPE_RATIONAL || field.count < 1 || field.count > 3) {
    return null;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + field.start, field.end - field.start);
  let degrees = 0;
  for (let index = 0; index < field.count; index += 1) {
    const numerator = view.getUint32(index * 8, tiff.littleEndian);
    const denominator = view.getUint32(index * 8 + 4, tiff.littleEndian);
    // 0/0 is how cameras write "no seconds".
    degrees += denominator === 0 ? 0 : numerator / denominator / 60 ** index;
  }
  const reference = tiff.fields.find((other) => other.directory === 'gps' && other.tag === referenceTag);
  const hemisphere = reference === undefined ? '' : String.fromCharCode(bytes[reference.start] ?? 0);
  return `${degrees.toFixed(6)}°${/[NSEW]/.test(hemisphere) ? ` ${hemisphere}` : ''}`;
}
