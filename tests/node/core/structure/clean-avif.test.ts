import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanOutput } from '../../../../src/core/structure/clean.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';
import { verifyOutput } from '../../../../src/core/structure/verify.ts';
import { auxC, avif, box, ispe, type BuiltItem } from './avif-builder.ts';
import { be16, be32, bytes, offsetOf, patched } from './byte-builder.ts';
import { refusalOf } from './refusal.ts';

const SIZE = { width: 40, height: 24 };
const CANARY = 'SECRET-text-4711';
const ALPHA = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';

/** One AV1 unit with a size. */
const unit = (type: number, content: Uint8Array): Uint8Array => bytes((type << 3) | 2, content.length, content);
const SEQUENCE = unit(1, bytes([0x18, 0x15]));
const FRAME = unit(6, bytes('frame'));
const METADATA = unit(5, bytes(CANARY));
const pixi = (channels: number): Uint8Array => box('pixi', be32(0), channels, new Array<number>(channels).fill(8));
const av1C = (...content: readonly Uint8Array[]): Uint8Array => box('av1C', [0x81, 0, 0, 0], ...content);
const colr = (matrix: number): Uint8Array => box('colr', 'nclx', be16(2), be16(2), be16(matrix), 0x80);

/** What an encoder writes: delimiters, metadata, the sequence header twice, colours not named. */
const plane = (over: Partial<BuiltItem> = {}): BuiltItem => ({
  type: 'av01',
  properties: [ispe(40, 24), pixi(3), av1C(SEQUENCE), colr(6)],
  data: bytes(unit(2, bytes('')), SEQUENCE, METADATA, FRAME, unit(15, bytes(CANARY))),
  ...over,
});
const alpha: BuiltItem = plane({
  properties: [ispe(40, 24), pixi(1), av1C(), auxC(ALPHA)],
  data: bytes(SEQUENCE, FRAME),
  reference: { type: 'auxl', to: 1 },
});
const RICH = avif(
  [
    plane({ properties: [ispe(40, 24), pixi(3), av1C(SEQUENCE), colr(6), box('udes', be32(0), CANARY)] }),
    { type: 'Exif', data: bytes(be32(0), CANARY), reference: { type: 'cdsc', to: 1 } },
    alpha,
  ],
  [box('free', CANARY), bytes(CANARY)],
);
const clean = (file: Uint8Array): Uint8Array<ArrayBuffer> => cleanOutput(file, 'avif');
const findings = (file: Uint8Array, size = SIZE): string[] => verifyOutput(file, 'avif', size).findings.map(({ kind, name }) => `${kind} ${name}`);

describe('a written AVIF', () => {
  it.each([
    ['a picture', avif([plane()]), false],
    ['a picture with alpha', avif([plane(), alpha]), true],
    ['one with everything around it', RICH, true],
  ])('is rewritten to the allow-list: %s', (_, file, hasAlpha) => {
    const written = clean(file);
    expect(findings(written)).toEqual([]);
    expect(inspectImage(written)).toMatchObject({ format: 'avif', size: SIZE, hasAlpha, metadata: [] });
    expect(Buffer.from(written).includes('SECRET')).toBe(false);
    expect(clean(written)).toEqual(written);
  });

  it('keeps the frame’s bytes and how its colours were mixed', () => {
    const written = Buffer.from(clean(avif([plane()])));
    expect(written.includes(Buffer.concat([SEQUENCE, FRAME]))).toBe(true);
    expect(written.includes(Buffer.from(colr(6)).fill(Buffer.from([0, 1, 0, 13]), 12, 16))).toBe(true);
  });

  it.each([
    ['no AVIF', bytes('\x89PNG\r\n\x1a\n')],
    ['a grid', avif([plane({ type: 'grid' })])],
    ['no configuration', avif([plane({ properties: [ispe(40, 24), pixi(3), colr(6)] })])],
    ['a colour profile', avif([plane({ properties: [ispe(40, 24), pixi(3), av1C(), box('colr', 'prof', CANARY)] })])],
    ['a unit without a size', avif([plane({ data: bytes([0x30, 1, 2]) })])],
    ['a unit that is cut', avif([plane({ data: bytes([0x32, 9, 2]) })])],
  ])('is not made of %s', (_, file) => {
    expect(refusalOf(() => clean(file))).toBe('export/encode');
  });

  const good = clean(avif([plane(), alpha]));
  it.each([
    ['what an encoder wrote', avif([plane()]), 'segment ftyp'],
    ['another size', patched(good, offsetOf(good, 'ispe') + 11, 41), 'size ispe'],
    ['a name of the handler', patched(good, offsetOf(good, 'pict') + 16, 0x6c), 'segment hdlr'],
    ['another item', patched(good, offsetOf(good, 'av01'), 0x78), 'segment iinf'],
    ['another brand', patched(good, 16, 0x78), 'segment ftyp'],
    ['a box behind the data', bytes(good, box('uuid', CANARY)), 'segment uuid'],
    ['an unknown box behind the data', bytes(good, box('SECR', CANARY)), 'segment unknown box'],
    ['bytes behind the data', bytes(good, CANARY), 'trailer box size'],
    ['other primaries', patched(good, offsetOf(good, 'nclx') + 5, 9), 'segment colr'],
    ['metadata in the AV1 data', patched(good, offsetOf(good, 'frame') - 2, 0x2a), 'segment AV1 unit'],
    ['a unit that reaches too far', patched(good, offsetOf(good, 'frame') - 1, 99), 'malformed AV1 unit'],
    ['data that no item owns', patched(good, offsetOf(good, 'iloc') + 39, 4), 'segment mdat'],
  ])('is told from one with %s', (_, file, expected) => {
    expect(findings(file)).toContain(expected);
  });

  it('is held for a size that was not planned', () => {
    expect(findings(good, { width: 24, height: 40 })).toEqual(['size ispe', 'size ispe']);
  });

  it('is told from every file with one byte changed outside the compressed pixels', () => {
    const free = new Set<number>();
    for (let at = 0; at < good.length; at += 1) {
      // The configuration's details and the mixing may be what the encoder chose; so may the units' content.
      for (const [name, from, to] of [['av1C', 5, 8], ['nclx', 8, 11]] as const) {
        for (let place = Buffer.from(good).indexOf(name); place !== -1; place = Buffer.from(good).indexOf(name, place + 1)) {
          if (at >= place + from && at < place + to) free.add(at);
        }
      }
    }
    const media = offsetOf(good, 'mdat') + 4;
    fc.assert(
      fc.property(fc.nat(media - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        if (!free.has(at)) expect(findings(patched(good, at, good[at]! ^ change))).not.toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends with findings, never with an error, wherever it is cut', () => {
    for (let length = 0; length < good.length; length += 1) expect(findings(good.subarray(0, length))).not.toEqual([]);
  });
});
