import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineSession, type Region, type Wish } from './engine-session.ts';
import { seeded } from '../../scripts/leaks/seeded.ts';
import { background, plant, SECRETS } from './secrets.ts';
import { isJpeg, makeSource, SOURCE_KINDS, type SourceKind } from './sources.ts';

/** Sizes that fill whole blocks, and sizes that fill none. */
const SIZES = [[96, 80], [97, 83], [61, 45], [80, 96]] as const;
const FORMATS = ['jpeg', 'png', 'webp'] as const;
const FILLS = ['solid', 'soft'] as const;
const SHAPES = ['rectangle', 'ellipse'] as const;

let session: EngineSession;
/** Pairs compared by all tests, told at the end. */
let pairs = 0;

beforeAll(async () => {
  session = await EngineSession.open();
}, 60_000);

afterAll(async () => {
  await session.close();
  console.info(`${pairs} pairs compared`);
});

/**
 * Hands the engine one picture with each of the secrets under the same region.
 * @param planted - where the secrets lie, if not under the very region that is masked
 * @returns how many files differ from the first
 */
async function differing(kind: SourceKind, seed: number, region: Region, wish: Omit<Wish, 'regions'>, planted = region): Promise<number> {
  const [width, height] = SIZES[seed % SIZES.length]!;
  const scene = background(seed, width, height);
  // Every orientation comes in turn.
  const orientation = isJpeg(kind) ? (seed % 8) + 1 : 1;
  let first: Buffer | null = null;
  let different = 0;
  for (const [index, secret] of SECRETS.entries()) {
    const source = await makeSource(session, kind, plant(scene, planted, secret, seed * 100 + index), orientation);
    const { bytes } = await session.export(source, { ...wish, regions: [region] });
    if (first !== null) {
      pairs += 1;
      if (!bytes.equals(first)) different += 1;
    }
    first ??= bytes;
  }
  return different;
}

/** A region somewhere in the picture of that seed, on no grid, at times over the edge. */
function regionOf(seed: number, shape: Region['shape']): Region {
  const [width, height] = SIZES[seed % SIZES.length]!;
  const next = seeded(seed + 7_000);
  const box = { left: next() * width * 0.6 - 4, top: next() * height * 0.6 - 4, width: 12 + next() * 24, height: 12 + next() * 20 };
  return { box, shape };
}

const CELLS = FORMATS.flatMap((format) => FILLS.flatMap((fill) => SHAPES.map((shape) => ({ format, fill, shape }))));

describe('what lies under an irreversible mask', () => {
  it.each(SOURCE_KINDS)('leaves no trace in the file made from a %s source', async (kind) => {
    const results: unknown[] = [];
    for (const [index, { format, fill, shape }] of CELLS.entries()) {
      const seed = index * 13 + SOURCE_KINDS.indexOf(kind);
      const different = await differing(kind, seed, regionOf(seed, shape), { format, fill });
      if (different > 0) results.push({ format, fill, shape, seed, different });
    }
    expect(results).toEqual([]);
  }, 300_000);

  it('leaves no trace while faces are looked for as well', async () => {
    expect(await differing('4:2:0', 5, regionOf(5, 'ellipse'), { format: 'jpeg', detects: true })).toBe(0);
  }, 120_000);
});

describe('the comparison itself', () => {
  it('sees the difference that a pixelated region keeps', async () => {
    const region: Region = { box: { left: 20, top: 20, width: 30, height: 30 }, shape: 'rectangle' };
    expect(await differing('png', 0, region, { format: 'png', fill: 'pixelate' })).toBe(SECRETS.length - 1);
    expect(await differing('4:2:0', 0, region, { format: 'jpeg', fill: 'pixelate' })).toBe(SECRETS.length - 1);
  }, 120_000);

  it('sees a secret that reaches out of its mask', async () => {
    const planted: Region = { box: { left: 20, top: 20, width: 30, height: 30 }, shape: 'rectangle' };
    const masked: Region = { box: { left: 22, top: 22, width: 26, height: 26 }, shape: 'rectangle' };
    for (const format of FORMATS) expect(await differing('png', 0, masked, { format }, planted)).toBe(SECRETS.length - 1);
  }, 120_000);

  it('sees a corner that an oval leaves free', async () => {
    const box = { left: 20, top: 20, width: 30, height: 30 };
    expect(await differing('webp', 0, { box, shape: 'ellipse' }, { format: 'png' }, { box, shape: 'rectangle' })).toBe(SECRETS.length - 1);
  }, 120_000);
});
