/**
 * The Luhn sum, as payment cards and Canadian numbers carry it (ISO/IEC 7812-1, annex B).
 * @param digits - decimal digits, the check digit last
 */
export function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = digit * 2;
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}
