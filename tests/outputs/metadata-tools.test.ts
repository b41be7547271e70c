import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WrittenImageFormat } from '../../src/core/structure/inspection.ts';
import { dirtyJpegs, dirtyPngs, dirtyWebp } from './dirty-files.ts';
import { EngineSession, STILL_FORMATS, type Region } from './engine-session.ts';
import { paint } from './picture.ts';
import { encodePng } from './png-file.ts';
import { background } from './secrets.ts';
import { makeDirtySequence, scene, SEQUENCE_FORMATS } from './sequence-files.ts';
import { losslessWebp } from './sources.ts';

const REGION: Region = { box: { left: 10, top: 8, width: 14, height: 12 }, shape: 'ellipse' };
const EXTENSIONS: Record<WrittenImageFormat, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif', gif: 'gif', tiff: 'tif' };

/** What exiftool tells of any picture: the file system's view, its own version, and sums of what it has read. */
const ALWAYS = /^(SourceFile$|ExifTool:|System:|Composite:(ImageSize|Megapixels)$|File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight)$)/u;
/** What a decoder needs. */
const NEEDED: Record<WrittenImageFormat, RegExp> = {
  // Length, quality and digest are sums that exiftool makes of the coded data and its tables.
  jpeg: /^(File:(EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling|JPEGImageLength|JPEGQualityEstimate|JPEGDigest)|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution))$/u,
  png: /^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|SRGBRendering|AnimationFrames|AnimationPlays)$/u,
  webp: /^RIFF:(VP8Version|ImageWidth|ImageHeight|HorizontalScale|VerticalScale|WebP_Flags|AlphaIsUsed|AlphaPreprocessing|AlphaFiltering|AlphaCompression|BackgroundColor|AnimationLoopCount|Duration)$/u,
  avif: /^(QuickTime|Meta):(MajorBrand|MinorVersion|CompatibleBrands|HandlerType|PrimaryItemReference|ImageSpatialExtent|ImagePixelDepth|AV1Configuration\w*|ChromaFormat|ChromaSamplePosition|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag|AuxiliaryImageType|MetaImageSize|MediaData(Size|Offset)?|InitialDelaySamples|QuickTime_ColorRep_0x000a|SeqProfile|SeqTier0)$/u,
  gif: /^GIF:(GIFVersion|ImageWidth|ImageHeight|HasColorMap|ColorResolutionDepth|BitsPerPixel|BackgroundColor|PixelAspectRatio|AnimationIterations|FrameCount|Duration|TransparentColor)$/u,
  // One directory for each page; a resolution is asked for by the format and is always the same.
  tiff: /^(File:(ExifByteOrder|PageCount)|IFD\d+:(SubfileType|ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|StripOffsets|SamplesPerPixel|RowsPerStrip|StripByteCounts|XResolution|YResolution|PlanarConfiguration|ResolutionUnit|Predictor|ExtraSamples))$/u,
};

const hasExiftool = isInstalled('exiftool', ['-ver']);
const hasMat2 = isInstalled('mat2', ['--version']);
if (!hasExiftool) console.info('skipped: exiftool is not installed');
if (!hasMat2) console.info('skipped: mat2 is not installed');

function isInstalled(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

let folder: string;
/** Finished files and sources, by path. */
const outputs: { readonly path: string; readonly format: WrittenImageFormat }[] = [];
const sources: string[] = [];
/** Sources with frames or pages. */
const sequences: string[] = [];

function keep(name: string, bytes: Buffer, format: WrittenImageFormat): void {
  const path = join(folder, `${name}.${EXTENSIONS[format]}`);
  writeFileSync(path, bytes);
  outputs.push({ path, format });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cloakroom-metadata-'));
  const session = await EngineSession.open();
  try {
    const seeThrough = encodePng(paint(64, 48, (x, y) => [x * 4, y * 5, 80, x < 20 ? 0 : 255]), { withAlpha: true });
    const webp = dirtyWebp(await losslessWebp(session, encodePng(background(3, 64, 48)))).bytes;
    const files = [dirtyJpegs()[0]!.bytes, dirtyPngs()[0]!.bytes, webp, seeThrough];
    for (const [index, file] of files.entries()) {
      const extension = ['jpg', 'png', 'webp', 'png'][index]!;
      sources.push(join(folder, `source-${index}.${extension}`));
      writeFileSync(sources.at(-1)!, file);
      for (const format of STILL_FORMATS) {
        const { bytes } = await session.export(file, { regions: [REGION], format });
        keep(`output-${index}`, bytes, format);
      }
    }
    for (const kind of SEQUENCE_FORMATS) {
      const { bytes } = await makeDirtySequence(session, kind, scene(64, 48));
      const path = join(folder, `sequence.${EXTENSIONS[kind]}`);
      sequences.push(path);
      writeFileSync(path, bytes);
      const finished = await session.export(bytes, { regions: [REGION] });
      keep('sequence-output', finished.bytes, finished.format);
    }
  } finally {
    await session.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every tag that exiftool knows how to find, unknown and embedded ones too. */
function tagsOf(paths: readonly string[]): Record<string, unknown>[] {
  const args = ['-j', '-a', '-G1', '-s', '-ee3', '-u', '-U', '-api', 'RequestAll=3', ...paths];
  return JSON.parse(execFileSync('exiftool', args, { encoding: 'utf8' })) as Record<string, unknown>[];
}

/** What mat2 tells of frames and pages, which is their form. */
const FORM = /^ +(TransparentColor|AnimationFrames|AnimationPlays|PageCount|Predictor|ResolutionUnit|SubfileType|XResolution|YResolution): /u;

/** Whether mat2 knows WebP: that depends on a library of the system. */
function readsWebp(show: (path: string) => string): boolean {
  return !/is not supported/u.test(show(sources[2]!));
}

describe.skipIf(!hasExiftool)('exiftool', () => {
  it('finds only what a decoder needs in finished files', () => {
    const tags = tagsOf(outputs.map(({ path }) => path));
    const foreign = tags.flatMap((file, index) => Object.keys(file).filter((tag) => !ALWAYS.test(tag) && !NEEDED[outputs[index]!.format].test(tag)).map((tag) => `${outputs[index]!.path}: ${tag}`));
    expect(tags).toHaveLength(outputs.length);
    expect(foreign).toEqual([]);
  });

  it('finds owner, place and camera in the sources', () => {
    for (const file of tagsOf(sources.slice(0, 3))) {
      expect(Object.keys(file)).toEqual(expect.arrayContaining(['GPS:GPSLatitude', 'IFD0:Artist', 'IFD0:Model', 'ExifIFD:SerialNumber', 'IFD1:ThumbnailOffset']));
    }
  });
});

describe.skipIf(!hasExiftool)('exiftool in frames and pages', () => {
  it('finds texts in the sources, and every page and frame in finished files', () => {
    const [gif, , , tiff] = tagsOf(sequences);
    expect(Object.values(gif!)).toContain('SECRET-COMMENT-4711');
    expect(Object.values(tiff!)).toContain('SECRET-ARTIST-4711');
    const finished = tagsOf(outputs.filter(({ path }) => path.includes('sequence-output')).map(({ path }) => path));
    expect(finished.map((tags) => tags['GIF:FrameCount'] ?? tags['PNG:AnimationFrames'] ?? Object.keys(tags).filter((tag) => /^IFD\d+:ImageWidth$/u.test(tag)).length)).toEqual([6, 5, 0, 5]);
  });
});

describe.skipIf(!hasMat2)('mat2', () => {
  const show = (path: string): string => spawnSync('mat2', ['--show', path], { encoding: 'utf8' }).stdout;

  it('finds no metadata in finished files', () => {
    const readable = outputs.filter(({ format }) => format !== 'avif' && (format !== 'webp' || readsWebp(show)));
    const told = readable.flatMap(({ path }) => show(path).split('\n')).filter((line) => /^ {4}/u.test(line) && !FORM.test(line));
    expect(readable.length).toBeGreaterThanOrEqual(8);
    expect(told).toEqual([]);
  });

  it('finds the owner in the sources', () => {
    for (const source of sources.slice(0, readsWebp(show) ? 3 : 2)) expect(show(source)).toContain('SECRET-ARTIST-4711');
  });
});
