import { describe, expect, it } from 'vitest';
import { sniffUnsupportedVideo, sniffVideo } from '../../../../../src/core/structure/video/sniff-video.ts';
import { be32, bytes } from '../byte-builder.ts';
import { box, film } from './film-builder.ts';
import { element } from './matroska-builder.ts';

const fileType = (brand: string, ...others: readonly string[]): Uint8Array => box('ftyp', brand, be32(0), ...others);

describe('sniffVideo', () => {
  it.each(['isom', 'iso5', 'mp42', 'avc1', 'M4V ', '3gp5', 'dash', 'XAVC', 'MSNV'])('knows the brand %s as MP4', (brand) => {
    expect(sniffVideo(fileType(brand, 'isom'))).toBe('mp4');
  });

  it('knows QuickTime by its brand, and from before brands by its first box', () => {
    expect(sniffVideo(fileType('qt  '))).toBe('mov');
    for (const type of ['moov', 'mdat', 'wide', 'free', 'skip', 'pnot']) expect(sniffVideo(box(type, 'content')), type).toBe('mov');
    expect(sniffVideo(bytes(be32(3), 'moov'))).toBeNull();
  });

  it('knows Matroska and WebM by their type of document', async () => {
    expect(sniffVideo(element(0x1a45dfa3, '\x42\x82\x88matroska'))).toBe('mkv');
    expect(sniffVideo((await film('webm')).subarray(0, 64))).toBe('webm');
    expect(sniffVideo(element(0x1a45dfa3, '\x42\x82\x85other'))).toBeNull();
  });

  it('leaves pictures and sound alone', () => {
    for (const brand of ['avif', 'avis', 'heic', 'mif1', 'M4A ', 'jxl ', 'crx ']) expect(sniffVideo(fileType(brand, 'isom')), brand).toBeNull();
    for (const start of ['\xff\xd8\xff\xe0', '\x89PNG\r\n\x1a\n', 'RIFF\0\0\0\0WEBPVP8 ', 'a text file', '']) expect(sniffVideo(bytes(start))).toBeNull();
  });
});

describe('sniffUnsupportedVideo', () => {
  it.each([
    ['AVI', 'RIFF\0\0\0\0AVI LIST'],
    ['FLV', 'FLV\x01\x05'],
    ['ASF', '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'],
    ['Ogg', 'OggS\0'],
    ['MPEG-PS', '\0\0\x01\xba'],
    ['MXF', '\x06\x0e\x2b\x34\x02\x05\x01\x01'],
    ['RealMedia', '.RMF'],
    ['MPEG-TS', `G${'\0'.repeat(187)}G${'\0'.repeat(187)}G`],
    ['MPEG-TS', `\0\0\0\0G${'\0'.repeat(191)}G${'\0'.repeat(191)}G`],
  ])('names %s', (name, start) => {
    expect(sniffUnsupportedVideo(bytes(start))).toBe(name);
    expect(sniffVideo(bytes(start))).toBeNull();
  });

  it('names nothing else', async () => {
    for (const file of [await film('end'), await film('webm'), bytes('RIFF\0\0\0\0WAVE'), bytes('Go on')]) expect(sniffUnsupportedVideo(file)).toBeNull();
  });
});
