import { existsSync } from 'node:fs';
import { firefox } from 'playwright-core';
import type { BrowserDriver } from './browser-driver.ts';

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/**
 * Starts an installed Firefox over WebDriver BiDi.
 * @returns `null` where there is none
 */
export async function startFirefox(): Promise<BrowserDriver | null> {
  const executablePath = process.env['FIREFOX_PATH'] ?? PATHS.find((path) => existsSync(path));
  if (executablePath === undefined) return null;
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath, headless: true });
  const page = await browser.newPage();
  return {
    name: `Firefox ${browser.version()}`,
    open: async (url) => {
      await page.goto(url);
    },
    upload: (selector, path) => page.locator(selector).first().setInputFiles(path),
    evaluate: (body) => page.evaluate(`(async () => { ${body} })()`),
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}
