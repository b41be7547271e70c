import { chromium, type Browser, type Page } from 'playwright-core';
import { DEFAULT_POLICY } from '../../src/core/review/policy.ts';
import type { RunnerPage, RunnerReply } from '../../src/protocol/runner-page.ts';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';
import { serveFolder } from '../headless/static-server.ts';

interface PageWindow {
  readonly cloakroomRunner: RunnerPage;
}

/**
 * Starts a headless browser.
 * @throws Error when none is found
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
}

/** The built app's engine, and the browser's bare decoder and encoder beside it in the same page. */
export class PhotoPage {
  readonly #page: Page;
  readonly #close: () => Promise<void>;
  /** Threads that the models run on. */
  readonly threads: number;

  private constructor(page: Page, threads: number, close: () => Promise<void>) {
    this.#page = page;
    this.threads = threads;
    this.#close = close;
  }

  /**
   * Loads the app and its models.
   * @param browser - stays owned by the caller
   * @param folder - the built app
   */
  static async open(browser: Browser, folder: string): Promise<PhotoPage> {
    const server = await serveFolder(folder);
    const page = await browser.newPage();
    await page.goto(`${server.origin}/runner.html`);
    const info = await page.evaluate(() => (window as unknown as PageWindow).cloakroomRunner.warmUp());
    if ('code' in info) throw new Error(info.message);
    return new PhotoPage(page, info.threads, async () => {
      await page.close();
      await server.close();
    });
  }

  /** Masks one file, from its bytes to the verified picture. */
  async mask(path: string): Promise<{ readonly reply: RunnerReply; readonly milliseconds: number }> {
    await this.#page.setInputFiles('#files', path);
    const request = { index: 0, policy: DEFAULT_POLICY, detectOnly: false, regions: null, createdAt: new Date().toISOString() };
    const { reply, milliseconds } = await this.#page.evaluate(async (whole) => {
      const start = performance.now();
      const reply = await (window as unknown as PageWindow).cloakroomRunner.run(whole);
      return { reply, milliseconds: performance.now() - start };
    }, request);
    return { reply, milliseconds };
  }

  /** Milliseconds of the browser's own decoder and JPEG encoder for one file. */
  async bare(path: string, quality: number): Promise<{ readonly decode: number; readonly encode: number }> {
    await this.#page.setInputFiles('#files', path);
    return this.#page.evaluate(async (jpegQuality) => {
      const file = document.querySelector<HTMLInputElement>('#files')?.files?.[0];
      if (file === undefined) throw new RangeError('no file');
      const start = performance.now();
      const bitmap = await createImageBitmap(file);
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
      if (context === null) throw new RangeError('no canvas');
      context.drawImage(bitmap, 0, 0);
      // One pixel is read, so that the drawing is done when the clock is.
      context.getImageData(0, 0, 1, 1);
      const decoded = performance.now();
      bitmap.close();
      await canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
      return { decode: decoded - start, encode: performance.now() - decoded };
    }, quality);
  }

  /** Ends the page. */
  close(): Promise<void> {
    return this.#close();
  }
}
