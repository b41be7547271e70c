import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { MODEL_PATH, serveModel } from './model-server.ts';

/** What is used of onnxruntime-node, which is not among the project's packages. */
interface NodeRuntime {
  readonly InferenceSession: { create(model: Uint8Array, options: object): Promise<{ run(feeds: object): Promise<unknown> }> };
  readonly Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => object;
}

const INPUTS: readonly (readonly [width: number, height: number])[] = [
  [640, 640],
  [1280, 960],
];
const ROUNDS = 8;
/** Browser and native take turns, so that what else the machine does meets both. */
const TURNS = 3;

/**
 * Prints how long one inference takes in the browser, and in native code on one thread where that is installed.
 * @param browser - stays owned by the caller
 * @param nodeFolder - folder whose node_modules hold onnxruntime-node, or `null` for this project's
 */
export async function printModelTimes(browser: Browser, nodeFolder: string | null): Promise<void> {
  const native = loadNative(nodeFolder);
  const threads = Math.min(4, cpus().length);
  const server = await serveModel();
  const page = await browser.newPage();
  try {
    await page.goto(server.origin);
    console.log('\nmodel, milliseconds an inference (fastest)');
    for (const [width, height] of INPUTS) {
      const shape = [1, 3, height, width];
      const best = { one: Infinity, many: Infinity, native: Infinity };
      for (let turn = 0; turn < TURNS; turn += 1) {
        best.one = Math.min(best.one, await page.evaluate(inWorker, { threads: 1, shape, rounds: ROUNDS }));
        best.many = Math.min(best.many, await page.evaluate(inWorker, { threads, shape, rounds: ROUNDS }));
        if (native !== null) best.native = Math.min(best.native, await inNode(native, shape));
      }
      const ratio = (value: number): string => (native === null ? '' : ` (${(value / best.native).toFixed(2)} x native)`);
      console.log(`  ${String(width)} x ${String(height)}: browser, 1 thread ${best.one.toFixed(1)}${ratio(best.one)}; browser, ${String(threads)} threads ${best.many.toFixed(1)}${ratio(best.many)}${native === null ? '' : `; native, 1 thread ${best.native.toFixed(1)}`}`);
    }
    if (native === null) console.log('  native: not installed. ONNXRUNTIME_NODE_INSTALL=skip npm i --no-save onnxruntime-node@1.30.0');
  } finally {
    await page.close();
    server.close();
  }
}

/** Runs in the page. */
async function inWorker(wish: { threads: number; shape: number[]; rounds: number }): Promise<number> {
  const worker = new Worker('/worker.mjs', { type: 'module' });
  try {
    return await new Promise<number>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<number>) => {
        resolve(event.data);
      };
      worker.onerror = () => {
        reject(new Error('the model could not be run'));
      };
      worker.postMessage(wish);
    });
  } finally {
    worker.terminate();
  }
}

async function inNode(ort: NodeRuntime, shape: readonly number[]): Promise<number> {
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3 };
  const session = await ort.InferenceSession.create(await readFile(MODEL_PATH), options);
  const data = new Float32Array(shape.reduce((product, side) => product * side, 1)).map((_, at) => ((at * 48_271) % 255) / 128 - 1);
  let best = Infinity;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    await session.run({ input: new ort.Tensor('float32', data, shape) });
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function loadNative(folder: string | null): NodeRuntime | null {
  try {
    const require = createRequire(folder === null ? import.meta.url : join(resolve(folder), 'bench.js'));
    return require('onnxruntime-node') as NodeRuntime;
  } catch {
    return null;
  }
}
