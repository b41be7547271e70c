import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import type { Raster } from '../../src/core/detect/resample.ts';
import { launchBrowser } from '../bench/photo-page.ts';

/** A bare browser that shows picture files as any viewer would. */
export class PictureDecoder {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  /** @throws Error when no browser is found */
  static async open(): Promise<PictureDecoder> {
    const browser = await launchBrowser();
    return new PictureDecoder(browser, await browser.newPage({ offline: true }));
  }

  /**
   * Decodes a picture and turns it as its orientation says.
   * @param path - of a file in a format that the browser knows
   */
  async decode(path: string): Promise<Raster> {
    const { base64, width, height } = await this.#page.evaluate(inPage, (await readFile(path)).toString('base64'));
    const bytes = Buffer.from(base64, 'base64');
    return { width, height, data: new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length) };
  }

  /**
   * Writes pixels as a JPEG and reads them again.
   * @param picture - only read
   * @param quality - 0..1
   */
  async recompress({ width, height, data }: Raster, quality: number): Promise<Raster> {
    const pixels = Buffer.from(data.buffer, data.byteOffset, data.length).toString('base64');
    const base64 = await this.#page.evaluate(jpegInPage, { pixels, width, height, quality });
    const bytes = Buffer.from(base64, 'base64');
    return { width, height, data: new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length) };
  }

  /** Ends the browser. */
  close(): Promise<void> {
    return this.#browser.close();
  }
}

/** Runs in the page. */
async function inPage(file: string): Promise<{ base64: string; width: number; height: number }> {
  const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(file), (char) => char.charCodeAt(0))]));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new RangeError('no canvas');
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  // A reader makes the text of an address without one string for each byte.
  const address = await new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsDataURL(new Blob([pixels]));
  });
  return { base64: address.slice(address.indexOf(',') + 1), width, height };
}

/** Runs in the page. */
async function jpegInPage({ pixels, width, height, quality }: { readonly pixels: string; readonly width: number; readonly height: number; readonly quality: number }): Promise<string> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new RangeError('no canvas');
  context.putImageData(new ImageData(Uint8ClampedArray.from(atob(pixels), (char) => char.charCodeAt(0)), width, height), 0, 0);
  const bitmap = await createImageBitmap(await context.canvas.convertToBlob({ type: 'image/jpeg', quality }));
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const data = context.getImageData(0, 0, width, height).data;
  let text = '';
  for (let at = 0; at < data.length; at += 24_576) text += String.fromCharCode(...data.subarray(at, at + 24_576));
  return btoa(text);
}
