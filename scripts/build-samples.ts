import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cutJpeg, plantMetadata } from './samples/jpeg-segments.ts';
import { plantedMetadata, type SampleStory } from './samples/planted-metadata.ts';
import { thumbnailOf } from './samples/thumbnail.ts';

/**
 * Makes the pictures of "try a sample" from the demonstration pictures of `@vladmandic/face-api` (MIT), with
 * fictitious metadata planted, and the small pictures that the start screen shows of them. The same package always
 * gives the same bytes.
 */

/** A sample as the page lists it. */
interface SampleEntry {
  readonly file: string;
  readonly title: string;
  /** What the picture shows, for people who do not see it. */
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly sizeBytes: number;
}

interface Sample extends SampleStory {
  readonly from: string;
  readonly file: string;
  readonly alt: string;
}

const SAMPLES: readonly Sample[] = [
  {
    from: 'sample5.jpg',
    file: 'on-the-stairs.jpg',
    title: 'On the stairs',
    alt: 'Five people sitting on an indoor staircase, some in warm light, some in shadow.',
    takenAt: '2024:06:01 18:30:00',
    make: 'Sample Works',
    model: 'Sample Phone 3',
    serialNumber: 'SAMPLE-0001',
  },
  {
    from: 'sample3.jpg',
    file: 'evening-out.jpg',
    title: 'Evening out',
    alt: 'Three people on a leather sofa in a bar, looking at the camera in coloured light.',
    takenAt: '2024:06:02 21:15:00',
    make: 'Sample Works',
    model: 'Sample Phone 3',
    serialNumber: 'SAMPLE-0001',
  },
  {
    from: 'sample1.jpg',
    file: 'fancy-dress.jpg',
    title: 'Fancy dress',
    alt: 'Three people in costumes in a dim room: one with face paint, one looking down, one with a tilted head and a name badge.',
    takenAt: '2024:06:03 22:05:00',
    make: 'Sample Optics',
    model: 'Sample Mirrorless 2',
    serialNumber: 'SAMPLE-0002',
  },
];

const SOURCE = new URL('../node_modules/@vladmandic/face-api/demo/', import.meta.url);
const TARGET = new URL('../public/samples/', import.meta.url);
/** Small pictures have the names of the large ones. */
const SMALL = new URL('small/', TARGET);
/** Twice the 112 x 80 CSS pixels that the start screen gives them. */
const SMALL_SIZE = { width: 224, height: 160 };

function buildSample(sample: Sample): SampleEntry {
  const source = new URL(sample.from, SOURCE);
  if (!existsSync(source)) throw new Error('@vladmandic/face-api is not installed. Run npm ci first.');
  const original = readFileSync(source);
  const parts = cutJpeg(original);
  const bytes = plantMetadata(parts, plantedMetadata(sample));
  writeIfChanged(new URL(sample.file, TARGET), bytes);
  writeIfChanged(new URL(sample.file, SMALL), thumbnailOf(original, SMALL_SIZE));
  const { file, title, alt } = sample;
  return { file, title, alt, width: parts.width, height: parts.height, sizeBytes: bytes.length };
}

/** Files that are as they should be keep their time stamps, so that nothing is built again because of them. */
function writeIfChanged(file: URL, bytes: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(bytes)) return;
  writeFileSync(file, bytes);
}

mkdirSync(SMALL, { recursive: true });
const entries = SAMPLES.map(buildSample);
writeIfChanged(new URL('samples.json', TARGET), Buffer.from(`${JSON.stringify(entries, null, 2)}\n`));
console.log(`public/samples: ${String(entries.length)} pictures.`);
