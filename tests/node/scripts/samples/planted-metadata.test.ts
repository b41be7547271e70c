import { describe, expect, it } from 'vitest';
import { cutJpeg, plantMetadata } from '../../../../scripts/samples/jpeg-segments.ts';
import { plantedMetadata, SAMPLE_OWNER } from '../../../../scripts/samples/planted-metadata.ts';
import { inspectImage } from '../../../../src/core/structure/inspect.ts';

const STORY = { title: 'A walk', takenAt: '2024:06:01 18:30:00', make: 'Sample Works', model: 'Sample Phone 3', serialNumber: 'SAMPLE-0009' };

/** The smallest JPEG that has every part: one 8 x 8 block of grey, with an EXIF block and a comment of its own. */
const SOURCE = Buffer.concat([
  Buffer.from('ffd8', 'hex'),
  Buffer.from('ffe000104a46494600010100000100010000', 'hex'),
  Buffer.from('ffe1000c', 'hex'),
  Buffer.from('Exif\0\0OLD!', 'latin1'),
  Buffer.from('fffe000a', 'hex'),
  Buffer.from('OLD NOTE', 'latin1'),
  Buffer.concat([Buffer.from('ffdb004300', 'hex'), Buffer.alloc(64, 1)]),
  Buffer.from('ffc0000b080008000801011100', 'hex'),
  Buffer.from('ffc40014000100000000000000000000000000000000', 'hex'),
  Buffer.from('ffc40014100100000000000000000000000000000000', 'hex'),
  Buffer.from('ffda0008010100003f00', 'hex'),
  Buffer.from('3f', 'hex'),
  Buffer.from('ffd9', 'hex'),
]);

const sample = plantMetadata(cutJpeg(SOURCE), plantedMetadata(STORY));

function valueOf(name: string): string | null | undefined {
  return inspectImage(sample).metadata.find((item) => item.name === name)?.value;
}

describe('plantMetadata', () => {
  it('keeps the size and drops what the picture carried itself', () => {
    expect(cutJpeg(SOURCE)).toMatchObject({ width: 8, height: 8 });
    expect(sample.includes('OLD')).toBe(false);
  });

  it('plants something of every kind that people should see removed', () => {
    const kinds = new Set(inspectImage(sample).metadata.map((item) => item.kind));
    expect([...kinds]).toEqual(expect.arrayContaining(['exif', 'gps', 'camera', 'time', 'serial-number', 'person', 'xmp', 'iptc', 'comment', 'trailer']));
  });

  it('writes fields that read back as they were written', () => {
    expect(valueOf('Artist')).toBe(SAMPLE_OWNER);
    expect(valueOf('Model')).toBe('Sample Phone 3');
    expect(valueOf('DateTimeOriginal')).toBe('2024:06:01 18:30:00');
    expect(valueOf('BodySerialNumber')).toBe('SAMPLE-0009');
  });

  it('gives the same bytes each time', () => {
    expect(plantMetadata(cutJpeg(SOURCE), plantedMetadata(STORY)).equals(sample)).toBe(true);
  });
});

describe('cutJpeg', () => {
  it('refuses what is no JPEG file', () => {
    expect(() => cutJpeg(Buffer.from('not a picture'))).toThrow('no JPEG');
  });

  it('refuses a file without an end', () => {
    expect(() => cutJpeg(SOURCE.subarray(0, SOURCE.length - 2))).toThrow();
  });
});
