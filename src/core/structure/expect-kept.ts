import { spells } from './binary-reads.ts';
import { crc32 } from './crc32.ts';
import type { FindingList } from './finding-list.ts';
import type { CaptureTime, KeptValues, Resolution } from './kept-metadata.ts';

/**
 * What an output has to carry, spelt byte by byte from the values alone. Written apart from what writes it, so that a fault there is
 * a finding here.
 */

/** Text of a time as EXIF has it, with the zero behind it. */
export function spelledTime({ year, month, day, hour, minute, second }: CaptureTime): string {
  const two = (value: number): string => (value < 10 ? `0${String(value)}` : String(value));
  return `${String(year)}:${two(month)}:${two(day)} ${two(hour)}:${two(minute)}:${two(second)}\0`;
}

/** Text of an offset as EXIF has it, with the zero behind it. */
export function spelledOffset(minutes: number): string {
  const hours = Math.trunc(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) - hours * 60;
  return `${minutes < 0 ? '-' : '+'}${hours < 10 ? '0' : ''}${String(hours)}:${rest < 10 ? '0' : ''}${String(rest)}\0`;
}

/**
 * Numbers that a TIFF directory has to say.
 * @returns the fractions, number above the line first, and the unit
 */
export function expectedDensity({ x, y, unit }: Resolution): { readonly x: readonly [number, number]; readonly y: readonly [number, number]; readonly unit: number } {
  // A metre's pixels are whole, so a hundredth of them has two digits at the most.
  const over = (value: number): readonly [number, number] => {
    const hundredths = unit === 'inch' ? Math.round(value * 100) : value;
    return hundredths % 100 === 0 ? [hundredths / 100, 1] : [hundredths, 100];
  };
  return { x: over(x), y: over(y), unit: unit === 'inch' ? 2 : 3 };
}

/** The EXIF block; `null` where there has to be none. */
export function expectedExif(resolution: Resolution | null, time: CaptureTime | null): string | null {
  if (resolution === null && time === null) return null;
  const entries = (resolution === null ? 0 : 3) + (time === null ? 0 : 1);
  const tableEnd = 8 + 2 + entries * 12 + 4;
  let table = '';
  let values = '';
  if (resolution !== null) {
    const { x, y, unit } = expectedDensity(resolution);
    table += `\x1a\x01\x05\0${le32(1)}${le32(tableEnd)}\x1b\x01\x05\0${le32(1)}${le32(tableEnd + 8)}\x28\x01\x03\0${le32(1)}${le32(unit)}`;
    values = [...x, ...y].map(le32).join('');
  }
  const exifAt = tableEnd + values.length;
  if (time !== null) table += `\x69\x87\x04\0${le32(1)}${le32(exifAt)}`;
  return `II*\0${le32(8)}${String.fromCharCode(entries)}\0${table}${le32(0)}${values}${time === null ? '' : expectedTimes(time, exifAt)}`;
}

/** The directory of the time, which stands at an offset. */
function expectedTimes(time: CaptureTime, at: number): string {
  const hasOffset = time.offsetMinutes !== null;
  const textAt = at + 2 + (hasOffset ? 24 : 12) + 4;
  const entry = `\x03\x90\x02\0${le32(20)}${le32(textAt)}`;
  const offsetEntry = hasOffset ? `\x11\x90\x02\0${le32(7)}${le32(textAt + 20)}` : '';
  const offset = time.offsetMinutes === null ? '' : spelledOffset(time.offsetMinutes);
  return `${hasOffset ? '\x02' : '\x01'}\0${entry}${offsetEntry}${le32(0)}${spelledTime(time)}${offset}`;
}

/** Unit and densities of a JFIF header; without a resolution, those that say nothing. */
export function expectedJfif(resolution: Resolution | null): string {
  if (resolution === null) return '\0\0\x01\0\x01';
  const { x, y, unit } = resolution;
  if (unit === 'metre' && [x, y].every((value) => value % 100 === 0)) return `\x02${be16(x / 100)}${be16(y / 100)}`;
  const inches = unit === 'inch' ? [x, y] : [x * 0.0254, y * 0.0254];
  return `\x01${inches.map((value) => be16(Math.round(value))).join('')}`;
}

/** The application segment of a JPEG; empty where there has to be none. */
export function expectedApplication({ captureTime }: KeptValues): string {
  const block = expectedExif(null, captureTime);
  return block === null ? '' : `\xff\xe1${be16(block.length + 8)}Exif\0\0${block}`;
}

/** The chunks of a PNG; empty where there have to be none. */
export function expectedChunks({ resolutions, captureTime }: KeptValues): string {
  const resolution = resolutions[0] ?? null;
  const block = expectedExif(null, captureTime);
  let chunks = '';
  if (resolution !== null) {
    const [x, y] = [resolution.x, resolution.y].map((value) => be32(Math.round(resolution.unit === 'inch' ? value / 0.0254 : value)));
    chunks += chunk('pHYs', `${x ?? ''}${y ?? ''}\x01`);
  }
  return block === null ? chunks : chunks + chunk('eXIf', block);
}

/**
 * Checks that a text stands at an offset.
 * @param text - what has to be there; empty for nothing
 * @returns how far the walk steps over it: nothing where it is not there, so that what stands there instead is walked
 */
export function expectSpelled(bytes: Uint8Array, at: number, text: string, findings: FindingList): number {
  if (text === '') return 0;
  findings.walked();
  const isThere = spells(bytes, at, text);
  findings.expect(isThere, 'segment', 'kept metadata', at, text.length);
  return isThere ? text.length : 0;
}

function chunk(type: string, data: string): string {
  const named = Uint8Array.from(type + data, (character) => character.charCodeAt(0));
  return `${be32(data.length)}${type}${data}${be32(crc32(named, 0, named.length))}`;
}

function be16(value: number): string {
  return String.fromCharCode(value >>> 8, value & 255);
}

function be32(value: number): string {
  return be16(value >>> 16) + be16(value & 0xffff);
}

function le32(value: number): string {
  return String.fromCharCode(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
}
