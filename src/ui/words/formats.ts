/** How one language writes numbers, shares, sizes and lists. */
export interface Formats {
  /** `1,204`, `0.5`. */
  readonly number: Intl.NumberFormat;
  /** `1 file`, `1,204 files`, by the plural rules of the language. */
  readonly count: (n: number, one: string, many: string) => string;
  /** One of two forms of a word, by the plural rules of the language. */
  readonly plural: (n: number, one: string, many: string) => string;
  /** A share of 0..1 as `87%`; 1 and more are written as they are, such as `120%`. */
  readonly share: (share: number) => string;
  /** Bytes for people: `812 B`, `1.4 MB`. Decimal units, as file managers show them. */
  readonly bytes: (bytes: number) => string;
  /** `faces, heads, people`. */
  readonly list: (items: readonly string[]) => string;
}

const UNITS = ['kB', 'MB', 'GB'] as const;

/**
 * Makes the formats of one language.
 * @param tag - BCP 47 language tag, such as `en-GB`
 */
export function formatsOf(tag: string): Formats {
  const number = new Intl.NumberFormat(tag);
  const tenths = new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent' });
  const rules = new Intl.PluralRules(tag);
  const lists = new Intl.ListFormat(tag, { type: 'unit', style: 'short' });
  const plural = (n: number, one: string, many: string): string => (rules.select(n) === 'one' ? one : many);
  return {
    number,
    plural,
    count: (n, one, many) => `${number.format(n)} ${plural(n, one, many)}`,
    share: (share) => percent.format(share),
    bytes: (bytes) => {
      if (bytes < 1000) return `${number.format(bytes)} B`;
      const step = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length);
      const value = bytes / 1000 ** step;
      return `${value < 10 ? tenths.format(value) : number.format(Math.round(value))} ${UNITS[step - 1] ?? 'B'}`;
    },
    list: (items) => lists.format(items),
  };
}
