import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const FILES: Readonly<Record<string, readonly [path: string, type: string]>> = {
  '/worker.mjs': ['scripts/bench/model-worker.mjs', 'text/javascript'],
  '/model.onnx': ['models/face-rfb320.onnx', 'application/octet-stream'],
};

/** Path of the model that is measured. */
export const MODEL_PATH = fileURLToPath(new URL('models/face-rfb320.onnx', ROOT));

/** Serves an empty page, the worker, the model and the runtime on this machine, isolated so that threads work. */
export async function serveModel(): Promise<{ readonly origin: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    if (path === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html><title>bench</title>');
      return;
    }
    const type = path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    const [file, fileType] = path.startsWith('/ort/') ? [`node_modules/onnxruntime-web/dist/${basename(path)}`, type] : (FILES[path] ?? ['', '']);
    readFile(new URL(file, ROOT)).then(
      (bytes) => response.writeHead(200, { 'Content-Type': fileType }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
