/** Verhoeff's permutation; the one for position n is this one applied n times. */
const PERMUTATION = '1576283094';

/**
 * Verhoeff's check over decimal digits with the check digit last, as the Indian Aadhaar number carries it. Built from the dihedral group
 * of order ten: rotations are 0 to 4, reflections 5 to 9.
 * @param digits - decimal digits
 */
export function isVerhoeffValid(digits: string): boolean {
  let state = 0;
  for (let at = 0; at < digits.length; at += 1) {
    let digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    // The permutation has order eight.
    for (let turn = at % 8; turn > 0; turn -= 1) digit = PERMUTATION.charCodeAt(digit) - 48;
    state = compose(state, digit);
  }
  return digits.length > 0 && state === 0;
}

function compose(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}
