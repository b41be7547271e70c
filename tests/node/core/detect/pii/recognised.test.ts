import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import { Seeded, VALID_IDS } from './id-generators.ts';

const read = (text: string): string[] =>
  findPersonalData(text, { mode: 'recognised' }).map((find) => `${find.kind}:${text.slice(find.start, find.end)}`);

describe('recognised text', () => {
  it('finds values that stick to their labels', () => {
    const random = new Seeded(3);
    const [iban, pesel, card] = [VALID_IDS.germanIban(random), VALID_IDS.pesel(random), VALID_IDS.visa(random)];
    expect(read(`IBAN${iban}`)).toEqual([`iban:${iban}`]);
    expect(read(`PESEL${pesel}`)).toEqual([`national-id:${pesel}`]);
    expect(read(`CARD${card}EXP`)).toEqual([`payment-card:${card}`]);
    expect(read('Name:JohnSmith')).toEqual(['person-name:JohnSmith']);
    expect(read('Tel:+4930901820')).toEqual(['phone:+4930901820']);
  });

  it('takes a name in capitals without a blank apart', () => {
    expect(read('JOHNSMITH')).toEqual(['person-name:JOHNSMITH']);
    expect(read('IDENTITYCARD')).toEqual([]);
    expect(read('THANKYOU')).toEqual([]);
  });

  it('corrects confused characters where check digits confirm it, and says so', () => {
    const [find] = findPersonalData('IBAN:DE8937O4OO44O532013000', { mode: 'recognised' });
    expect(find).toMatchObject({ kind: 'iban', start: 5, end: 27 });
    expect(find!.reason).toContain('after correcting confused characters');
    const [card] = findPersonalData('Card:4111l11111111111', { mode: 'recognised' });
    expect(card).toMatchObject({ kind: 'payment-card', start: 5, end: 21 });
  });

  it('does not correct where no check digit confirms it, nor in plain text', () => {
    expect(
      findPersonalData('SSN:123-45-67B9', { mode: 'recognised', kinds: ['national-id'], minimumScore: 0 }).filter(
        (find) => find.country === 'US',
      ),
    ).toEqual([]);
    expect(
      findPersonalData('IBAN:DE8937O4OO44O532013000', { kinds: ['iban'] }).filter((find) => find.reason.startsWith('checksum valid')),
    ).toEqual([]);
  });

  it('reads an address without blanks', () => {
    expect(read('Hauptstrasse12,10115Berlin')).toEqual(['postal-address:Hauptstrasse12,10115Berlin']);
  });

  it('gives places in the source, with diacritics the recogniser kept', () => {
    const text = 'Größe\nName:JoséGarcía';
    const [find] = findPersonalData(text, { mode: 'recognised' });
    expect(text.slice(find!.start, find!.end)).toBe('JoséGarcía');
  });
});
