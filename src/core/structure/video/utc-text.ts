/** Seconds from 1904-01-01, where QuickTime counts from, to 1970-01-01. */
export const SECONDS_1904_TO_1970 = 2_082_844_800;
/** Seconds from 1970-01-01 to 2001-01-01, where Matroska counts from. */
export const SECONDS_1970_TO_2001 = 978_307_200;
const SECONDS_PER_DAY = 86_400;
/** Days of 400 years of the Gregorian calendar. */
const DAYS_PER_ERA = 146_097;
/** Farthest year shown, so that a damaged number does not become a strange date. */
const LAST_SECOND = 253_402_300_799;

/**
 * A moment as `2024-02-29 13:05:09 UTC`.
 * @param seconds - since 1970-01-01, may be negative
 * @returns `null` outside the years 1 to 9999
 */
export function utcText(seconds: number): string | null {
  const whole = Math.floor(seconds);
  if (!Number.isFinite(whole) || whole > LAST_SECOND || whole < -62_135_596_800) {
    return null;
  }
  const days = Math.floor(whole / SECONDS_PER_DAY);
  const rest = whole - days * SECONDS_PER_DAY;
  // Counted from 1 March of year 0, so that the leap day is the last day of a year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${clock} UTC`;
}
