/** Start of image, end of image, start of scan, and the segments that carry metadata. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const APP13 = 0xed;
const COM = 0xfe;
const FIRST_APP = 0xe0;
const LAST_APP = 0xef;
/** Frame headers that state a size; the codes between them that are no frame headers are left out. */
const FRAME_HEADERS = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** A JPEG file cut into what the samples keep. */
export interface JpegParts {
  readonly width: number;
  readonly height: number;
  /** JFIF header and colour profile, where there are any. */
  readonly appearance: Buffer;
  /** Tables, frame and scans, up to and without the end marker. */
  readonly picture: Buffer;
}

/**
 * Cuts a JPEG file, leaving out every metadata segment of its own.
 * @throws Error when the bytes are no JPEG file that ends as it should
 */
export function cutJpeg(bytes: Buffer): JpegParts {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) throw new Error('The picture is no JPEG file.');
  const end = bytes.lastIndexOf(Buffer.from([0xff, EOI]));
  const appearance: Buffer[] = [];
  const tables: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let at = 2;
  for (;;) {
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) throw new Error('The picture is cut off.');
    if (marker === SOS) break;
    const length = 2 + bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, at + length);
    if (FRAME_HEADERS.has(marker)) size = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
    if (isAppearance(marker, segment)) appearance.push(segment);
    else if (marker !== COM && (marker < FIRST_APP || marker > LAST_APP)) tables.push(segment);
    at += length;
  }
  if (size === null || end < at) throw new Error('The picture has no frame or no end.');
  return { ...size, appearance: Buffer.concat(appearance), picture: Buffer.concat([...tables, bytes.subarray(at, end)]) };
}

function isAppearance(marker: number, segment: Buffer): boolean {
  const name = segment.toString('latin1', 4, 15);
  return (marker === FIRST_APP && name.startsWith('JFIF\0')) || (marker === 0xe2 && name.startsWith('ICC_PROFILE'));
}

/** What is planted into a sample. */
export interface PlantedMetadata {
  /** TIFF stream of the EXIF block. */
  readonly exif: Buffer;
  /** XMP packet. */
  readonly xmp: string;
  /** IPTC records by data set number of record 2. */
  readonly iptc: readonly (readonly [dataSet: number, text: string])[];
  readonly comment: string;
  /** Bytes behind the end of the picture. */
  readonly trailer: string;
}

/** Puts a picture together again, with metadata in every place where cameras and programs leave some. */
export function plantMetadata({ appearance, picture }: JpegParts, planted: PlantedMetadata): Buffer {
  const { exif, xmp, iptc, comment, trailer } = planted;
  return Buffer.concat([
    Buffer.from([0xff, SOI]),
    appearance,
    segment(APP1, Buffer.from('Exif\0\0', 'latin1'), exif),
    segment(APP1, Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1'), Buffer.from(xmp, 'utf8')),
    segment(APP13, Buffer.from('Photoshop 3.0\0', 'latin1'), iptcResource(iptc)),
    segment(COM, Buffer.from(comment, 'latin1')),
    picture,
    Buffer.from([0xff, EOI]),
    Buffer.from(trailer, 'latin1'),
  ]);
}

function segment(marker: number, ...content: readonly Buffer[]): Buffer {
  const data = Buffer.concat(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Image resource 0x0404 holds the IPTC records. @see IPTC-NAA Information Interchange Model 4.2, section 1.6 */
function iptcResource(records: readonly (readonly [number, string])[]): Buffer {
  const data = Buffer.concat(
    records.map(([dataSet, text]) => {
      const value = Buffer.from(text, 'latin1');
      const head = Buffer.from([0x1c, 2, dataSet, 0, 0]);
      head.writeUInt16BE(value.length, 3);
      return Buffer.concat([head, value]);
    }),
  );
  const head = Buffer.from([0x38, 0x42, 0x49, 0x4d, 0x04, 0x04, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(data.length, 8);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
