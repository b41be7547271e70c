import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { buildId } from './scripts/build-id.ts';
import { sealedPreview } from './scripts/sealed-preview.ts';

export default defineConfig({
  plugins: [react(), sealedPreview()],
  // Unknown paths are errors, never the start page.
  appType: 'mpa',
  define: { __BUILD_ID__: JSON.stringify(buildId()) },
  assetsInclude: ['**/*.onnx'],
  worker: {
    format: 'es',
    // Lazily loaded parts must import nothing from a worker's own script: WebKit would run that script again for them.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'engine', tags: ['$initial'], test: (id) => !id.includes('.worker.') },
            { name: 'runtime', test: /rolldown[\\/]runtime/ },
          ],
        },
      },
    },
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: { main: 'index.html', runner: 'runner.html' } },
  },
});
