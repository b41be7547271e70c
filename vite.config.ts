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
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { input: { main: 'index.html', runner: 'runner.html' } },
  },
});
