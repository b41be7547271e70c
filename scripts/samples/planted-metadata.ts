import { writeExif } from './exif-writer.ts';
import type { PlantedMetadata } from './jpeg-segments.ts';

/** What the planted metadata of a sample says about its fictitious taking. */
export interface SampleStory {
  readonly title: string;
  /** As EXIF writes it: `YYYY:MM:DD hh:mm:ss`. */
  readonly takenAt: string;
  /** Camera make and model, both made up. */
  readonly make: string;
  readonly model: string;
  readonly serialNumber: string;
}

/** Everything that is planted names this person, who does not exist. */
export const SAMPLE_OWNER = 'Sample Owner';

/** The point of the ocean that is farthest from any land: nobody lives there. Degrees, minutes, seconds. */
const POINT_NEMO = { south: [48, 52, 32], west: [123, 23, 33] } as const;

/**
 * Metadata of a sample: owner, place, camera and time in EXIF, XMP, IPTC, a comment and a trailer, all fictitious,
 * so that a first try shows what is found and removed.
 */
export function plantedMetadata(story: SampleStory): PlantedMetadata {
  return {
    exif: exifOf(story),
    xmp: xmpOf(story),
    iptc: [
      [5, story.title],
      [80, SAMPLE_OWNER],
      [120, `${story.title}, photographed by ${SAMPLE_OWNER}`],
    ],
    comment: `${story.title}. Taken by ${SAMPLE_OWNER}, a person who does not exist.`,
    trailer: `SAMPLE TRAILER ${SAMPLE_OWNER}: some phones leave data behind the end of a picture.`,
  };
}

function exifOf({ title, takenAt, make, model, serialNumber }: SampleStory): Buffer {
  const degrees = (parts: readonly number[]): readonly (readonly [number, number])[] => parts.map((part) => [part, 1] as const);
  return writeExif({
    image: [
      { tag: 0x010e, ascii: title },
      { tag: 0x010f, ascii: make },
      { tag: 0x0110, ascii: model },
      { tag: 0x0112, short: 1 },
      { tag: 0x0131, ascii: 'Sample Camera 1.0' },
      { tag: 0x0132, ascii: takenAt },
      { tag: 0x013b, ascii: SAMPLE_OWNER },
      { tag: 0x8298, ascii: SAMPLE_OWNER },
    ],
    exif: [
      { tag: 0x829a, rationals: [[1, 125]] },
      { tag: 0x829d, rationals: [[28, 10]] },
      { tag: 0x8827, short: 800 },
      { tag: 0x9003, ascii: takenAt },
      { tag: 0x9004, ascii: takenAt },
      { tag: 0x920a, rationals: [[50, 1]] },
      { tag: 0xa430, ascii: SAMPLE_OWNER },
      { tag: 0xa431, ascii: serialNumber },
    ],
    gps: [
      { tag: 0x0000, bytes: [2, 3, 0, 0] },
      { tag: 0x0001, ascii: 'S' },
      { tag: 0x0002, rationals: degrees(POINT_NEMO.south) },
      { tag: 0x0003, ascii: 'W' },
      { tag: 0x0004, rationals: degrees(POINT_NEMO.west) },
      { tag: 0x001d, ascii: takenAt.slice(0, 10) },
    ],
  });
}

function xmpOf({ title, takenAt, serialNumber }: SampleStory): string {
  const iso = `${takenAt.slice(0, 10).replaceAll(':', '-')}T${takenAt.slice(11)}`;
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"',
    ` xmp:CreateDate="${iso}" aux:SerialNumber="${serialNumber}">`,
    `<dc:creator><rdf:Seq><rdf:li>${SAMPLE_OWNER}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>`,
    '</rdf:Description></rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');
}
