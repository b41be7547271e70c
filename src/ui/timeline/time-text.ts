/**
 * A time as a clock shows it: `0:04.120`, `12:00.000`, `1:02:03.000`.
 * @param seconds - 0 or more
 * @param digits - after the point, 0 to 3
 */
export function timeText(seconds: number, digits = 3): string {
  const unit = 10 ** digits;
  const whole = Math.max(0, Math.round(seconds * unit));
  const [hours, minutes] = [Math.floor(whole / (3600 * unit)), Math.floor(whole / (60 * unit)) % 60];
  const rest = ((whole % (60 * unit)) / unit).toFixed(digits).padStart(digits === 0 ? 2 : digits + 3, '0');
  return hours === 0 ? `${String(minutes)}:${rest}` : `${String(hours)}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/**
 * Reads a time that a person typed: seconds, or minutes and hours before them, with a point or a comma before fractions.
 * @returns seconds, `null` where it is no time
 */
export function parseTime(text: string): number | null {
  const parts = text.trim().replace(',', '.').split(':');
  if (parts.length > 3 || !parts.every((part, index) => (index === parts.length - 1 ? /^\d{1,9}(?:\.\d{0,9})?$/u : /^\d{1,9}$/u).test(part))) return null;
  return parts.reduce((seconds, part) => seconds * 60 + Number(part), 0);
}
