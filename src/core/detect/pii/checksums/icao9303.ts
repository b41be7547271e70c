/**
 * Check digit of ICAO Doc 9303, part 3: weights 7, 3, 1; digits count as themselves, A to Z as 10 to 35, the filler as 0. German identity
 * cards use it too.
 * @param text - digits, A to Z and `<`
 * @returns 0..9
 */
export function icaoCheckDigit(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const value = code === 60 ? 0 : code <= 57 ? code - 48 : code - 55;
    sum += value * ([7, 3, 1][at % 3] ?? 0);
  }
  return sum % 10;
}
