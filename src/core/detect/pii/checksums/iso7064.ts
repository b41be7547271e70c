/**
 * ISO 7064 MOD 11,10 over decimal digits with the check digit last, as the German tax number carries it.
 * @param digits - decimal digits
 */
export function isMod1110Valid(digits: string): boolean {
  let product = 10;
  for (let at = 0; at < digits.length - 1; at += 1) {
    const sum = (digits.charCodeAt(at) - 48 + product) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10 === digits.charCodeAt(digits.length - 1) - 48;
}

/**
 * ISO 7064 MOD 97-10 over letters and digits, as an IBAN carries it once its first four characters stand at the end.
 * @param text - upper-case letters (A = 10 to Z = 35) and digits
 */
export function isMod9710Valid(text: string): boolean {
  let rest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const value = code <= 57 ? code - 48 : code - 55;
    rest = (value > 9 ? rest * 100 + value : rest * 10 + value) % 97;
  }
  return rest === 1;
}
