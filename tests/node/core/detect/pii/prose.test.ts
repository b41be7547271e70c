import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../../../../src/core/detect/pii/find-personal-data.ts';
import type { PersonalDataKind } from '../../../../../src/core/detect/pii/personal-data.ts';

function read(text: string, kind: PersonalDataKind, minimumScore = 0.5): string[] {
  return findPersonalData(text, { kinds: [kind], minimumScore }).map((find) => text.slice(find.start, find.end));
}

describe('names of persons', () => {
  it.each([
    ['Mr Plimpton left.', ['Plimpton']],
    ['Sehr geehrter Herr Überall,', ['Überall']],
    ['Full name: xiomara quesenberry', ['xiomara quesenberry']],
    ['First name: Ada\nLast name: Quibell', ['Ada', 'Quibell']],
    ['Best regards\nOttoline Quibell', ['Ottoline Quibell']],
    ['then Jan van der Zwaluw spoke', ['Jan van der Zwaluw']],
    ["I saw Mary O'Brien-Smith there", ["Mary O'Brien-Smith"]],
    ['PETER MUELLER', ['PETER MUELLER']],
    ['peter mueller', ['peter mueller']],
    ['from Mu\u0308ller, Hans', ['Mu\u0308ller, Hans']],
  ])('finds them in %j', (text, names) => {
    expect(read(text, 'person-name')).toEqual(names);
  });

  it.each([
    'The Green Party won.',
    'Smith & Sons Ltd won.',
    'Name: required',
    'Will you come in May?',
    'Dear Customer,',
    'United States of America',
    'Happy New Year',
    'Please Select An Option',
    'a walk in Hyde Park',
    'TOTAL AMOUNT DUE',
    'Deutsche Bank AG',
  ])('finds none in %j', (text) => {
    expect(read(text, 'person-name')).toEqual([]);
  });

  it('scores a title and a surname higher than a surname alone', () => {
    const score = (text: string): number => findPersonalData(text, { kinds: ['person-name'], minimumScore: 0 })[0]?.score ?? 0;
    expect(score('we saw Mrs Kowalski')).toBeGreaterThan(score('we saw Kowalski'));
  });
});

describe('postal addresses', () => {
  it.each([
    ['at 4 Privet Drive, today', '4 Privet Drive'],
    ['Rosenweg 3b', 'Rosenweg 3b'],
    ['ul. Krótka 5/7, 31-002 Kraków', 'ul. Krótka 5/7, 31-002 Kraków'],
    ['Av. Paulista, 1578, São Paulo', 'Av. Paulista, 1578, São Paulo'],
    ['Storgatan 12, 111 22 Stockholm', 'Storgatan 12, 111 22 Stockholm'],
    ['Address: The Old Mill\nUpper Wallop 7\nHampshire\n\nThanks', 'The Old Mill\nUpper Wallop 7\nHampshire'],
    ['PO Box 99, Dover', 'PO Box 99, Dover'],
    ['Toronto M5V 2T6', 'M5V 2T6'],
  ])('are found in %j', (text, address) => {
    expect(read(text, 'postal-address')[0]).toBe(address);
  });

  it.each([
    'I drove 5 miles down the road.',
    'sent 3 mails via the server',
    'Total 12345 Items',
    'Order 12, 10.50 EUR',
    'a place to be',
    '2 x Court Shoes 12.50',
  ])('are not found in %j', (text) => {
    expect(read(text, 'postal-address')).toEqual([]);
  });
});

describe('dates of birth', () => {
  it('are told from other dates by their words', () => {
    expect(read('Born on 3 May 1970, hired 4 June 1999', 'date-of-birth')[0]).toBe('3 May 1970');
    expect(read('Invoice date 03.05.2020', 'date-of-birth')).toEqual([]);
    expect(read('DOB 31/02/1980', 'date-of-birth')).toEqual([]);
  });
});

describe('phones', () => {
  it.each([
    '2024-05-14',
    '12.03.2024',
    '192.168.10.12',
    '1.234.567,89',
    '4006381333931',
    'USD 1 200 300',
    '10:30-11:45',
    '2019-2020',
    '$212-555-0147',
  ])('are not found in %j', (text) => {
    expect(read(`see ${text} there`, 'phone')).toEqual([]);
  });

  it('take an extension along', () => {
    expect(read('Phone 212-555-0147 ext. 12', 'phone')).toEqual(['212-555-0147 ext. 12']);
  });
});

describe('travel documents', () => {
  it('are one find over their lines, with the check digits told', () => {
    const zone = 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<';
    expect(findPersonalData(`Card:\n${zone}\nend`)).toMatchObject([
      { kind: 'travel-document', start: 6, end: 6 + zone.length, score: 0.99 },
    ]);
    expect(findPersonalData(zone.replace('7408122F', '7408123F'))[0]?.reason).not.toContain('checksum valid');
  });
});
