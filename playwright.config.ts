import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/find-chromium.mjs';

const PORT = 4180;
const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  forbidOnly: process.env['CI'] !== undefined,
  // Two at a time, each with a browser of its own. Never again: a test that passes only the second time has failed.
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  // Twice what the longest takes with two at a time on two busy cores.
  timeout: 120_000,
  // Tests look at what comes, never at how long it took: a busy machine needs many times what a quiet one does.
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://localhost:${String(PORT)}`,
    launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS] },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${String(PORT)} --strictPort --host localhost`,
    url: `http://localhost:${String(PORT)}/index.html`,
    reuseExistingServer: false,
  },
});
