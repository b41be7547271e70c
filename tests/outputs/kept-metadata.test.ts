import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeExif } from '../../scripts/samples/exif-writer.ts';
import { KEPT_METADATA } from '../../src/core/policy/policy.ts';
import type { WrittenImageFormat } from '../../src/core/structure/inspection.ts';
import { EngineSession, STILL_FORMATS, type Region } from './engine-session.ts';
import { encodeJpeg, SAMPLINGS, segment } from './jpeg-encoder.ts';
import { background } from './secrets.ts';

const REGION: Region = { box: { left: 10, top: 8, width: 14, height: 12 }, shape: 'ellipse' };
const CANARY = 'SECRET-KEPT-4711';
/** A photo that says more than what is kept, and hides words behind what is. */
const source = encodeJpeg(background(5, 96, 72), SAMPLINGS['4:2:0'], 85, [
  segment(
    0xe1,
    Buffer.from('Exif\0\0', 'latin1'),
    writeExif({
      image: [
        { tag: 0x010f, ascii: CANARY },
        { tag: 0x011a, rationals: [[2_040_000_471, 10_000_000]] },
        { tag: 0x011b, rationals: [[98, 1]] },
        { tag: 0x0128, short: 2 },
        { tag: 0x0132, ascii: '2025:01:01 00:00:00' },
      ],
      exif: [
        { tag: 0x9003, ascii: '2024:05:06 07:08:09' },
        { tag: 0x9011, ascii: '+02:00' },
        { tag: 0x9291, ascii: '4711' },
        { tag: 0xa431, ascii: CANARY },
      ],
      gps: [],
    }),
  ),
]);

/** What exiftool tells of a finished file beyond what it tells of one that keeps nothing. */
const TIME = { 'ExifIFD:DateTimeOriginal': '2024:05:06 07:08:09', 'ExifIFD:OffsetTimeOriginal': '+02:00' };
const IN_EXIF = { 'IFD0:XResolution': 204, 'IFD0:YResolution': 98, 'IFD0:ResolutionUnit': 'inches' };
const SUM = { 'Composite:SubSecDateTimeOriginal': '2024:05:06 07:08:09+02:00' };
const ORDER = { 'File:ExifByteOrder': 'Little-endian (Intel, II)' };
const TOLD: Readonly<Record<(typeof STILL_FORMATS)[number], Readonly<Record<string, unknown>>>> = {
  jpeg: { ...TIME, ...SUM, ...ORDER, 'JFIF:XResolution': 204, 'JFIF:YResolution': 98, 'JFIF:ResolutionUnit': 'inches' },
  png: { ...TIME, ...SUM, ...ORDER, 'PNG-pHYs:PixelsPerUnitX': 8031, 'PNG-pHYs:PixelsPerUnitY': 3858, 'PNG-pHYs:PixelUnits': 'meters' },
  webp: { ...TIME, ...SUM, ...ORDER, ...IN_EXIF },
  avif: { ...TIME, ...SUM, ...ORDER, ...IN_EXIF },
};
/** Sums of the coded data, lengths and places, which differ where anything is added. */
const FORM = /^(SourceFile$|ExifTool:|System:|File:(FileType|ImageWidth|ImageHeight)$|JPEG:|RIFF:|Meta:|QuickTime:|Composite:(ImageSize|Megapixels)$)/u;

const hasExiftool = spawnSync('exiftool', ['-ver'], { stdio: 'ignore' }).status === 0;
if (!hasExiftool) console.info('skipped: exiftool is not installed');

let folder: string;
const written = new Map<string, { readonly path: string; readonly bytes: Buffer; readonly format: WrittenImageFormat }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cloakroom-kept-'));
  const session = await EngineSession.open();
  try {
    for (const format of STILL_FORMATS) {
      for (const [name, keep] of [['kept', KEPT_METADATA], ['plain', []]] as const) {
        const output = await session.export(source, { regions: [REGION], format, keep });
        const path = join(folder, `${name}.${format}`);
        writeFileSync(path, output.bytes);
        written.set(`${name} ${format}`, { path, ...output });
      }
    }
  } finally {
    await session.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tagsOf(path: string): Record<string, unknown> {
  const [tags] = JSON.parse(execFileSync('exiftool', ['-j', '-a', '-G1', '-s', '-ee3', '-u', '-U', '-api', 'RequestAll=3', path], { encoding: 'utf8' })) as Record<string, unknown>[];
  return Object.fromEntries(Object.entries(tags!).filter(([tag]) => !FORM.test(tag)));
}

describe.each(STILL_FORMATS)('metadata kept in a %s by choice', (format) => {
  it('is no byte of the source', () => {
    const { bytes, format: made } = written.get(`kept ${format}`)!;
    expect(made).toBe(format);
    for (const secret of [CANARY, '4711', '2025:01:01']) expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes('2024:05:06 07:08:09')).toBe(true);
    expect(written.get(`plain ${format}`)!.bytes.includes('2024:05:06')).toBe(false);
  });

  it.skipIf(!hasExiftool)('is all that exiftool finds beyond what it finds in any output', () => {
    const plain = tagsOf(written.get(`plain ${format}`)!.path);
    const more = Object.entries(tagsOf(written.get(`kept ${format}`)!.path)).filter(([tag, value]) => JSON.stringify(plain[tag]) !== JSON.stringify(value));
    expect(Object.fromEntries(more)).toEqual(TOLD[format]);
  });
});
