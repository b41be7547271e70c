import { AnonymizerError } from '../errors.ts';
import type { CodecBlocks, PictureStorage, SourceInspection } from './inspection.ts';
import { resolutionOf } from './kept-fields.ts';
import { turnedResolution } from './kept-metadata.ts';
import { MetadataList } from './metadata-list.ts';
import { checkFrames } from './sequence.ts';
import { displayedSize } from './source-size.ts';
import { listTiffFields } from './tiff-fields.ts';
import { readDirectories, type TiffDirectory } from './tiff-file-directories.ts';
import { readLayout, readSize, type TiffLayout } from './tiff-file-layout.ts';
import { listXmp } from './xmp-fields.ts';

const TAG_NEW_SUBFILE_TYPE = 0x00fe;
const TAG_SUBFILE_TYPE = 0x00ff;
const TAG_XMP = 0x02bc;
const TAG_PHOTOSHOP_LAYERS = 0x935c;
/** Bits of NewSubfileType: a smaller copy of another page, and a transparency mask of one. */
const SMALLER_COPY = 1;
const MASK = 4;
/** Value of the older SubfileType for a smaller copy. */
const OLD_SMALLER_COPY = 2;
/** Tags that say how a page is stored, and nothing about anybody. */
const LAYOUT_TAGS: readonly number[] = [
  0x00fe, 0x00ff, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, 0x010a, 0x0111, 0x0112, 0x0115, 0x0116, 0x0117, 0x0118, 0x0119, 0x011a,
  0x011b, 0x011c, 0x0124, 0x0125, 0x0128, 0x0129, 0x013d, 0x013e, 0x013f, 0x0140, 0x0142, 0x0143,
  0x0144, 0x0145, 0x0146, 0x0147, 0x0148, 0x0152, 0x0153, 0x015b, 0x0211, 0x0212, 0x0213, 0x0214,
];
/**
 * JPEG's blocks inside a strip or tile, wherever that begins: the largest unit has 32 pixels a side, and upsampled colour
 * reaches 2 further.
 */
const JPEG_BLOCKS: CodecBlocks = { width: 1, height: 1, margin: 34 };

/**
 * Walks a TIFF file over all its directories. Every page is checked as the only one of a file is: one that can't be read
 * refuses the file. Smaller copies and masks of pages are not pages. Work and memory are linear in the file's size.
 * @param untrustedBytes - a file that begins with a TIFF header
 * @returns `pages` where there is more than one
 * @throws AnonymizerError `input/too-many-frames`, `input/too-large`, `input/no-pixels`, `input/corrupt`,
 *   `input/truncated`, and `input/undecodable` for BigTIFF, camera raw files and ways of storing pixels that are not read
 * @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf
 */
export function inspectTiff(untrustedBytes: Uint8Array): SourceInspection {
  const directories = readDirectories(untrustedBytes);
  const readPages = pagesOf(directories);
  const pages = readStorage(readPages, untrustedBytes.length);
  const list = new MetadataList();
  listDirectories(untrustedBytes, directories, list);
  return {
    format: 'tiff',
    ...pages[0],
    sequence: pages.length === 1 ? { kind: 'still' } : { kind: 'pages', pages },
    metadata: list.items(),
    ...list.kept(1, readPages.map((page, index) => turnedResolution(resolutionOf(untrustedBytes, page.littleEndian, (tag) => page.entry(tag)), pages[index]?.orientation ?? 1))),
  };
}

/**
 * How one page of a TIFF file is stored.
 * @param bytes - the file
 * @param page - 0 for the first
 * @throws AnonymizerError as {@link inspectTiff}
 * @throws RangeError where there is no such page
 */
export function tiffLayout(bytes: Uint8Array, page: number): TiffLayout {
  const directory = pagesOf(readDirectories(bytes))[page];
  if (directory === undefined) throw new RangeError('no such page');
  return readLayout(directory, bytes.length);
}

function pagesOf(directories: readonly TiffDirectory[]): readonly TiffDirectory[] {
  const pages = directories.filter((directory) => partOf(directory) === 'page');
  // A camera raw file: the chain holds the preview, the picture lies elsewhere.
  if (pages.length === 0) {
    throw new AnonymizerError('input/undecodable');
  }
  return pages;
}

function readStorage(pages: readonly TiffDirectory[], fileBytes: number): readonly [PictureStorage, ...PictureStorage[]] {
  checkFrames(pages.map(readSize));
  let segments = 0;
  const read = (page: TiffDirectory): PictureStorage => {
    const layout = readLayout(page, fileBytes);
    segments += layout.segments.length;
    // Each strip takes two bytes at least, where it begins and how long it is: more strips than bytes share their lists.
    if (segments > fileBytes) throw new AnonymizerError('input/corrupt');
    return storageOf(layout);
  };
  const [first, ...others] = pages.map(read);
  if (first === undefined) throw new AnonymizerError('input/undecodable');
  return [first, ...others];
}

function storageOf(layout: TiffLayout): PictureStorage {
  return {
    storedSize: layout.size,
    size: displayedSize(layout.size, layout.orientation),
    orientation: layout.orientation,
    hasAlpha: layout.alpha !== 'none',
    blocks: layout.compression === 'jpeg' ? JPEG_BLOCKS : null,
  };
}

function partOf(directory: TiffDirectory): 'page' | 'copy' | 'mask' {
  const subfile = directory.number(TAG_NEW_SUBFILE_TYPE, 0);
  if ((subfile & MASK) !== 0) {
    return 'mask';
  }
  const isCopy = (subfile & SMALLER_COPY) !== 0 || directory.number(TAG_SUBFILE_TYPE, 0) === OLD_SMALLER_COPY;
  return isCopy ? 'copy' : 'page';
}

function listDirectories(bytes: Uint8Array, directories: readonly TiffDirectory[], list: MetadataList): void {
  listTiffFields(bytes, 0, bytes.length, list, LAYOUT_TAGS, directories.length);
  for (const directory of directories) {
    const part = partOf(directory);
    if (part !== 'page') {
      list.add(part === 'copy' ? 'thumbnail' : 'second-image', part === 'copy' ? 'smaller copy' : 'transparency mask', 0);
    }
    const xmp = directory.entry(TAG_XMP);
    if (xmp !== undefined && list.mayReadBlock()) {
      listXmp(bytes, xmp.start, xmp.end, 'XMP', xmp.end - xmp.start, list);
    }
    const layers = directory.entry(TAG_PHOTOSHOP_LAYERS);
    if (layers !== undefined) {
      list.add('second-image', 'Photoshop layers', layers.end - layers.start);
    }
  }
}
