/**
 * Sum of digits times weights.
 * @param digits - decimal digits
 * @param weights - one per digit that counts; further digits are left out
 */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits.charCodeAt(at) - 48), 0);
}

/**
 * Remainder of a decimal number of any length.
 * @param digits - decimal digits
 * @param modulus - at most 10^8
 */
export function remainder(digits: string, modulus: number): number {
  let rest = 0;
  for (let at = 0; at < digits.length; at += 1) rest = (rest * 10 + digits.charCodeAt(at) - 48) % modulus;
  return rest;
}

/**
 * Whether a two-digit year, month and day can be a day at all; February has 29 days, as the century is unknown.
 * @param month - 1..12
 * @param day - 1..31
 */
export function isMonthAndDay(month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  if (month === 2) return day <= 29;
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}

/**
 * Whether all characters are the same, as in numbers that people type to fill a field.
 * @param text - any text
 */
export function isRepeated(text: string): boolean {
  return text === text.charAt(0).repeat(text.length);
}
