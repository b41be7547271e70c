import { readdirSync, readFileSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig } from 'vitest/config';
import { buildId } from './scripts/build-id.ts';
import { CHROMIUM_FLAGS, findChromium } from './scripts/find-chromium.mjs';

const executablePath = findChromium();

const NODE_TESTS = readdirSync('tests/node', { recursive: true, encoding: 'utf8' }).filter((file) => /\.test\.tsx?$/u.test(file)).map((file) => `tests/node/${file.replaceAll('\\', '/')}`);
/** Tests that put something in the place of a module. A module that was loaded for another test would keep what it has, so each of them has a thread of its own. */
const MOCKING = NODE_TESTS.filter((file) => readFileSync(file, 'utf8').includes('vi.mock('));

/** What tests without a browser have in common. Each file has modules of its own; what it puts in the place of globals and of the environment goes with it. */
const NODE = {
  environment: 'node',
  // Against hanging only: a machine that is busy with something else takes several times as long.
  testTimeout: 60_000,
  pool: 'threads',
  unstubGlobals: true,
  unstubEnvs: true,
  // Nothing else runs at that time, so no core is left free.
  maxWorkers: '100%',
} as const;

export default defineConfig({
  define: { __BUILD_ID__: JSON.stringify(buildId()) },
  assetsInclude: ['**/*.onnx'],
  worker: { format: 'es' },
  test: {
    projects: [
      { extends: true, test: { ...NODE, name: 'node', include: ['tests/node/**/*.test.ts', 'tests/node/**/*.test.tsx'], exclude: [...configDefaults.exclude, ...MOCKING], isolate: false } },
      { extends: true, test: { ...NODE, name: 'node-mocks', include: MOCKING, isolate: true } },
      {
        extends: true,
        // Shared memory, and with it threads, exists on isolated pages only.
        server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
        optimizeDeps: {
          // Found while a test runs, a package would be bundled then and the page loaded again in the middle of it.
          include: ['comlink', 'fflate', 'client-zip', 'react', 'react-dom', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand', 'zustand/vanilla', 'lucide-react', 'gifenc/dist/gifenc.esm.js', 'libheif-js/libheif-wasm/libheif.js', 'mediabunny', '@jsquash/avif/codec/enc/avif_enc.js', 'zxing-wasm/reader', 'zxing-wasm/writer'],
          // The runtime finds its wasm file next to its own script.
          exclude: ['onnxruntime-web', 'onnxruntime-web/wasm'],
        },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts', 'tests/browser/**/*.test.tsx'],
          // Files share the machine's few threads with the engine that they test.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({ launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] } }),
          },
        },
      },
    ],
  },
});
