import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './scripts/find-chromium.mjs';

const PORT = 4181;
const executablePath = findChromium();
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

export default defineConfig({
  testDir: 'tests/visual',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/visual',
  forbidOnly: process.env['CI'] !== undefined,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  use: {
    baseURL: `http://localhost:${String(PORT)}`,
    launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: [...CHROMIUM_FLAGS, '--hide-scrollbars', '--force-color-profile=srgb'] },
    locale: 'en-GB',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
  },
  projects: [
    { name: 'light', testMatch: 'screens.spec.ts', use: { colorScheme: 'light', viewport: WIDE } },
    { name: 'dark', testMatch: 'screens.spec.ts', use: { colorScheme: 'dark', viewport: WIDE } },
    { name: 'phone', testMatch: 'screens.spec.ts', use: { colorScheme: 'light', viewport: PHONE } },
    { name: 'overflow', testMatch: 'overflow.spec.ts' },
  ],
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${String(PORT)} --strictPort --host localhost`,
    url: `http://localhost:${String(PORT)}/index.html`,
    reuseExistingServer: false,
  },
});
