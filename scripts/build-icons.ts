import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

/** PNG icons to make from the drawn ones. The results are committed; run this again after a drawing changes. */
const ICONS = [
  { from: 'icon.svg', to: 'icon-192.png', side: 192 },
  { from: 'icon.svg', to: 'icon-512.png', side: 512 },
  { from: 'icon-maskable.svg', to: 'icon-maskable-512.png', side: 512 },
] as const;

const folder = new URL('../public/icons/', import.meta.url);
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const { from, to, side } of ICONS) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    const svg = readFileSync(new URL(from, folder), 'utf8');
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    writeFileSync(new URL(to, folder), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
