import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITTEN_FORMATS, type WrittenFormat } from '../../src/core/structure/inspection.ts';
import { dirtyJpegs, dirtyPngs, dirtyWebp } from './dirty-files.ts';
import { EngineSession, type Region } from './engine-session.ts';
import { paint } from './picture.ts';
import { encodePng } from './png-file.ts';
import { background } from './secrets.ts';
import { losslessWebp } from './sources.ts';

const REGION: Region = { box: { left: 10, top: 8, width: 14, height: 12 }, shape: 'ellipse' };
const EXTENSIONS: Record<WrittenFormat, string> = { jpeg: 'jpg', png: 'png', webp: 'webp', avif: 'avif' };

/** What exiftool tells of any picture: the file system's view, its own version, and sums of what it has read. */
const ALWAYS = /^(SourceFile$|ExifTool:|System:|Composite:(ImageSize|Megapixels)$|File:(FileType|FileTypeExtension|MIMEType|ImageWidth|ImageHeight)$)/u;
/** What a decoder needs. */
const NEEDED: Record<WrittenFormat, RegExp> = {
  // Length, quality and digest are sums that exiftool makes of the coded data and its tables.
  jpeg: /^(File:(EncodingProcess|BitsPerSample|ColorComponents|YCbCrSubSampling|JPEGImageLength|JPEGQualityEstimate|JPEGDigest)|JFIF:(JFIFVersion|ResolutionUnit|XResolution|YResolution))$/u,
  png: /^PNG:(ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|SRGBRendering)$/u,
  webp: /^RIFF:(VP8Version|ImageWidth|ImageHeight|HorizontalScale|VerticalScale|WebP_Flags|AlphaIsUsed|AlphaPreprocessing|AlphaFiltering|AlphaCompression)$/u,
  avif: /^(QuickTime|Meta):(MajorBrand|MinorVersion|CompatibleBrands|HandlerType|PrimaryItemReference|ImageSpatialExtent|ImagePixelDepth|AV1Configuration\w*|ChromaFormat|ChromaSamplePosition|ColorProfiles|ColorPrimaries|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag|AuxiliaryImageType|MetaImageSize|MediaData(Size|Offset)?|InitialDelaySamples|QuickTime_ColorRep_0x000a|SeqProfile|SeqTier0)$/u,
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
const outputs: { readonly path: string; readonly format: WrittenFormat }[] = [];
const sources: string[] = [];

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
      for (const format of WRITTEN_FORMATS) {
        const { bytes } = await session.export(file, { regions: [REGION], format });
        const path = join(folder, `output-${index}.${EXTENSIONS[format]}`);
        writeFileSync(path, bytes);
        outputs.push({ path, format });
      }
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

describe.skipIf(!hasMat2)('mat2', () => {
  const show = (path: string): string => spawnSync('mat2', ['--show', path], { encoding: 'utf8' }).stdout;

  it('finds no metadata in finished files', () => {
    const readable = outputs.filter(({ format }) => format !== 'avif' && (format !== 'webp' || readsWebp(show)));
    const told = readable.map(({ path }) => show(path)).filter((text) => !/No metadata found/u.test(text));
    expect(readable.length).toBeGreaterThanOrEqual(8);
    expect(told).toEqual([]);
  });

  it('finds the owner in the sources', () => {
    for (const source of sources.slice(0, readsWebp(show) ? 3 : 2)) expect(show(source)).toContain('SECRET-ARTIST-4711');
  });
});
