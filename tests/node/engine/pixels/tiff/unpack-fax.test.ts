import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../../../../src/core/errors.ts';
import { unpackFax, type FaxForm } from '../../../../../src/engine/pixels/tiff/unpack-fax.ts';
import { refusalOf } from '../../../core/structure/refusal.ts';
import { packGroup3, packGroup3Against, packGroup4, packRows, plainRows, type FaxRow } from './fax-writer.ts';

const ROWS: FaxForm = { compression: 'fax-rows', isFax2d: false };
const GROUP_3: FaxForm = { compression: 'fax-3', isFax2d: false };
const GROUP_3_2D: FaxForm = { compression: 'fax-3', isFax2d: true };
const GROUP_4: FaxForm = { compression: 'fax-4', isFax2d: false };
const EACH = [
  ['rows by themselves', ROWS, packRows],
  ['Group 3', GROUP_3, packGroup3],
  ['Group 3 with marks that end with a byte', GROUP_3, (rows: readonly FaxRow[]) => packGroup3(rows, 'aligned')],
  ['Group 3 without marks', GROUP_3, (rows: readonly FaxRow[]) => packGroup3(rows, 'bare')],
  ['Group 3 with two dimensions', GROUP_3_2D, packGroup3Against],
  ['Group 4', GROUP_4, packGroup4],
] as const;

function unpacked(packed: Uint8Array, width: number, height: number, form: FaxForm): Uint8Array {
  const target = new Uint8Array(Math.ceil(width / 8) * height);
  unpackFax(packed, target, width, form);
  return target;
}

const row = (pattern: string): FaxRow => Array.from(pattern, (character) => character === '#');
const fromBits = (bits: string): Uint8Array => Uint8Array.from(bits.replaceAll(' ', '').match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
const runs = (...lengths: readonly number[]): FaxRow => lengths.flatMap((length, index) => new Array<boolean>(length).fill(index % 2 === 1));

/** Every run that has a code of its own, white and then black, in rows of 5300 pixels; a black row and a white one behind them. */
function everyRun(): FaxRow[] {
  const lengths = [...Array.from({ length: 63 }, (_, at) => at + 1), ...Array.from({ length: 40 }, (_, at) => (at + 1) * 64)];
  const rows: number[][] = [[]];
  for (const length of lengths) {
    const last = rows.at(-1)!;
    if (last.reduce((sum, run) => sum + run, 0) + 2 * length > 5300) rows.push([length, length]);
    else last.push(length, length);
  }
  return [...rows.map((one) => runs(...one, 5300 - one.reduce((sum, run) => sum + run, 0))), runs(0, 5300), runs(5300)];
}

/** Those rows as other software packs them: Group 3, marks that end with a byte. */
const EVERY_RUN_PACKED =
  'AAEdPxW8Pi8cxaCHCICkBwwTQH1DFQL1gwnAgYGcQGguGwGDcIChQBdWBgmGUkDLMBmAQZoGDQNA0jYNQkDWJhpCgaYqGoLBqi4axQGuUg2FQNpWG0WBtloKgICqCgrBQK4WDIpAyqYKSoCmqgSEgG5K' +
  'BwsATrIFC0CwtgspQFaWBYZAtGYMxoDPs1A8N5GoZAbrmoZIbsiqAAFuagthubGoGYbm5qBoG7IagahuymoGwN2g1A2hu3VQAWc1AlBuzDUCWG7NNQJgbtVVAAFpGoE0N2magcg3AQqgAWoagcw3apqB' +
  '0DdsqoABaxqB1DdrmoHYN2aqgAFsGoHcN2yagUg3bqoAAW0agUw3AfVQAW2agVA3AdVQAUwagVQ3AXVQAUyagWg3AVVQAU0agWw3ATVQAWDUDIG4DVUAAU2agZQ3AQqgAQEGoCA3YVQAAQGGoDA3TKqA' +
  'AQGmoDQ3baqAAQEjUBIN2yqgAQEzUBMN2uqgAQFDUBQN2qqgAQFTUBUN2mqgAQFjUBYN2aqgAQFzUBcN2dVAAQHDUBwN2VVAAQHTUB0NzdVAAQHjUB4N26qAAQHzUB8N5KoAATUB8B8MgCQAAQHwH5Ko';

const PICTURE = [
  row('..........................'),
  row('##########################'),
  row('#.......######...........#'),
  row('........######..........##'),
  row('#..............##.......##'),
  row('....#.#.#...##....##......'),
  row('....#.#.#...##....##......'),
  row('.#.#.#.#.#.#.#.#.#.#.#.#.#'),
  row('#.#.#.#.#.#.#.#.#.#.#.#.#.'),
];

describe('unpackFax', () => {
  it.each(EACH)('undoes %s', (_, form, pack) => {
    expect(unpacked(pack(PICTURE), 26, PICTURE.length, form)).toEqual(plainRows(PICTURE));
  });

  it('knows the code of every run, as other software writes it', () => {
    const rows = everyRun();
    expect(rows).toHaveLength(29);
    const packed = Uint8Array.from(Buffer.from(EVERY_RUN_PACKED, 'base64'));
    expect(Buffer.compare(unpacked(packed, 5300, 29, GROUP_3), plainRows(rows))).toBe(0);
    for (const [, form, pack] of EACH) expect(Buffer.compare(unpacked(pack(rows), 5300, 29, form), plainRows(rows))).toBe(0);
  });

  it('knows every mode by hand: pass, runs, and changes up to three pixels aside', () => {
    const rows: (readonly [codes: string, pixels: string])[] = [
      ['001 1011 011 1', '....####........'],
      ['010 1 1', '...#####........'],
      ['000010 1 1', '.#######........'],
      ['0000011 000011 1', '....######......'],
      ['0001 1', '................'],
      ['001 00110101 010 1', '#...............'],
      ['1 011 1', '##..............'],
      ['001 1000 11 1', '...##...........'],
      ['0000010 0000010 0001 1', '##..............'],
    ];
    const packed = fromBits(rows.map(([codes]) => codes).join(''));
    expect(unpacked(packed, 16, rows.length, GROUP_4)).toEqual(plainRows(rows.map(([, pixels]) => row(pixels))));
    // One further to the left than the first pixel.
    expect(refusalOf(() => unpacked(fromBits('001 00110101 010 1 010'), 16, 2, GROUP_4))).toBe('input/corrupt');
  });

  it.each(EACH)('undoes whatever a writer made: %s', (_, form, pack) => {
    const picture = fc.integer({ min: 1, max: 70 }).chain((width) => fc.array(fc.array(fc.boolean(), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }));
    fc.assert(
      fc.property(picture, (rows) => {
        expect(unpacked(pack(rows), rows[0]!.length, rows.length, form)).toEqual(plainRows(rows));
      }),
    );
  });

  it.each(EACH)('undoes long runs and rows that are much alike: %s', (_, form, pack) => {
    const row = fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 12, maxLength: 12 }), (some, shifts) => {
        const moved = some.map((one) => one.map((run, at) => Math.max(0, run + shifts[at]!)));
        const rows = [...some, ...moved, ...some].map((one) => runs(...one, 4000).slice(0, 4000));
        expect(Buffer.compare(unpacked(pack(rows), 4000, rows.length, form), plainRows(rows))).toBe(0);
      }),
      { numRuns: 12 },
    );
  });

  it.each(EACH)('refuses data that end early: %s', (_, form, pack) => {
    const packed = pack(PICTURE);
    for (let length = 0; length < packed.length - 10; length += 1) {
      expect(refusalOf(() => unpacked(packed.subarray(0, length), 26, PICTURE.length, form))).toBe('input/corrupt');
    }
    // The mark of the end comes before the last of the rows that there should be.
    expect(refusalOf(() => unpacked(packed, 26, PICTURE.length + 9, form))).toBe('input/corrupt');
  });

  it('refuses rows that are longer than the picture, and pixels without code', () => {
    expect(refusalOf(() => unpacked(packRows([runs(30)]), 29, 1, ROWS))).toBe('input/corrupt');
    expect(refusalOf(() => unpacked(Uint8Array.of(0b0110_0000, 0), 8, 1, GROUP_4))).toBe('input/corrupt');
    expect(refusalOf(() => unpacked(Uint8Array.of(0b0000_0011, 0b1100_0000), 8, 1, GROUP_4))).toBe('input/undecodable');
    expect(refusalOf(() => unpacked(packGroup3(PICTURE, 'bare'), 26, 9, GROUP_3_2D))).toBe('input/corrupt');
  });

  it('takes runs of no pixels for no change', () => {
    // Runs: no white, no black, again and again; then a row of eight white pixels as the white row above.
    const nothing = '001' + '00110101' + '0000110111';
    // Three white pixels and no black ones: the next row finds no change there, and is white to its end by one bit.
    expect(unpacked(fromBits('001 1000 0000110111 1 1'), 8, 2, GROUP_4)).toEqual(Uint8Array.of(0, 0));
    expect(unpacked(fromBits(`${nothing.repeat(1000)}1`), 8, 1, GROUP_4)).toEqual(Uint8Array.of(0));
  });

  it('ends with whole rows or a typed refusal, whatever the data hold', () => {
    const forms = fc.constantFrom(ROWS, GROUP_3, GROUP_3_2D, GROUP_4);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 30 }), forms, (packed, width, height, form) => {
        try {
          unpacked(packed, width, height, form);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(AnonymizerError);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
