import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { inspectImage } from '../../src/core/structure/inspect.ts';
import { verifySequence } from '../../src/core/structure/verify.ts';
import { decodeGif } from '../node/core/animation/gif-codec.ts';
import { canariesIn, carve } from './canaries.ts';
import { EngineSession, type Output, type Region } from './engine-session.ts';
import { paint, type Picture } from './picture.ts';
import { chunksOf } from './png-file.ts';
import { SequenceDecoder, tiffTags, type Shown } from './sequence-decoder.ts';
import { colorOf, DURATIONS, makeDirtySequence, makeSequence, scene, SEQUENCE_FORMATS, type SequenceFormat } from './sequence-files.ts';

const [WIDTH, HEIGHT] = [60, 44];
const REGION: Region = { box: { left: 14, top: 10, width: 22, height: 17 }, shape: 'rectangle' };
const OVAL: Region = { ...REGION, shape: 'ellipse' };
const SCENE = scene(WIDTH, HEIGHT);
const ANIMATED = ['gif', 'png', 'webp'] as const;
const FILLS = ['solid', 'soft'] as const;
/** Encoder quality at which WebP is without loss. */
const LOSSLESS = 1;

let session: EngineSession;
let decoder: SequenceDecoder;
beforeAll(async () => {
  [session, decoder] = await Promise.all([EngineSession.open(), SequenceDecoder.open()]);
});
afterAll(() => Promise.all([session.close(), decoder.close()]));

function isUnder({ box, shape }: Region, x: number, y: number): boolean {
  const { left, top, width, height } = box;
  if (shape === 'rectangle') return x >= left && x < left + width && y >= top && y < top + height;
  return [[x, y], [x + 1, y], [x, y + 1], [x + 1, y + 1]].every(([cx, cy]) => (((cx! - left) / width) * 2 - 1) ** 2 + (((cy! - top) / height) * 2 - 1) ** 2 <= 1);
}

/** A rule for what a frame shows under a region. */
type Secret = (x: number, y: number, frame: number) => readonly [number, number, number, number];

const SECRETS: readonly Secret[] = [
  (x, y) => colorOf(x * 11 + y * 17),
  (x, y, frame) => colorOf(x + y * frame),
  (_x, _y, frame) => colorOf(frame * 20),
  () => colorOf(0),
];

/** The scene with a secret in some frames. */
function planted(region: Region, secret: Secret, frames: readonly number[] = DURATIONS.map((_, frame) => frame)): Picture[] {
  return SCENE.map(({ data }, frame) => paint(WIDTH, HEIGHT, (x, y) => {
    const at = (y * WIDTH + x) * 4;
    return frames.includes(frame) && isUnder(region, x, y) ? secret(x, y, frame) : [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
  }));
}

const make = (format: SequenceFormat, pictures: readonly Picture[]): Promise<Buffer> => makeSequence(session, format, pictures);
const mask = (source: Buffer, region: Region = REGION, fill: (typeof FILLS)[number] = 'solid'): Promise<Output> => session.export(source, { regions: [region], fill, quality: LOSSLESS });

/** How many of the files that hold these pictures come out differently from the first. */
async function differing(format: SequenceFormat, variants: readonly (readonly Picture[])[], region: Region, fill: (typeof FILLS)[number]): Promise<number> {
  const sources: Buffer[] = [];
  const files: Buffer[] = [];
  for (const pictures of variants) {
    sources.push(await make(format, pictures));
    files.push((await mask(sources.at(-1)!, region, fill)).bytes);
  }
  // A comparison of equal sources would tell nothing.
  expect(sources.filter((source) => source.equals(sources[0]!))).toHaveLength(1);
  return files.filter((file) => !file.equals(files[0]!)).length;
}

describe('what lies under the masks of frames and pages', () => {
  const cells = SEQUENCE_FORMATS.flatMap((format) => FILLS.map((fill) => [format, fill] as const));

  it.each(cells)('leaves no trace in a finished %s with %s masks', async (format, fill) => {
    for (const region of [REGION, OVAL]) expect(await differing(format, SECRETS.map((secret) => planted(region, secret)), region, fill)).toBe(0);
  });

  it.each(SEQUENCE_FORMATS)('leaves no trace where only one frame of a %s holds it', async (format) => {
    expect(await differing(format, [SCENE, planted(REGION, SECRETS[0]!, [3]), planted(REGION, SECRETS[0]!, [0]), planted(REGION, SECRETS[0]!, [4])], REGION, 'solid')).toBe(0);
  });

  it.each(SEQUENCE_FORMATS)('leaves no trace where it is transparency, in a finished %s', async (format) => {
    const hole: Secret = (x, y) => ((x + y) % 5 === 0 ? [0, 0, 0, 0] : colorOf(x));
    expect(await differing(format, [SCENE, planted(REGION, hole, [2]), planted(REGION, hole)], REGION, 'solid')).toBe(0);
  });

  it.each(SEQUENCE_FORMATS)('is seen in a %s where it reaches a pixel out of its mask in one frame', async (format) => {
    const wider: Region = { ...REGION, box: { ...REGION.box, width: REGION.box.width + 1 } };
    expect(await differing(format, [planted(wider, SECRETS[0]!, [3]), planted(wider, SECRETS[3]!, [3])], REGION, 'solid')).toBe(1);
  });
});

describe('a finished file of frames or pages', () => {
  const { r, g, b } = DEFAULT_POLICY.settings.solidColor;

  /** Pixels of all frames that are not as they should be. */
  function wrong(frames: readonly Picture[], expected: readonly Picture[]): number {
    let count = 0;
    expect(frames).toHaveLength(expected.length);
    frames.forEach(({ data }, frame) => {
      for (let at = 0; at < data.length; at += 4) {
        const want = isUnder(REGION, (at / 4) % WIDTH, Math.floor(at / 4 / WIDTH)) ? [r, g, b, 255] : expected[frame]!.data.subarray(at, at + 4);
        if ([0, 1, 2, 3].some((channel) => data[at + channel] !== want[channel])) count += 1;
      }
    });
    return count;
  }

  async function both(format: SequenceFormat, pictures: readonly Picture[]): Promise<{ readonly source: Shown; readonly shown: Shown; readonly output: Output }> {
    const file = await make(format, pictures);
    const output = await mask(file);
    return { output, source: await decoder.decode(file), shown: await decoder.decode(output.bytes) };
  }

  it.each(SEQUENCE_FORMATS)('shows the mask in every frame of a %s, and everything else as it was', async (format) => {
    const { source, shown, output } = await both(format, SCENE);
    expect(output.format).toBe(format);
    expect(shown.frames.map(({ width, height }) => [width, height])).toEqual(SCENE.map(() => [WIDTH, HEIGHT]));
    expect(wrong(shown.frames, SCENE)).toBe(0);
    expect(wrong(source.frames, SCENE)).toBe(SCENE.length * REGION.box.width * REGION.box.height);
  });

  it.each(SEQUENCE_FORMATS)('shows through where a %s did, and not under its mask', async (format) => {
    const pictures = SCENE.map(({ data }, frame) => paint(WIDTH, HEIGHT, (x, y) => (Math.hypot(x - 8 - frame * 7, y - 20) < 7 ? [0, 0, 0, 0] : [data[(y * WIDTH + x) * 4]!, data[(y * WIDTH + x) * 4 + 1]!, data[(y * WIDTH + x) * 4 + 2]!, 255])));
    expect(wrong((await both(format, pictures)).shown.frames, pictures)).toBe(0);
  });

  it.each(ANIMATED)('keeps durations and repeats of a %s', async (format) => {
    const { source, shown } = await both(format, SCENE);
    expect(source.durations).toEqual(DURATIONS);
    expect(shown.durations).toEqual(DURATIONS);
    expect([shown.repeats, source.repeats]).toEqual([2, 2]);
  });

  it.each(['png', 'webp'] as const)('keeps frames and durations of a GIF that comes out as %s', async (format) => {
    const { bytes, format: written } = await session.export(await make('gif', SCENE), { regions: [REGION], format, quality: LOSSLESS });
    const shown = await decoder.decode(bytes);
    expect(written).toBe(format);
    expect(shown.durations).toEqual(DURATIONS);
    expect(wrong(shown.frames, SCENE)).toBe(0);
  });

  it('keeps pages of different sizes, each with its mask', async () => {
    const pages = [SCENE[0]!, scene(72, 50)[1]!, scene(40, 90)[2]!];
    const { frames } = await decoder.decode((await mask(await make('tiff', pages))).bytes);
    expect(frames.map(({ width, height }) => [width, height])).toEqual([[60, 44], [72, 50], [40, 90]]);
    for (const [index, { width, data }] of frames.entries()) {
      let covered = 0;
      for (let at = 0; at < data.length; at += 4) {
        const isMask = isUnder(REGION, (at / 4) % width, Math.floor(at / 4 / width));
        if (isMask && data[at] === r && data[at + 1] === g && data[at + 2] === b) covered += 1;
        if (!isMask) expect(data[at]).toBe(pages[index]!.data[at]);
      }
      expect(covered).toBe(REGION.box.width * REGION.box.height);
    }
  });
});

describe('everything besides the pictures', () => {
  it.each(SEQUENCE_FORMATS)('is gone from a finished %s', async (format) => {
    const { bytes, carriers } = await makeDirtySequence(session, format, SCENE);
    expect(canariesIn(bytes)).toEqual(carriers);
    expect(inspectImage(bytes).metadata).not.toEqual([]);
    for (const wanted of format === 'tiff' ? (['source'] as const) : (['source', 'png', 'webp'] as const)) {
      const output = await session.export(bytes, { regions: [REGION], format: wanted, quality: LOSSLESS });
      expect({ wanted, canaries: canariesIn(output.bytes), carved: carve(output.bytes) }).toEqual({ wanted, canaries: [], carved: [] });
      expect(inspectImage(output.bytes).metadata).toEqual([]);
    }
  });

  it.each(SEQUENCE_FORMATS)('is what the product’s own check would hold a %s back for', async (format) => {
    const { bytes } = await makeDirtySequence(session, format, SCENE);
    expect(verifySequence(bytes, format, SCENE.map(() => ({ width: WIDTH, height: HEIGHT }))).findings).not.toEqual([]);
  });

  it('leaves a GIF nothing but its pictures and its repeats', async () => {
    const { bytes } = await makeDirtySequence(session, 'gif', SCENE);
    const { extensions, frames, repeats } = decodeGif((await mask(bytes)).bytes);
    expect([...new Set(extensions)].sort()).toEqual([0xf9, 0xff]);
    expect(extensions.filter((label) => label === 0xff)).toHaveLength(1);
    expect([frames.length, repeats]).toEqual([SCENE.length + 1, 2]);
  });

  it('leaves an animated PNG the chunks of its pictures, and no picture that is no frame', async () => {
    const { bytes } = await makeDirtySequence(session, 'png', SCENE);
    const chunks = chunksOf((await mask(bytes)).bytes).map(({ type }) => type);
    expect(chunks.filter((type) => !['IHDR', 'sRGB', 'acTL', 'fcTL', 'IDAT', 'fdAT', 'IEND'].includes(type))).toEqual([]);
    expect(chunks.indexOf('fcTL')).toBeLessThan(chunks.indexOf('IDAT'));
  });

  it('leaves a TIFF the fields that a reader of its pixels needs', async () => {
    const { bytes } = await makeDirtySequence(session, 'tiff', SCENE);
    const needed = [254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 283, 284, 296, 317];
    expect(tiffTags(bytes)[0]).toEqual(expect.arrayContaining([0x10e, 0x13b, 0xc000]));
    expect(tiffTags((await mask(bytes)).bytes)).toEqual(SCENE.map(() => needed));
  });
});
