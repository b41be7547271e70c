import { defineConfig } from 'vitest/config';

/** The attacks on finished files: they drive the built app in a browser of their own, two files at a time. */
export default defineConfig({
  define: { __BUILD_ID__: JSON.stringify('outputs') },
  test: { name: 'outputs', environment: 'node', include: ['tests/outputs/**/*.test.ts'], maxWorkers: 2, testTimeout: 120_000, hookTimeout: 120_000 },
});
