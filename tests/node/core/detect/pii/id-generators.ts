/**
 * Valid identifiers of invented people. The check digits are worked out here by trying every candidate against the textbook formula, in
 * other words than the engine's, so that one mistake can't hide in both.
 */

/** Source of digits: a small linear congruential generator, so that every run sees the same numbers. */
export class Seeded {
  private state: number;
  constructor(seed: number) {
    this.state = (seed * 2654435761) >>> 0;
  }
  below(limit: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return Math.floor((this.state / 0x1_0000_0000) * limit);
  }
  digits(count: number): string {
    return Array.from({ length: count }, () => this.below(10)).join('');
  }
  pick(text: string): string {
    return text.charAt(this.below(text.length));
  }
  letters(count: number, from = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'): string {
    return Array.from({ length: count }, () => this.pick(from)).join('');
  }
}

const numbers = (digits: string): number[] => Array.from(digits, Number);
const two = (value: number): string => String(value).padStart(2, '0');
const day = (random: Seeded): string => two(1 + random.below(28));
const month = (random: Seeded): string => two(1 + random.below(12));

function completed(body: string, holds: (digits: string) => boolean): string | null {
  for (let check = 0; check < 10; check += 1) if (holds(`${body}${check}`)) return `${body}${check}`;
  return null;
}

function until(make: () => string | null): string {
  for (;;) {
    const made = make();
    if (made !== null) return made;
  }
}

const luhn = (digits: string): boolean =>
  numbers(digits)
    .reverse()
    .map((digit, at) => (at % 2 === 1 ? numbers(String(digit * 2)).reduce((a, b) => a + b, 0) : digit))
    .reduce((a, b) => a + b, 0) %
    10 ===
  0;

const dot = (digits: string, weights: readonly number[]): number =>
  numbers(digits).reduce((sum, digit, at) => sum + digit * (weights[at] ?? 0), 0);

/** Makers by scheme. Each gives the number without separators. */
export const VALID_IDS = {
  ssn: (random: Seeded): string => `${100 + random.below(500)}${10 + random.below(80)}${1000 + random.below(8999)}`,
  nino: (random: Seeded): string => `A${random.pick('BCEGHJKLMNPRSTWXYZ')}${random.digits(6)}${random.pick('ABCD')}`,
  nhs: (random: Seeded): string =>
    until(() => completed(`9${random.digits(8)}`, (text) => dot(text, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0)),
  steuerId: (random: Seeded): string =>
    until(() => {
      const order = Array.from('123456789')
        .sort(() => random.below(3) - 1)
        .join('');
      const body = order + order.charAt(random.below(9));
      return completed(body, (text) => {
        let carry = 10;
        for (const digit of numbers(text.slice(0, 10))) {
          const sum = (digit + carry) % 10 || 10;
          carry = (2 * sum) % 11;
        }
        return (11 - carry === 10 ? 0 : 11 - carry) === Number(text.charAt(10));
      });
    }),
  nir: (random: Seeded): string => {
    const body = `${1 + random.below(2)}${random.digits(2)}${month(random)}${two(1 + random.below(95))}${random.digits(6)}`;
    return body + two(97 - Number(BigInt(body) % 97n));
  },
  dni: (random: Seeded): string => {
    const body = random.digits(8);
    return body + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(body) % 23);
  },
  nie: (random: Seeded): string => {
    const first = random.below(3);
    const body = random.digits(7);
    return 'XYZ'.charAt(first) + body + 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(`${first}${body}`) % 23);
  },
  codiceFiscale: (random: Seeded): string => {
    const body = `${random.letters(6, 'BCDFGLMNPRST')}${random.digits(2)}${random.pick('ABCDEHLMPRST')}${two(1 + random.below(28))}${random.pick('ABCDEFGHL')}${random.digits(3)}`;
    const odd: Record<string, number> = {};
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21].forEach((value, at) => (odd[String(at)] = value));
    [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].forEach(
      (value, at) => (odd[String.fromCharCode(65 + at)] = value),
    );
    const even = (character: string): number => (/\d/u.test(character) ? Number(character) : character.charCodeAt(0) - 65);
    const sum = Array.from(body).reduce((total, character, at) => total + (at % 2 === 0 ? odd[character]! : even(character)), 0);
    return body + String.fromCharCode(65 + (sum % 26));
  },
  bsn: (random: Seeded): string =>
    until(() => completed(`1${random.digits(7)}`, (text) => dot(text, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0)),
  pesel: (random: Seeded): string =>
    until(() =>
      completed(
        `${random.digits(2)}${month(random)}${day(random)}${random.digits(4)}`,
        (text) => dot(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0,
      ),
    ),
  cpf: (random: Seeded): string => {
    let body = `1${random.digits(8)}`;
    for (const length of [10, 11]) {
      const rest = (numbers(body).reduce((sum, digit, at) => sum + digit * (length - at), 0) * 10) % 11;
      body += rest === 10 ? '0' : String(rest);
    }
    return body;
  },
  cnpj: (random: Seeded): string => {
    let body = `${random.digits(8)}0001`;
    for (const weights of [
      [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
      [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2],
    ]) {
      const rest = dot(body, weights) % 11;
      body += rest < 2 ? '0' : String(11 - rest);
    }
    return body;
  },
  sin: (random: Seeded): string => until(() => completed(`1${random.digits(7)}`, luhn)),
  visa: (random: Seeded): string => until(() => completed(`4${random.digits(14)}`, luhn)),
  amex: (random: Seeded): string => until(() => completed(`37${random.digits(12)}`, luhn)),
  germanIban: (random: Seeded): string => {
    const account = random.digits(18);
    return `DE${two(98 - Number(BigInt(`${account}131400`) % 97n))}${account}`;
  },
  frenchIban: (random: Seeded): string => {
    const account = random.digits(23);
    return `FR${two(98 - Number(BigInt(`${account}152700`) % 97n))}${account}`;
  },
} as const;

/** Name of a scheme. */
export type IdName = keyof typeof VALID_IDS;

/** Cuts a number into groups. */
export function grouped(text: string, sizes: readonly number[], separator: string | readonly string[]): string {
  const groups: string[] = [];
  let at = 0;
  for (const size of sizes) {
    groups.push(text.slice(at, at + size));
    at += size;
  }
  return groups.reduce(
    (joined, group, index) => joined + (typeof separator === 'string' ? separator : (separator[index - 1] ?? '')) + group,
  );
}

/** German identity card: serial and its digit of weights 7, 3, 1. */
export function germanCard(random: Seeded): string {
  const serial = `L${random.letters(2, 'CFGHJKLMNPRTVWXYZ')}${random.digits(6)}`;
  const value = (character: string): number => parseInt(character, 36);
  return serial + String(Array.from(serial).reduce((sum, character, at) => sum + value(character) * [7, 3, 1][at % 3]!, 0) % 10);
}
