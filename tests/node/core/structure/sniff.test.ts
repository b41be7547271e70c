import { describe, expect, it } from 'vitest';
import { requireFormat, sniffFormat } from '../../../../src/core/structure/sniff.ts';
import { avif, ftyp } from './avif-builder.ts';
import { bmp } from './bmp-builder.ts';
import { be32, bytes } from './byte-builder.ts';
import { gif } from './gif-builder.ts';
import { heif } from './heif-builder.ts';
import { jpeg } from './jpeg-builder.ts';
import { png } from './png-builder.ts';
import { refusalOf } from './refusal.ts';
import { riff, vp8 } from './webp-builder.ts';

describe('sniffFormat', () => {
  it.each([
    ['jpeg', jpeg()],
    ['png', png()],
    ['webp', riff(vp8())],
    ['gif', gif()],
    ['bmp', bmp()],
    ['avif', avif()],
    ['avif', ftyp('avis')],
    ['heif', heif()],
    ['heif', bytes(be32(16), 'ftypmif1', be32(0))],
    ['tiff', bytes('II*\0', [8, 0, 0, 0])],
    ['tiff', bytes('MM\0+', [0, 8, 0, 0])],
  ] as const)('knows %s', (format, file) => {
    expect(sniffFormat(file)).toBe(format);
  });

  it.each([
    ['a raw file that begins like a TIFF', bytes('II*\0', [16, 0, 0, 0], 'CR\x02')],
    ['a video', bytes(be32(24), 'ftypisom', be32(0), 'isomavc1')],
    ['text that begins with BM', bytes('BMW dealers in this town, a list')],
    ['a sound in RIFF', bytes('RIFF', be32(4), 'WAVE')],
    ['a PDF', bytes('%PDF-1.7')],
    ['half a signature', bytes('\x89PN')],
  ])('does not take %s for a picture', (_, file) => {
    expect(sniffFormat(file)).toBeNull();
  });

  it('finds the AVIF brand among the compatible ones', () => {
    expect(sniffFormat(bytes(be32(24), 'ftypmif1', be32(0), 'miafavif'))).toBe('avif');
  });

  it('looks for brands in the file type box only', () => {
    expect(sniffFormat(bytes(be32(16), 'ftypisom', be32(0), 'avifheic'))).toBeNull();
  });
});

describe('requireFormat', () => {
  it('tells an empty file from an unknown one', () => {
    expect(refusalOf(() => requireFormat(new Uint8Array()))).toBe('input/empty');
    expect(refusalOf(() => requireFormat(bytes('?')))).toBe('input/unsupported');
  });
});
