import { deflateRawSync, deflateSync } from 'node:zlib';
import { writeExif } from '../../scripts/samples/exif-writer.ts';
import { canary } from './canaries.ts';
import { encodeGif, gifComment } from './gif-file.ts';
import { encodeJpeg, SAMPLINGS, segment } from './jpeg-encoder.ts';
import { paint } from './picture.ts';
import { chunk, encodePng } from './png-file.ts';
import { background } from './secrets.ts';

/** A file that carries a canary in every place that its format has. */
export interface DirtyFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Carriers whose canaries it holds, sorted. */
  readonly carriers: readonly string[];
}

const SCENE = background(99, 96, 72);
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Photos with metadata, hidden second pictures and trailers. */
export function dirtyJpegs(): DirtyFile[] {
  const plain = encodeJpeg(SCENE, SAMPLINGS['4:2:0']);
  const full = encodeJpeg(SCENE, SAMPLINGS['4:2:0'], 85, [
    segment(0xe1, latin1('Exif\0\0'), exif()),
    segment(0xe1, latin1('http://ns.adobe.com/xap/1.0/\0'), latin1(xmp())),
    segment(0xe1, latin1(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\0\x40\0\0\0\0${canary('EXTENDEDXMP')}`)),
    segment(0xed, latin1('Photoshop 3.0\0'), iptc()),
    segment(0xe2, latin1('ICC_PROFILE\0\x01\x01'), icc()),
    segment(0xeb, latin1('JP\0\x01\0\0\0\x01'), jumbf()),
    segment(0xe5, latin1(canary('APP5'))),
    segment(0xfe, latin1(canary('COM'))),
  ]);
  const second = encodeJpeg(SCENE, SAMPLINGS['4:4:4'], 60, [segment(0xfe, latin1(canary('SECONDIMAGE')))]);
  return [
    { name: 'JPEG with every kind of segment', bytes: full, carriers: ['APP5', 'ARTIST', 'C2PA', 'COM', 'EXTENDEDXMP', 'GPSAREA', 'ICC', 'IPTC', 'MAKERNOTE', 'THUMBNAIL', 'USERCOMMENT', 'XMP'] },
    { name: 'JPEG with a second picture (MPF)', bytes: withSecondPicture(second), carriers: ['SECONDIMAGE'] },
    { name: 'JPEG with a JPEG behind its end', bytes: Buffer.concat([plain, second]), carriers: ['SECONDIMAGE'] },
    { name: 'JPEG with a PNG behind its end', bytes: Buffer.concat([plain, encodePng(SCENE, { before: [chunk('tEXt', latin1(`Comment\0${canary('TRAILERPNG')}`))] })]), carriers: ['TRAILERPNG'] },
    { name: 'JPEG with a ZIP behind its end', bytes: Buffer.concat([plain, zip()]), carriers: ['TRAILERZIP'] },
    { name: 'JPEG with a video behind its end', bytes: Buffer.concat([plain, latin1(`\0\0\0\x18ftypmp42\0\0\0\0mp42isom`), latin1(canary('TRAILERVIDEO'))]), carriers: ['TRAILERVIDEO'] },
    { name: 'JPEG with UTF-16 behind its end', bytes: Buffer.concat([plain, Buffer.from(canary('TRAILERTEXT'), 'utf16le')]), carriers: ['TRAILERTEXT'] },
  ];
}

/** PNGs with chunks, slack in the pixel stream, and trailers. */
export function dirtyPngs(): DirtyFile[] {
  const full = encodePng(SCENE, {
    before: [
      chunk('iCCP', Buffer.concat([latin1(`${canary('ICCNAME')}\0\0`), deflateSync(icc())])),
      chunk('eXIf', exif()),
      chunk('tEXt', latin1(`Author\0${canary('TEXT')}`)),
      chunk('zTXt', Buffer.concat([latin1('Comment\0\0'), deflateSync(latin1(canary('ZTXT')))])),
      chunk('iTXt', latin1(`XML:com.adobe.xmp\0\0\0\0\0${xmp()}`)),
      chunk('tIME', Buffer.from([0x07, 0xd1, 2, 3, 4, 5, 6])),
      chunk('caBX', jumbf()),
      chunk('seCt', latin1(canary('PRIVATE'))),
    ],
    after: [chunk('tEXt', latin1(`Late\0${canary('LATETEXT')}`))],
  });
  const plain = encodePng(SCENE);
  const carriers = ['ARTIST', 'C2PA', 'GPSAREA', 'ICC', 'ICCNAME', 'LATETEXT', 'MAKERNOTE', 'PRIVATE', 'TEXT', 'THUMBNAIL', 'USERCOMMENT', 'XMP', 'ZTXT'];
  return [
    { name: 'PNG with every kind of chunk', bytes: full, carriers },
    { name: 'PNG with bytes behind the pixel stream', bytes: encodePng(SCENE, { after: [chunk('IDAT', latin1(canary('IDATSLACK')))] }), carriers: ['IDATSLACK'] },
    { name: 'PNG with its uncropped original behind IEND', bytes: Buffer.concat([plain, latin1(canary('AFTERIEND')), encodePng(SCENE).subarray(40)]), carriers: ['AFTERIEND'] },
    { name: 'PNG with a ZIP behind IEND', bytes: Buffer.concat([plain, zip()]), carriers: ['TRAILERZIP'] },
  ];
}

/** GIF and BMP, which come out as PNG. */
export function dirtyOthers(): DirtyFile[] {
  return [
    { name: 'GIF with a comment and a trailer', bytes: Buffer.concat([encodeGif(1, [gifComment(canary('GIFCOMMENT'))]), latin1(canary('GIFTRAILER'))]), carriers: ['GIFCOMMENT', 'GIFTRAILER'] },
    { name: 'BMP with a gap and a trailer', bytes: bmp(), carriers: ['BMPGAP', 'BMPTRAILER'] },
  ];
}

/**
 * A WebP with every chunk and bytes behind its end.
 * @param lossless - a simple WebP file of one VP8L chunk
 */
export function dirtyWebp(lossless: Buffer): DirtyFile {
  const riffChunk = (type: string, data: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32LE(data.length, 4);
    return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
  };
  const packed = lossless.readUInt32LE(21);
  const extended = Buffer.alloc(10);
  extended[0] = 0x20 | 0x08 | 0x04;
  extended.writeUIntLE(packed & 0x3fff, 4, 3);
  extended.writeUIntLE((packed >>> 14) & 0x3fff, 7, 3);
  const body = Buffer.concat([
    latin1('WEBP'),
    riffChunk('VP8X', extended),
    riffChunk('ICCP', icc()),
    lossless.subarray(12),
    riffChunk('EXIF', exif()),
    riffChunk('XMP ', latin1(xmp())),
    riffChunk('C2PA', jumbf()),
    riffChunk('SECT', latin1(canary('RIFFCHUNK'))),
  ]);
  const bytes = Buffer.concat([riffChunk('RIFF', body), latin1(canary('AFTERRIFF'))]);
  return { name: 'WebP with every kind of chunk and a trailer', bytes, carriers: ['AFTERRIFF', 'ARTIST', 'C2PA', 'GPSAREA', 'ICC', 'MAKERNOTE', 'RIFFCHUNK', 'THUMBNAIL', 'USERCOMMENT', 'XMP'] };
}

/** An EXIF stream with owner, place, maker's note and a thumbnail. */
function exif(): Buffer {
  const degrees = [[48, 1], [52, 1], [32, 1]] as const;
  const image = [
    { tag: 0x010f, ascii: 'Made up' },
    { tag: 0x0110, ascii: 'Camera 1' },
    { tag: 0x0132, ascii: '2001:02:03 04:05:06' },
    { tag: 0x013b, ascii: canary('ARTIST') },
  ];
  const stream = writeExif({
    image,
    exif: [
      { tag: 0x9003, ascii: '2001:02:03 04:05:06' },
      { tag: 0x927c, bytes: [...latin1(canary('MAKERNOTE'))] },
      { tag: 0x9286, bytes: [...latin1(`ASCII\0\0\0${canary('USERCOMMENT')}`)] },
      { tag: 0xa431, ascii: '0123456789' },
    ],
    gps: [
      { tag: 0x0000, bytes: [2, 3, 0, 0] },
      { tag: 0x0001, ascii: 'S' },
      { tag: 0x0002, rationals: degrees },
      { tag: 0x0003, ascii: 'W' },
      { tag: 0x0004, rationals: degrees },
      { tag: 0x001c, bytes: [...latin1(`ASCII\0\0\0${canary('GPSAREA')}`)] },
    ],
  });
  // The first directory's link (after its own fields and the two pointers) names a second one, which holds the thumbnail.
  const small = encodeJpeg(paint(16, 16, (x, y) => [x * 15, y * 15, 90, 255]), SAMPLINGS['4:4:4'], 50, [segment(0xfe, latin1(canary('THUMBNAIL')))]);
  const directory = Buffer.alloc(2 + 3 * 12 + 4);
  const at = stream.length + (stream.length % 2);
  directory.writeUInt16BE(3, 0);
  [[0x0103, 3, 6 << 16], [0x0201, 4, at + directory.length], [0x0202, 4, small.length]].forEach(([tag, type, value], index) => {
    directory.writeUInt16BE(tag!, 2 + index * 12);
    directory.writeUInt16BE(type!, 4 + index * 12);
    directory.writeUInt32BE(1, 6 + index * 12);
    directory.writeUInt32BE(value!, 10 + index * 12);
  });
  stream.writeUInt32BE(at, 8 + 2 + (image.length + 2) * 12);
  return Buffer.concat([stream, Buffer.alloc(stream.length % 2), directory, small]);
}

function xmp(): string {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${canary('XMP')}"/></rdf:RDF></x:xmpmeta>`;
}

function iptc(): Buffer {
  const text = latin1(canary('IPTC'));
  const record = Buffer.concat([Buffer.from([0x1c, 2, 80, 0, text.length]), text]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(record.length);
  return Buffer.concat([latin1('8BIM\x04\x04\0\0'), length, record, Buffer.alloc(record.length % 2)]);
}

/** A profile of a header and a copyright only: nothing to see colours by, enough to carry a text. */
function icc(): Buffer {
  const text = latin1(`text\0\0\0\0${canary('ICC')}\0`);
  const profile = Buffer.alloc(144 + text.length);
  profile.writeUInt32BE(profile.length, 0);
  profile.writeUInt32BE(0x02100000, 8);
  profile.write('mntrRGB XYZ ', 12, 'latin1');
  profile.write('acsp', 36, 'latin1');
  profile.writeUInt32BE(1, 128);
  profile.write('cprt', 132, 'latin1');
  profile.writeUInt32BE(144, 136);
  profile.writeUInt32BE(text.length, 140);
  text.copy(profile, 144);
  return profile;
}

function jumbf(): Buffer {
  const content = latin1(`jumb\0\0\0\x1ejumdc2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0${canary('C2PA')}`);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length + 4);
  return Buffer.concat([length, content]);
}

/** Offsets in an MPF block count from the byte order mark behind its name. */
function withSecondPicture(second: Buffer): Buffer {
  const entries = Buffer.alloc(32);
  const make = (firstSize: number, secondAt: number): Buffer => {
    entries.writeUInt32BE(0x20030000, 0);
    entries.writeUInt32BE(firstSize, 4);
    entries.writeUInt32BE(second.length, 20);
    entries.writeUInt32BE(secondAt, 24);
    // Version, number of pictures, and their list, which follows the directory at 0x32.
    const directory = Buffer.from('0003b00000070000000430313030b00100040000000100000002b0020007000000200000003200000000', 'hex');
    const mpf = segment(0xe2, latin1('MPF\0MM\0*\0\0\0\x08'), directory, entries);
    return encodeJpeg(SCENE, SAMPLINGS['4:2:0'], 85, [mpf]);
  };
  const length = make(0, 0).length;
  // SOI and JFIF take 20 bytes, the segment's head and name 8.
  return Buffer.concat([make(length, length - 28), second]);
}

/** A stored archive with one deflated text. */
function zip(): Buffer {
  const data = deflateRawSync(latin1(canary('TRAILERZIP').repeat(3)));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt16LE(5, 26);
  return Buffer.concat([head, latin1('a.txt'), data]);
}

function bmp(): Buffer {
  const [gap, trailer] = [latin1(canary('BMPGAP')), latin1(canary('BMPTRAILER'))];
  const [width, height] = [32, 24];
  const pixels = Buffer.alloc(width * height * 3, 0x5a);
  const head = Buffer.alloc(54);
  head.write('BM', 'latin1');
  head.writeUInt32LE(54 + gap.length + pixels.length, 2);
  head.writeUInt32LE(54 + gap.length, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, gap, pixels, trailer]);
}
