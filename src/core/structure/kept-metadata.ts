import type { KeptMetadata } from '../policy/policy.ts';
import type { Orientation, WrittenImageFormat } from './inspection.ts';

/** How densely pixels lie, as a scanner or a fax says it. */
export interface Resolution {
  /** Pixels per unit across the picture as displayed: hundredths for inches, whole numbers for metres. */
  readonly x: number;
  /** Pixels per unit down the picture as displayed; faxes have other densities this way. */
  readonly y: number;
  readonly unit: 'inch' | 'metre';
}

/** When a picture was taken, by the camera's clock. */
export interface CaptureTime {
  /** {@link FIRST_YEAR}..{@link LAST_YEAR} */
  readonly year: number;
  /** 1..12 */
  readonly month: number;
  /** 1..31, and a day of that month. */
  readonly day: number;
  /** 0..23 */
  readonly hour: number;
  /** 0..59 */
  readonly minute: number;
  /** 0..59 */
  readonly second: number;
  /** Minutes that the clock was ahead of UTC, -720..840; `null` where the source does not say. */
  readonly offsetMinutes: number | null;
}

/** Values that may be kept: numbers in fixed ranges and nothing else, so that no text of a source can ride along. */
export interface KeptValues {
  /** Of each page in order, `null` for one without; of anything but pages, the only one. Empty where none is kept. */
  readonly resolutions: readonly (Resolution | null)[];
  readonly captureTime: CaptureTime | null;
}

/** The default. */
export const NOTHING_KEPT: KeptValues = { resolutions: [], captureTime: null };

const INCH_IN_METRES = 0.0254;
/** Dots per inch that count as a resolution; the most is what the sixteen bits of a JPEG can say. */
const FEWEST_DOTS = 1;
const MOST_DOTS = 65_535;
/** No photograph is older, and what lies past the other end is no time that a clock showed. */
const FIRST_YEAR = 1826;
const LAST_YEAR = 2199;
/** Clocks are between twelve hours behind UTC and fourteen ahead of it. */
const LEAST_OFFSET = -12 * 60;
const MOST_OFFSET = 14 * 60;

/**
 * Makes a resolution of what a source says. Values are rounded, inches to a hundredth and metres to whole pixels, so that digits
 * behind them can carry nothing.
 * @param x - pixels per unit across
 * @param y - pixels per unit down
 * @returns `null` unless both are from 1 to 65,535 dots per inch
 */
export function checkedResolution(x: number, y: number, unit: Resolution['unit']): Resolution | null {
  const steps = unit === 'inch' ? 100 : 1;
  const rounded = [x, y].map((value) => Math.round(value * steps) / steps);
  const inRange = rounded.every((value) => value * (unit === 'inch' ? 1 : INCH_IN_METRES) >= FEWEST_DOTS && value * (unit === 'inch' ? 1 : INCH_IN_METRES) <= MOST_DOTS);
  const [across, down] = rounded;
  return inRange && across !== undefined && down !== undefined ? { x: across, y: down, unit } : null;
}

/**
 * Makes a time of EXIF's texts.
 * @param text - must be `YYYY:MM:DD HH:MM:SS` and nothing else
 * @param offset - `+HH:MM` or `-HH:MM`; another text counts as none
 * @returns `null` where the text is no time that a calendar has
 * @see Exif 2.32, section 4.6.5, DateTimeOriginal and OffsetTimeOriginal
 */
export function checkedCaptureTime(text: string, offset: string | null): CaptureTime | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)$/u.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const inRange = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) && hour <= 23 && minute <= 59 && second <= 59;
  return inRange ? { year, month, day, hour, minute, second, offsetMinutes: offset === null ? null : minutesOf(offset) } : null;
}

function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function minutesOf(offset: string): number | null {
  const parts = /^([+-])(\d\d):([0-5]\d)$/u.exec(offset);
  if (parts === null) return null;
  // Not -0, which would be a second way to say the same.
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  const signed = parts[1] === '-' ? 0 - minutes : minutes;
  return signed >= LEAST_OFFSET && signed <= MOST_OFFSET ? signed : null;
}

/** A resolution as it is once the picture stands upright: a quarter turn exchanges its sides. */
export function turnedResolution(resolution: Resolution | null, orientation: Orientation): Resolution | null {
  return resolution === null || orientation < 5 ? resolution : { x: resolution.y, y: resolution.x, unit: resolution.unit };
}

/**
 * What an output carries of what its source says.
 * @param source - what could be kept; left out where there is nothing
 * @param keep - sorts that a person chose
 * @param format - of the output; GIF has no place for either
 */
export function valuesToKeep(source: KeptValues | undefined, keep: readonly KeptMetadata[], format: WrittenImageFormat): KeptValues {
  return format === 'gif' ? NOTHING_KEPT : chosenValues(source, keep);
}

/**
 * What is left of values once those that nobody chose are taken out.
 * @param source - what could be kept; left out where there is nothing
 * @param keep - sorts that a person chose
 */
export function chosenValues(source: KeptValues | undefined, keep: readonly KeptMetadata[]): KeptValues {
  if (source === undefined) return NOTHING_KEPT;
  return {
    resolutions: keep.includes('resolution') ? source.resolutions : [],
    captureTime: keep.includes('capture-time') ? source.captureTime : null,
  };
}

/** Sorts that values are of, in the policy's order. */
export function sortsOf({ resolutions, captureTime }: KeptValues): readonly KeptMetadata[] {
  const sorts: KeptMetadata[] = [];
  if (resolutions.some((resolution) => resolution !== null)) sorts.push('resolution');
  if (captureTime !== null) sorts.push('capture-time');
  return sorts;
}

/** A resolution as people read it, such as `204 × 98 dpi`; densities per metre are told per inch, rounded. */
export function resolutionText({ x, y, unit }: Resolution): string {
  const dots = (value: number): string => String(unit === 'inch' ? value : Math.round(value * INCH_IN_METRES));
  return `${dots(x)} × ${dots(y)} dpi`;
}

/** A time as people read it, such as `2024-05-06 07:08:09 +02:00`. */
export function captureTimeText({ year, month, day, hour, minute, second, offsetMinutes }: CaptureTime): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${String(year)}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`;
  if (offsetMinutes === null) return time;
  const size = Math.abs(offsetMinutes);
  return `${time} ${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
