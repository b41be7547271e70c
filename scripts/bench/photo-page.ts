import { chromium, type Browser, type Page } from 'playwright-core';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { Progress } from '../../src/protocol/engine-api.ts';
import type { RunnerPage, RunnerReply } from '../../src/protocol/runner-page.ts';
import { CHROMIUM_FLAGS, findChromium } from '../find-chromium.mjs';
import { serveFolder } from '../headless/static-server.ts';

interface PageWindow {
  readonly cloakroomRunner: RunnerPage;
}

/**
 * Starts a headless browser.
 * @param gc - lets {@link PhotoPage.collectGarbage} work
 * @throws Error when none is found
 */
export async function launchBrowser({ gc = false }: { readonly gc?: boolean } = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found. Set CHROMIUM_PATH, or run npm test once, which installs one.');
  return chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS, ...(gc ? ['--js-flags=--expose-gc'] : [])] });
}

/** Runs in the page and in workers. */
function collect(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

/** The built app's engine, and the browser's bare decoder and encoder beside it in the same page. */
export class PhotoPage {
  readonly #page: Page;
  readonly #close: () => Promise<void>;
  /** Told of the stages that the engine enters. */
  onStage: (stage: string) => void = () => undefined;
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
    let tell: (stage: string) => void = () => undefined;
    await page.exposeFunction('cloakroomProgress', ({ stage }: Progress) => {
      tell(stage);
    });
    await page.goto(`${server.origin}/runner.html`);
    const info = await page.evaluate(() => (window as unknown as PageWindow).cloakroomRunner.warmUp());
    if ('code' in info) throw new Error(info.message);
    const opened = new PhotoPage(page, info.threads, async () => {
      await page.close();
      await server.close();
    });
    tell = (stage) => {
      opened.onStage(stage);
    };
    return opened;
  }

  /** Loads what a policy's kinds need, so that no picture pays for it. */
  async warmUp(policy: Policy): Promise<void> {
    const info = await this.#page.evaluate((document) => (window as unknown as PageWindow).cloakroomRunner.warmUp(document), policy);
    if ('code' in info) throw new Error(info.message);
  }

  /**
   * Masks one file, from its bytes to the verified picture, whose bytes stay in the page.
   * @param path - of a picture
   * @param policy - what to look for
   */
  async mask(path: string, policy: Policy = DEFAULT_POLICY): Promise<{ readonly reply: RunnerReply; readonly milliseconds: number }> {
    await this.#page.setInputFiles('#files', path);
    const request = { index: 0, policy, detectOnly: false, regions: null, createdAt: new Date().toISOString() };
    return this.#page.evaluate(async (whole) => {
      const start = performance.now();
      const reply = await (window as unknown as PageWindow).cloakroomRunner.run(whole);
      const milliseconds = performance.now() - start;
      return { reply: reply.status === 'ok' ? { ...reply, output: null } : reply, milliseconds };
    }, request);
  }

  /** Throws away what nobody holds any more, in the page and its workers. Needs a browser that was launched with `gc`. */
  async collectGarbage(): Promise<void> {
    const places = [this.#page.evaluate(collect), ...this.#page.workers().map((worker) => worker.evaluate(collect))];
    // A thread that waits inside the models' runtime never answers, and holds no pictures.
    const patience = new Promise((resolve) => setTimeout(resolve, 2000));
    await Promise.race([Promise.allSettled(places), patience]);
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
