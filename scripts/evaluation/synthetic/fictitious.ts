import type { Seeded } from './seeded.ts';

const GIVEN = ['Anna', 'Ben', 'Carla', 'David', 'Elena', 'Felix', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Karin', 'Lukas'] as const;
const FAMILY = [
  'Bauer',
  'Carter',
  'Dubois',
  'Evans',
  'Fischer',
  'Garcia',
  'Jansen',
  'Kowalska',
  'Moretti',
  'Novak',
  'Silva',
  'Turner',
] as const;
const STREETS = ['Garden Street', 'Mill Lane', 'Station Road', 'Church Avenue', 'Lake View'] as const;
const TOWNS = ['Sampleford', 'Exampleton', 'Testbridge', 'Mockhaven'] as const;

/** A person that does not exist. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly iban: string;
  readonly card: string;
  readonly address: string;
  readonly born: string;
}

/** Invents a person: addresses of reserved domains, reserved telephone numbers, account and card numbers with valid checks. */
export function inventPerson(random: Seeded): Person {
  const given = random.pick(GIVEN);
  const family = random.pick(FAMILY);
  return {
    name: `${given} ${family}`,
    email: `${given}.${family}@example.${random.pick(['com', 'org', 'net'])}`.toLowerCase(),
    // 555-0100 to 555-0199 are set aside for fiction.
    phone: `+1 ${String(random.whole(201, 989))} 555 01${random.digits(2)}`,
    iban: germanIban(random.digits(18)),
    card: withLuhn(`4${random.digits(14)}`),
    address: `${String(random.whole(1, 180))} ${random.pick(STREETS)}, ${random.digits(5)} ${random.pick(TOWNS)}`,
    born: `${String(random.whole(1, 28)).padStart(2, '0')}.${String(random.whole(1, 12)).padStart(2, '0')}.${String(random.whole(1950, 2004))}`,
  };
}

/**
 * A German IBAN in groups of four with valid check digits.
 * @param account - 18 digits: bank code and account number
 * @see ISO 13616, check by ISO/IEC 7064 MOD 97-10
 */
export function germanIban(account: string): string {
  // D = 13, E = 14, then 00 where the check digits go.
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${String(check).padStart(2, '0')}${account}`.replace(/(.{4})(?=.)/gu, '$1 ');
}

/**
 * Adds the check digit to 15 digits and groups all by four.
 * @see ISO/IEC 7812-1 annex B (Luhn)
 */
export function withLuhn(digits: string): string {
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, i) => {
      const value = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `${digits}${String((10 - (sum % 10)) % 10)}`.replace(/(.{4})(?=.)/gu, '$1 ');
}
