import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { DEFAULT_POLICY } from '../src/core/policy/policy.ts';
import { drawPicture, LARGEST, SIZES, type BenchSize } from './bench/bench-pictures.ts';
import { printDefaceTimes } from './bench/deface-times.ts';
import { onlyKinds, printKindTimes } from './bench/kind-times.ts';
import { printFlatness, printPeaks } from './bench/memory-figures.ts';
import { printModelTimes } from './bench/model-times.ts';
import { launchBrowser, PhotoPage } from './bench/photo-page.ts';

/** What is measured of kinds and of memory unless told otherwise. */
const KIND_SIZES = ['2 MP', '12 MP'];
const MEMORY_SIZES = ['12 MP', '50 MP', '100 MP'];

const USAGE = `Usage: npm run bench:photos -- [options]

Measures the built app: the shares of its stages, the whole path beside the browser's bare decoder and encoder, the model
beside native code, each kind alone, memory, and, given pictures with a ground truth, this app beside deface.
  --app DIR        the built app, by default dist
  --only a,b       stages, kinds, model, memory, deface; by default all but memory
  --sizes "2 MP,12 MP"  of ${[...SIZES, LARGEST].map((size) => size.name).join(', ')}; by default all, for memory ${MEMORY_SIZES.join(', ')},
                   for kinds ${KIND_SIZES.join(', ')}
  --kinds a,b      what is looked for while memory is measured; by default face
  --pictures 200   how many pictures in a row show that memory stays flat
  --ort-node DIR   folder whose node_modules hold onnxruntime-node
  --python PATH    a Python that has deface, by default python3
  --images DIR     pictures for kinds, in place of drawn ones
  --images DIR --gt gt.json   pictures for deface, as for npm run evaluate`;

/** One of the many pictures in a row. */
const ROW_SIZE: BenchSize = { name: 'row', width: 1632, height: 1224, rounds: 1 };
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAGES = ['decode', 'detect', 'mask', 'encode', 'verify'] as const;

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: join(ROOT, 'dist') },
      only: { type: 'string', default: 'stages,kinds,model,deface' },
      sizes: { type: 'string' },
      kinds: { type: 'string', default: 'face' },
      pictures: { type: 'string', default: '200' },
      'ort-node': { type: 'string' },
      python: { type: 'string', default: 'python3' },
      images: { type: 'string' },
      gt: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  if (!existsSync(join(values.app, 'runner.html'))) throw new Error('The app is not built yet: run npm run build first.');
  const parts = values.only.split(',');
  const sizesOr = (usual: readonly string[]): BenchSize[] => [...SIZES, LARGEST].filter(({ name }) => (values.sizes?.split(',') ?? usual).includes(name));
  const app = resolve(values.app);
  if (parts.includes('memory')) await printMemory(app, sizesOr(MEMORY_SIZES), values.kinds.split(','), Number(values.pictures));
  if (!parts.some((part) => part !== 'memory')) return;
  const browser = await launchBrowser();
  const page = await PhotoPage.open(browser, app);
  try {
    if (parts.includes('stages')) await printStages(browser, page, sizesOr(SIZES.map(({ name }) => name)));
    if (parts.includes('kinds')) await printKinds(browser, page, sizesOr(KIND_SIZES), values.images === undefined ? null : resolve(values.images));
    if (parts.includes('model')) await printModelTimes(browser, values['ort-node'] ?? null);
    if (parts.includes('deface') && values.images !== undefined && values.gt !== undefined) {
      await printDefaceTimes(page, values.python, resolve(values.images), resolve(values.gt));
    }
  } finally {
    await page.close();
    await browser.close();
  }
}

/** Draws photos of people in some sizes, hands the files over, and takes them away. */
async function withDrawn(browser: Browser, sizes: readonly BenchSize[], use: (drawn: readonly { readonly size: BenchSize; readonly path: string }[]) => Promise<void>): Promise<void> {
  const demo = join(ROOT, 'node_modules/@vladmandic/face-api/demo');
  const photos = [1, 2, 3, 4, 5, 6].map((n) => join(demo, `sample${String(n)}.jpg`));
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const drawn: { readonly size: BenchSize; readonly path: string }[] = [];
    for (const size of sizes) {
      const path = join(folder, `${size.name}.jpg`);
      await writeFile(path, await drawPicture(browser, photos, size));
      drawn.push({ size, path });
    }
    await use(drawn);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function printStages(browser: Browser, page: PhotoPage, sizes: readonly BenchSize[]): Promise<void> {
  await withDrawn(browser, sizes, async (drawn) => {
    console.log(`whole path, ${String(page.threads)} threads, milliseconds (fastest of the rounds)`);
    for (const { path, size } of drawn) await printSize(page, path, size);
  });
}

async function printKinds(browser: Browser, page: PhotoPage, sizes: readonly BenchSize[], images: string | null): Promise<void> {
  if (images !== null) {
    const names = (await readdir(images)).filter((name) => /\.(jpe?g|png|webp)$/iu.test(name)).sort();
    if (names.length === 0) throw new Error(`There is no JPEG, PNG or WebP in ${images}.`);
    await printKindTimes(page, `${String(names.length)} pictures of the folder`, names.map((name) => join(images, name)), 1);
    return;
  }
  await withDrawn(browser, sizes, async (drawn) => {
    for (const { path, size } of drawn) await printKindTimes(page, size.name, [path], Math.min(size.rounds, 2));
  });
}

/** In browsers of their own: what another part left behind would count. */
async function printMemory(app: string, sizes: readonly BenchSize[], kinds: readonly string[], pictures: number): Promise<void> {
  const policy = onlyKinds(kinds);
  const artist = await launchBrowser();
  try {
    await withDrawn(artist, [...sizes, ROW_SIZE], async (drawn) => {
      for (const { path, size } of drawn.slice(0, -1)) await printPeaks(app, size.name, path, policy);
      const row = drawn.at(-1);
      if (row !== undefined && pictures > 0) await printFlatness(app, row.path, policy, pictures);
    });
  } finally {
    await artist.close();
  }
}

async function printSize(page: PhotoPage, path: string, size: BenchSize): Promise<void> {
  let best = { whole: Infinity, stages: '', faces: 0 };
  let bare = { decode: Infinity, encode: Infinity };
  for (let round = 0; round < size.rounds; round += 1) {
    const plain = await page.bare(path, DEFAULT_POLICY.output.quality);
    bare = { decode: Math.min(bare.decode, plain.decode), encode: Math.min(bare.encode, plain.encode) };
    const { reply, milliseconds } = await page.mask(path);
    if (reply.status === 'failed') throw new Error(`${size.name}: ${reply.error.code}`);
    if (milliseconds > best.whole) continue;
    const stages = STAGES.map((stage) => {
      const spent = reply.timings[stage] ?? 0;
      return `${stage} ${spent.toFixed(0)} (${((100 * spent) / milliseconds).toFixed(0)} %)`;
    });
    best = { whole: milliseconds, stages: stages.join(', '), faces: reply.detections.filter((find) => find.decision === 'masked').length };
  }
  const both = bare.decode + bare.encode;
  console.log(`  ${size.name}, ${String(best.faces)} faces: ${best.whole.toFixed(0)}: ${best.stages}`);
  console.log(`    bare decode ${bare.decode.toFixed(0)} + encode ${bare.encode.toFixed(0)} = ${both.toFixed(0)}; the whole path is ${(best.whole / both).toFixed(1)} x that`);
}

await bench();
