import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingList, type StructureReport } from '../../../../src/core/structure/finding-list.ts';
import { verifyOutput } from '../../../../src/core/structure/verify.ts';
import { verifyTiff } from '../../../../src/core/structure/verify-tiff.ts';
import { TiffWriter } from '../../../../src/engine/pixels/tiff/tiff-writer.ts';
import { bytes, le16, le32, patched } from './byte-builder.ts';
import { tiffFile } from './tiff-file-builder.ts';

const SIZES = [
  { width: 6, height: 4 },
  { width: 3, height: 5 },
];

/** Two pages of noise, the second one with alpha. */
function pages(count = 2): Uint8Array {
  const writer = new TiffWriter();
  SIZES.slice(0, count).forEach(({ width, height }, page) => {
    writer.add({ width, height, data: new Uint8ClampedArray(width * height * 4).map((_, at) => (at % 4 === 3 ? (page === 0 ? 255 : at) : at * 37)) });
  });
  return writer.finish();
}

function report(file: Uint8Array, sizes = SIZES): StructureReport {
  const findings = new FindingList();
  verifyTiff(file, sizes, findings);
  return findings.report();
}

const u16 = (file: Uint8Array, at: number): number => file[at]! + file[at + 1]! * 256;
const u32 = (file: Uint8Array, at: number): number => u16(file, at) + u16(file, at + 2) * 65536;
const WHOLE = pages();
const FIRST = u32(WHOLE, 4);
const LINK = FIRST + 2 + u16(WHOLE, FIRST) * 12;
const SECOND = u32(WHOLE, LINK);
const LAST_LINK = SECOND + 2 + u16(WHOLE, SECOND) * 12;

/** Where the entry with a tag begins. */
function entry(tag: number, directory = FIRST): number {
  for (let at = directory + 2; ; at += 12) if (u16(WHOLE, at) === tag) return at;
}
/** The file with another value in an entry. */
const withValue = (tag: number, value: number, directory = FIRST): Uint8Array => patched(WHOLE, entry(tag, directory) + 8, ...le32(value));
/** The file with another byte where an entry's values lie. */
const withFarValue = (tag: number, value: number, directory = FIRST): Uint8Array => patched(WHOLE, u32(WHOLE, entry(tag, directory) + 8), value);
const strip = (directory: number): number => u32(WHOLE, entry(273, directory) + 8);

describe('verifyTiff', () => {
  it('finds nothing in what the writer wrote, and looks at every page and strip', () => {
    expect(report(WHOLE)).toEqual({ findings: [], segmentsWalked: 4 });
    expect(report(pages(1), SIZES.slice(0, 1)).findings).toEqual([]);
    expect(verifyOutput(pages(1), 'tiff', SIZES[0]!).findings).toEqual([]);
  });

  it.each<[string, Uint8Array, string, string]>([
    ['another signature', patched(WHOLE, 0, 0x4d), 'malformed', 'signature'],
    ['big endian', tiffFile(), 'malformed', 'signature'],
    ['a width that was not planned', withValue(256, 7), 'size', 'tag 256'],
    ['a height that was not planned', withValue(257, 3, SECOND), 'size', 'tag 257'],
    ['a page that is not said to be one of many', withValue(254, 0), 'segment', 'tag 254'],
    ['a page that is said to be a smaller copy', withValue(254, 1, SECOND), 'segment', 'tag 254'],
    ['another depth', withFarValue(258, 16), 'segment', 'tag 258'],
    ['another compression', withValue(259, 1), 'segment', 'tag 259'],
    ['another colour space', withValue(262, 1), 'segment', 'tag 262'],
    ['more samples than it names depths for', withValue(277, 4), 'segment', 'tag 277'],
    ['a resolution that tells something', withFarValue(282, 96), 'segment', 'tag 282'],
    ['another resolution up', withFarValue(283, 71, SECOND), 'segment', 'tag 283'],
    ['planes', withValue(284, 2), 'segment', 'tag 284'],
    ['another unit of resolution', withValue(296, 3), 'segment', 'tag 296'],
    ['another predictor', withValue(317, 1), 'segment', 'tag 317'],
    ['premultiplied alpha', withValue(338, 1, SECOND), 'segment', 'tag 338'],
    ['something behind a short value', patched(WHOLE, entry(259) + 10, 1), 'segment', 'bytes behind a value'],
    ['a name of the software in place of a tag', patched(WHOLE, entry(296), ...le16(305)), 'segment', 'unknown tag'],
    ['a tag that comes twice', patched(WHOLE, entry(317), ...le16(296)), 'malformed', 'order of tags'],
    ['a tag that is missing', patched(WHOLE, entry(317), ...le16(296)), 'malformed', 'no tag 317'],
    ['text where a number should be', patched(WHOLE, entry(262) + 2, ...le16(2)), 'malformed', 'tag 262'],
    ['a resolution that is no fraction', patched(WHOLE, entry(282) + 2, ...le16(4)), 'malformed', 'tag 282'],
    ['a value without numbers', patched(WHOLE, entry(262) + 4, ...le32(0)), 'malformed', 'tag 262'],
    ['values outside the file', patched(WHOLE, entry(258) + 8, ...le32(WHOLE.length)), 'malformed', 'tag 258'],
    ['four thousand million strips', patched(WHOLE, entry(273) + 4, ...le32(0xffffffff)), 'malformed', 'tag 273'],
    ['rows of no height', withValue(278, 0), 'malformed', 'strips'],
    ['strips that are higher than the page', withValue(278, 5), 'malformed', 'strips'],
    ['fewer strips than rows', withValue(278, 2), 'malformed', 'strips'],
    ['a strip outside the file', withValue(273, WHOLE.length - 3), 'malformed', 'strip'],
    ['a strip of no bytes', withValue(279, 0), 'malformed', 'strip'],
    ['a strip that is not deflated', patched(WHOLE, strip(FIRST), 0), 'malformed', 'strip'],
    ['a strip that is shorter than its place', withValue(279, u32(WHOLE, entry(279) + 8) - 3), 'segment', 'bytes that belong to nothing'],
    ['two pages with one strip', patched(withValue(273, strip(FIRST), SECOND), strip(SECOND), 0), 'malformed', 'bytes that belong twice'],
    ['a page less', patched(WHOLE, LINK, ...le32(0)), 'malformed', 'page missing'],
    ['a page more', patched(WHOLE, LAST_LINK, ...le32(8)), 'segment', 'further directory'],
    ['a chain that comes back', patched(WHOLE, LINK, ...le32(FIRST)), 'malformed', 'bytes that belong twice'],
    ['a directory of any length', patched(WHOLE, FIRST, ...le16(0xffff)), 'malformed', 'directory'],
    ['bytes behind the end', bytes(WHOLE, [0]), 'trailer', 'after the last part'],
  ])('finds %s', (_, file, kind, name) => {
    expect(report(file).findings).toContainEqual(expect.objectContaining({ kind, name }));
  });

  it('finds bytes that belong to nothing, but for one zero before an even place', () => {
    // The last directory goes further to the back: one, two bytes, and one byte that says something.
    const moved = (gap: readonly number[]): StructureReport['findings'] => {
      const even = bytes(WHOLE.subarray(0, SECOND), new Uint8Array(WHOLE.length - SECOND));
      const at = even.length + gap.length;
      return report(bytes(patched(even, LINK, ...le32(at)), gap, WHOLE.subarray(SECOND))).findings;
    };
    expect(WHOLE.length % 2).toBe(0);
    expect(moved([]).map(({ name }) => name)).toEqual(['bytes that belong to nothing']);
    const odd = new TiffWriter();
    odd.add({ width: 1, height: 1, data: Uint8ClampedArray.of(1, 2, 3, 255) });
    const file = odd.finish();
    const behind = 8 + 11;
    expect(report(file, [{ width: 1, height: 1 }]).findings).toEqual([]);
    expect(file[behind]).toBe(0);
    expect(report(patched(file, behind, 7), [{ width: 1, height: 1 }]).findings).toEqual([
      { kind: 'segment', name: 'bytes that belong to nothing', offset: behind, sizeBytes: 1 },
    ]);
  });

  it('finds a change of any byte outside the strips and their places to fill', () => {
    const isInStrip = (at: number): boolean =>
      [FIRST, SECOND].some((directory) => at >= strip(directory) + 2 && at < strip(directory) + u32(WHOLE, entry(279, directory) + 8));
    for (let at = 0; at < WHOLE.length; at += 1) {
      if (isInStrip(at)) continue;
      for (const flip of [1, 0x80]) {
        const changed = patched(WHOLE, at, WHOLE[at]! ^ flip);
        expect(verifyOnly(changed), `byte ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it('ends for any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), fc.nat(3), (changes, less) => {
        const file = WHOLE.slice(0, WHOLE.length - less);
        for (const [at, value] of changes) file[at] = value;
        verifyOnly(file);
      }),
      { numRuns: 500 },
    );
  });
});

/** Findings, an end of the file in the middle of something counted as one, as the caller does. */
function verifyOnly(file: Uint8Array): number {
  try {
    return report(file).findings.length;
  } catch (thrown) {
    expect(thrown).toMatchObject({ code: 'input/truncated' });
    return 1;
  }
}
