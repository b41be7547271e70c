import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import { type IdName, Seeded, VALID_IDS, germanCard, grouped } from './id-generators.ts';

/** Scheme, kind, country, and whether check digits tell any single wrong digit; those of Brazil give two remainders the same digit. */
const SCHEMES: readonly (readonly [IdName, string, string | null, boolean])[] = [
  ['nhs', 'national-id', 'GB', true],
  ['steuerId', 'national-id', 'DE', true],
  ['nir', 'national-id', 'FR', true],
  ['dni', 'national-id', 'ES', true],
  ['nie', 'national-id', 'ES', true],
  ['codiceFiscale', 'national-id', 'IT', true],
  ['bsn', 'national-id', 'NL', true],
  ['pesel', 'national-id', 'PL', true],
  ['cpf', 'national-id', 'BR', false],
  ['cnpj', 'national-id', 'BR', false],
  ['sin', 'national-id', 'CA', true],
  ['visa', 'payment-card', null, true],
  ['amex', 'payment-card', null, true],
  ['germanIban', 'iban', 'DE', true],
  ['frenchIban', 'iban', 'FR', true],
  ['ssn', 'national-id', 'US', false],
  ['nino', 'national-id', 'GB', false],
];
const noise = fc.stringMatching(/^[a-z ,;()é\n]{0,30}$/u);

describe.each(SCHEMES)('%s', (name, kind, country, hasChecksum) => {
  it('is found at its exact place in any surroundings', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), noise, noise, (seed, before, after) => {
        const value = VALID_IDS[name](new Seeded(seed));
        const text = `${before} ${value} ${after}`;
        const found = findPersonalData(text, { minimumScore: 0, kinds: [kind as 'iban'] });
        const start = before.length + 1;
        expect(found.map((find) => [find.start, find.end])).toContainEqual([start, start + value.length]);
      }),
      { numRuns: 60 },
    );
  });

  if (!hasChecksum) return;

  it('is not called valid with one digit wrong', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(40), fc.integer({ min: 1, max: 9 }), (seed, place, step) => {
        const value = VALID_IDS[name](new Seeded(seed));
        const digits = [...value.matchAll(/\d/gu)].map((match) => match.index);
        const at = digits[place % digits.length]!;
        const wrong = value.slice(0, at) + String((Number(value.charAt(at)) + step) % 10) + value.slice(at + 1);
        for (const find of findPersonalData(`number ${wrong} here`, { minimumScore: 0 })) {
          if (find.kind !== kind || find.country !== country) continue;
          // A number of the same country may be valid under another of its schemes.
          if (
            find.end - find.start === value.length &&
            !find.reason.startsWith('German identity') &&
            !find.reason.startsWith('German pension')
          )
            expect(find.reason).not.toContain('checksum valid');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('grouping and labels', () => {
  const random = new Seeded(7);
  it('raises the score of a number written the way its country writes it', () => {
    const cpf = VALID_IDS.cpf(random);
    const [plain] = findPersonalData(`x ${cpf} y`, { minimumScore: 0, kinds: ['national-id'] });
    const [written] = findPersonalData(`x ${grouped(cpf, [3, 3, 3, 2], ['.', '.', '-'])} y`, { minimumScore: 0, kinds: ['national-id'] });
    expect(written!.score).toBeGreaterThan(plain!.score);
    expect(written).toMatchObject({ country: 'BR', score: 0.95 });
  });

  it('does not report a weak number without a label, and does with one', () => {
    const bsn = VALID_IDS.bsn(random);
    expect(findPersonalData(`aantal ${bsn} stuks`, { kinds: ['national-id'] })).toEqual([]);
    expect(findPersonalData(`BSN: ${bsn}`, { kinds: ['national-id'] })).toMatchObject([{ country: 'NL', score: 0.97 }]);
  });

  it.each(['cpf', 'cnpj'] as const)('does not accept a %s with a wrong last digit', (name) => {
    const value = VALID_IDS[name](random);
    const wrong = value.slice(0, -1) + String((Number(value.slice(-1)) + 1) % 10);
    expect(findPersonalData(`x ${wrong} y`, { minimumScore: 0, kinds: ['national-id'] }).filter((find) => find.country === 'BR')).toEqual(
      [],
    );
  });

  it('counts a country hint for its numbers and against others', () => {
    const text = `x ${VALID_IDS.bsn(random)} y`;
    const score = (countries: string[]): number =>
      findPersonalData(text, { countries, minimumScore: 0, kinds: ['national-id'] }).find((find) => find.country === 'NL')?.score ?? 0;
    expect(score(['NL'])).toBeGreaterThan(score([]));
    expect(score(['BR'])).toBeLessThan(score([]));
  });

  it('does not take a part of a longer number', () => {
    const visa = VALID_IDS.visa(random);
    expect(
      findPersonalData(`${visa}12345`, { minimumScore: 0, kinds: ['payment-card'] }).filter((find) => find.end - find.start === 16),
    ).toEqual([]);
    expect(findPersonalData(`${VALID_IDS.cpf(random)}.50`, { kinds: ['national-id'] })).toEqual([]);
  });

  it('knows a German identity card by its check digit', () => {
    expect(findPersonalData(`Karte ${germanCard(random)} liegt vor`, { kinds: ['national-id'] })).toMatchObject([
      { country: 'DE', score: 0.6 },
    ]);
  });

  it('halves the score behind words for orders and articles', () => {
    const visa = VALID_IDS.visa(random);
    const [free] = findPersonalData(`so ${visa}`, { minimumScore: 0, kinds: ['payment-card'] });
    const [order] = findPersonalData(`order no ${visa}`, { minimumScore: 0, kinds: ['payment-card'] });
    expect(order!.score).toBeCloseTo(free!.score / 2);
  });

  it.each([
    ['T220001293', 'DE'],
    ['RSSMRA85T10A562S', 'IT'],
    ['12345678Z', 'ES'],
    ['X1234567L', 'ES'],
    ['756.9217.0769.85', 'CH'],
    ['85.07.30-033.28', 'BE'],
    ['44051401359', 'PL'],
    ['529.982.247-25', 'BR'],
    ['11.222.333/0001-81', 'BR'],
    ['15070649C103', 'DE'],
    ['86095742719', 'DE'],
  ])('accepts the published specimen %s', (specimen, country) => {
    const [find] = findPersonalData(`no ${specimen} yes`, { minimumScore: 0.3, kinds: ['national-id'] });
    expect(find).toMatchObject({ start: 3, end: 3 + specimen.length, country });
    expect(find!.reason).toContain('checksum valid');
  });
});
