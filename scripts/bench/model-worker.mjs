// Runs the model in a worker of a bare page. Served by model-server.ts, which maps /ort/ to the runtime's own files.
/** @typedef {{ readonly threads: number, readonly shape: number[], readonly rounds: number }} Wish */

self.addEventListener('message', (/** @type {MessageEvent<Wish>} */ event) => {
  void measure(event.data).then((milliseconds) => {
    self.postMessage(milliseconds);
  });
});

/**
 * @param {Wish} wish - what to run
 * @returns {Promise<number>} milliseconds of the fastest inference
 */
async function measure({ threads, shape, rounds }) {
  const address = '/ort/ort.wasm.min.mjs';
  const ort = await import(address);
  ort.env.wasm.numThreads = threads;
  ort.env.logLevel = 'error';
  const model = new Uint8Array(await (await fetch('/model.onnx')).arrayBuffer());
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all', logSeverityLevel: 3 });
  const data = new Float32Array(shape.reduce((product, side) => product * side, 1)).map((_, at) => ((at * 48_271) % 255) / 128 - 1);
  let best = Infinity;
  for (let round = 0; round <= rounds; round += 1) {
    const start = performance.now();
    await session.run({ input: new ort.Tensor('float32', data, shape) });
    best = Math.min(best, performance.now() - start);
  }
  return best;
}
