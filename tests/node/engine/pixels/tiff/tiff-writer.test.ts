import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Raster } from '../../../../../src/core/detect/resample.ts';
import { inspectImage } from '../../../../../src/core/structure/inspect.ts';
import { FindingList } from '../../../../../src/core/structure/finding-list.ts';
import { tiffLayout } from '../../../../../src/core/structure/tiff-file.ts';
import { verifyTiff } from '../../../../../src/core/structure/verify-tiff.ts';
import { decodeTiff } from '../../../../../src/engine/pixels/tiff/decode-tiff.ts';
import { TiffWriter } from '../../../../../src/engine/pixels/tiff/tiff-writer.ts';
import { refusalOf } from '../../../core/structure/refusal.ts';

function written(pages: readonly Raster[]): Uint8Array<ArrayBuffer> {
  const writer = new TiffWriter();
  for (const page of pages) writer.add(page);
  return writer.finish();
}

/** A picture whose pixels all differ; `alphaOf` gives their alpha. */
function picture(width: number, height: number, alphaOf: (at: number) => number = () => 255): Raster {
  const data = new Uint8ClampedArray(width * height * 4).map((_, at) => (at % 4 === 3 ? alphaOf(at >> 2) : (at * 2654435761) >>> 24));
  return { width, height, data };
}

/** Pixels as they should come back: colours that nobody sees are gone. */
const seen = ({ data }: Raster): Uint8ClampedArray => data.map((value, at) => (data[at | 3] === 0 ? 0 : value));

function findings(file: Uint8Array, pages: readonly Raster[]): unknown {
  const list = new FindingList();
  verifyTiff(file, pages, list);
  return list.report().findings;
}

const OPAQUE = picture(5, 3);
const SHEER = picture(4, 6, (at) => at * 10);

describe('TiffWriter', () => {
  it('writes one page', async () => {
    const file = written([OPAQUE]);
    const { metadata, ...rest } = inspectImage(file);
    expect(rest).toEqual({
      format: 'tiff',
      sequence: { kind: 'still' },
      storedSize: { width: 5, height: 3 },
      size: { width: 5, height: 3 },
      orientation: 1,
      hasAlpha: false,
      blocks: null,
      // The constant that the format asks for.
      kept: { resolutions: [{ x: 72, y: 72, unit: 'inch' }], captureTime: null },
    });
    expect(metadata).toEqual([]);
    expect((await decodeTiff(new Blob([file]))).data).toEqual(OPAQUE.data);
    expect(findings(file, [OPAQUE])).toEqual([]);
  });

  it('writes pages in order, each with its size and with alpha where it has some', async () => {
    const pages = [OPAQUE, SHEER, picture(1, 1)];
    const file = written(pages);
    const { sequence, metadata } = inspectImage(file);
    expect(sequence).toMatchObject({ kind: 'pages', pages: [{ size: { width: 5 }, hasAlpha: false }, { size: { width: 4 }, hasAlpha: true }, { size: { width: 1 } }] });
    expect(metadata).toEqual([]);
    for (const [index, page] of pages.entries()) expect((await decodeTiff(new Blob([file]), index)).data).toEqual(seen(page));
    expect(findings(file, pages)).toEqual([]);
  });

  it('holds no colour of a pixel that nobody sees', () => {
    const file = written([picture(2, 2, (at) => (at < 3 ? 0 : 9))]);
    const [strip] = tiffLayout(file, 0).segments;
    const differences = inflateSync(file.subarray(strip!.start, strip!.end));
    expect(Array.from(differences.subarray(0, 12))).toEqual(new Array(12).fill(0));
    expect(differences.length).toBe(16);
  });

  it('keeps strips small, however wide the picture', () => {
    const rows = (page: Raster): number[] => {
      const { segments, segment } = tiffLayout(written([page]), 0);
      return [segments.length, segment.height];
    };
    expect(rows(picture(1000, 200))).toEqual([3, 87]);
    expect(rows({ width: 32_767, height: 4, data: new Uint8ClampedArray(32_767 * 16) })).toEqual([2, 2]);
  });

  it('writes a large picture of many strips as it is', async () => {
    const large = picture(700, 500, (at) => at & 255);
    const file = written([large]);
    const { data } = await decodeTiff(new Blob([file]));
    expect(Buffer.compare(Buffer.from(data), Buffer.from(seen(large)))).toBe(0);
    expect(findings(file, [large])).toEqual([]);
  });

  it('writes the same bytes for the same pictures', () => {
    expect(written([OPAQUE, SHEER])).toEqual(written([OPAQUE, SHEER]));
  });

  it('writes whatever pages there are', async () => {
    const page = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
      .chain(([width, height]) =>
        fc.uint8ClampedArray({ minLength: width * height * 4, maxLength: width * height * 4 }).map((data): Raster => ({ width, height, data })),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 4 }), async (pages) => {
        const file = written(pages);
        expect(findings(file, pages)).toEqual([]);
        for (const [index, one] of pages.entries()) expect((await decodeTiff(new Blob([file]), index)).data).toEqual(seen(one));
      }),
    );
  });

  it('refuses to end without a page', () => {
    expect(refusalOf(() => new TiffWriter().finish())).toBe('export/encode');
  });
});
