import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Size } from '../../src/core/geometry/box.ts';
import { DEFAULT_POLICY, type OutputFormat, type Policy } from '../../src/core/policy/policy.ts';
import type { FillStyle } from '../../src/core/review/decision.ts';
import { launchBrowser } from '../bench/photo-page.ts';
import { EnginePage } from '../headless/engine-page.ts';
import { toRgba, toGrey, type GreyPicture } from './digit-line.ts';

/** How regions are masked and what comes out. */
export interface MaskWish {
  readonly fill: FillStyle;
  readonly format: Exclude<OutputFormat, 'source'>;
  /** For pixelation: blocks across the longer side. */
  readonly blocks?: number;
}

/** The built app's engine, and a bare browser beside it that draws text and decodes what comes out as any viewer would. */
export class MaskingApp {
  readonly #engine: EnginePage;
  readonly #browser: Browser;
  readonly #folder: string;
  /** A blank page for drawing. */
  readonly page: Page;

  private constructor(engine: EnginePage, browser: Browser, page: Page, folder: string) {
    this.#engine = engine;
    this.#browser = browser;
    this.page = page;
    this.#folder = folder;
  }

  /** @param dist - the built app */
  static async open(dist: string): Promise<MaskingApp> {
    const engine = new EnginePage(dist);
    await engine.open();
    const browser = await launchBrowser();
    return new MaskingApp(engine, browser, await browser.newPage(), await mkdtemp(join(tmpdir(), 'cloakroom-leaks-')));
  }

  /**
   * Masks boxes of a picture and shows what the finished file looks like.
   * @throws Error with the engine's code when it is refused or held
   */
  async mask(picture: GreyPicture, boxes: readonly (Size & { readonly left: number; readonly top: number })[], { fill, format, blocks }: MaskWish): Promise<GreyPicture> {
    const path = join(this.#folder, 'source.png');
    await writeFile(path, await this.#encode(picture));
    const { kinds, output, settings } = DEFAULT_POLICY;
    const policy: Policy = {
      ...DEFAULT_POLICY,
      weakFills: 'anywhere',
      kinds: { ...kinds, face: { ...kinds.face, enabled: false } },
      settings: { ...settings, pixelateBlocks: blocks ?? settings.pixelateBlocks },
      output: { ...output, format },
    };
    const regions = boxes.map((box) => ({ box, shape: 'rectangle' as const, fill }));
    const reply = await this.#engine.run(path, { policy, detectOnly: false, regions, createdAt: '2001-01-01T00:00:00.000Z' }, () => undefined);
    if (reply.status === 'failed') throw new Error(reply.error.code);
    if (reply.output === null) throw new Error('no output');
    return this.#decode(reply.output.base64 ?? '', picture);
  }

  async close(): Promise<void> {
    await this.#engine.close();
    await this.#browser.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #encode(picture: GreyPicture): Promise<Buffer> {
    const { width, height } = picture;
    const base64 = await this.page.evaluate(
      async ({ pixels, width, height }) => {
        const canvas = new OffscreenCanvas(width, height);
        canvas.getContext('2d')?.putImageData(new ImageData(Uint8ClampedArray.from(atob(pixels), (char) => char.charCodeAt(0)), width, height), 0, 0);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      },
      { pixels: Buffer.from(toRgba(picture)).toString('base64'), width, height },
    );
    return Buffer.from(base64, 'base64');
  }

  async #decode(file: string, { width, height }: Size): Promise<GreyPicture> {
    const base64 = await this.page.evaluate(
      async ({ file, width, height }) => {
        const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(file), (char) => char.charCodeAt(0))]));
        const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
        if (context === null) throw new RangeError('no canvas');
        context.drawImage(bitmap, 0, 0);
        return btoa(Array.from(context.getImageData(0, 0, width, height).data, (byte) => String.fromCharCode(byte)).join(''));
      },
      { file, width, height },
    );
    return toGrey({ width, height }, Buffer.from(base64, 'base64'));
  }
}
