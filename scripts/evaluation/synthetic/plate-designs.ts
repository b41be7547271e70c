import type { Seeded } from './seeded.ts';

/** How the plates of one country look, near enough to tell a detector's strengths. Drawn from descriptions, with generic fonts. */
export interface PlateDesign {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Width / height. */
  readonly ratio: number;
  readonly background: string;
  readonly ink: string;
  /** Blue band at the left with these letters, or `null`. */
  readonly band: string | null;
  /** A line above the number, such as the state, or `null`. */
  readonly heading: string | null;
  /** Invented number; a line break makes it two lines. */
  readonly number: (random: Seeded) => string;
}

/** Twelve countries. */
export const PLATE_DESIGNS: readonly PlateDesign[] = [
  {
    country: 'DE',
    ratio: 4.73,
    background: '#fdfdfd',
    ink: '#111',
    band: 'D',
    heading: null,
    number: (r) => `${r.letters(2)} ${r.letters(2)} ${r.digits(3)}`,
  },
  {
    country: 'FR',
    ratio: 4.73,
    background: '#fdfdfd',
    ink: '#111',
    band: 'F',
    heading: null,
    number: (r) => `${r.letters(2)}-${r.digits(3)}-${r.letters(2)}`,
  },
  {
    country: 'GB',
    ratio: 4.68,
    background: '#f7d21c',
    ink: '#111',
    band: 'UK',
    heading: null,
    number: (r) => `${r.letters(2)}${r.digits(2)} ${r.letters(3)}`,
  },
  {
    country: 'NL',
    ratio: 4.73,
    background: '#f5c400',
    ink: '#111',
    band: 'NL',
    heading: null,
    number: (r) => `${r.letters(1)}-${r.digits(3)}-${r.letters(2)}`,
  },
  {
    country: 'ES',
    ratio: 4.73,
    background: '#fdfdfd',
    ink: '#111',
    band: 'E',
    heading: null,
    number: (r) => `${r.digits(4)} ${r.letters(3, 'BCDFGHJKLMNPRSTVWXYZ')}`,
  },
  {
    country: 'IT',
    ratio: 4.73,
    background: '#fdfdfd',
    ink: '#111',
    band: 'I',
    heading: null,
    number: (r) => `${r.letters(2)} ${r.digits(3)}${r.letters(2)}`,
  },
  {
    country: 'PL',
    ratio: 4.56,
    background: '#fdfdfd',
    ink: '#111',
    band: 'PL',
    heading: null,
    number: (r) => `${r.letters(2)} ${r.digits(5)}`,
  },
  {
    country: 'US',
    ratio: 2,
    background: '#eef3fa',
    ink: '#1b2d6b',
    band: null,
    heading: 'SAMPLE STATE',
    number: (r) => `${r.letters(3)} ${r.digits(4)}`,
  },
  {
    country: 'CA',
    ratio: 2,
    background: '#fafafa',
    ink: '#12449b',
    band: null,
    heading: 'SAMPLE PROVINCE',
    number: (r) => `${r.letters(4)} ${r.digits(3)}`,
  },
  {
    country: 'BR',
    ratio: 3.08,
    background: '#fdfdfd',
    ink: '#111',
    band: null,
    heading: 'BRASIL',
    number: (r) => `${r.letters(3)}${r.digits(1)}${r.letters(1)}${r.digits(2)}`,
  },
  {
    country: 'IN',
    ratio: 1.7,
    background: '#fdfdfd',
    ink: '#111',
    band: null,
    heading: null,
    number: (r) => `${r.letters(2)} ${r.digits(2)}\n${r.letters(2)} ${r.digits(4)}`,
  },
  {
    country: 'JP',
    ratio: 2,
    background: '#fdfdfd',
    ink: '#0a5c36',
    band: null,
    heading: `SAMPLE 500`,
    number: (r) => `${r.digits(2)}-${r.digits(2)}`,
  },
];
