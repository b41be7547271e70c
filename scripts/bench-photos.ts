import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { DEFAULT_POLICY } from '../src/core/review/policy.ts';
import { drawPicture, SIZES, type BenchSize } from './bench/bench-pictures.ts';
import { printDefaceTimes } from './bench/deface-times.ts';
import { printModelTimes } from './bench/model-times.ts';
import { launchBrowser, PhotoPage } from './bench/photo-page.ts';

const USAGE = `Usage: npm run bench:photos -- [options]

Measures the built app: the shares of its stages, the whole path beside the browser's bare decoder and encoder, the model
beside native code, and, given pictures with a ground truth, this app beside deface.
  --app DIR        the built app, by default dist
  --only a,b       stages, model, deface; by default all
  --sizes "2 MP,12 MP"  of ${SIZES.map((size) => size.name).join(', ')}; by default all
  --ort-node DIR   folder whose node_modules hold onnxruntime-node
  --python PATH    a Python that has deface, by default python3
  --images DIR --gt gt.json   pictures for deface, as for npm run evaluate`;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAGES = ['decode', 'detect', 'mask', 'encode', 'verify'] as const;

async function bench(): Promise<void> {
  const { values } = parseArgs({
    options: {
      app: { type: 'string', default: join(ROOT, 'dist') },
      only: { type: 'string', default: 'stages,model,deface' },
      sizes: { type: 'string' },
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
  const sizes = SIZES.filter((size) => values.sizes?.split(',').includes(size.name) ?? true);
  const browser = await launchBrowser();
  const page = await PhotoPage.open(browser, resolve(values.app));
  try {
    if (parts.includes('stages')) await printStages(browser, page, sizes);
    if (parts.includes('model')) await printModelTimes(browser, values['ort-node'] ?? null);
    if (parts.includes('deface') && values.images !== undefined && values.gt !== undefined) {
      await printDefaceTimes(page, values.python, resolve(values.images), resolve(values.gt));
    }
  } finally {
    await page.close();
    await browser.close();
  }
}

async function printStages(browser: Browser, page: PhotoPage, sizes: readonly BenchSize[]): Promise<void> {
  const demo = join(ROOT, 'node_modules/@vladmandic/face-api/demo');
  const photos = [1, 2, 3, 4, 5, 6].map((n) => join(demo, `sample${String(n)}.jpg`));
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    console.log(`whole path, ${String(page.threads)} threads, milliseconds (fastest of the rounds)`);
    for (const size of sizes) {
      const path = join(folder, 'photo.jpg');
      await writeFile(path, await drawPicture(browser, photos, size));
      await printSize(page, path, size);
    }
  } finally {
    await rm(folder, { recursive: true });
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
