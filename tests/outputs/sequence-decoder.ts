import { inflateSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/find-chromium.mjs';
import type { Picture } from './picture.ts';

/** What a viewer shows of an animation, or of pages. */
export interface Shown {
  readonly frames: readonly Picture[];
  /** Milliseconds of each frame; of pages none. */
  readonly durations: readonly number[];
  /** Repeats after the first time, as the viewer counts them; `null` for pages. */
  readonly repeats: number | null;
}

/** An empty page of its own, with nothing of the product in it. */
const ADDRESS = 'http://localhost:9/';

/** Decodes animations by the browser's own decoder, and pages by a small one of ours. */
export class SequenceDecoder {
  readonly #browser: Browser;
  readonly #page: Page;

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.#page = page;
  }

  static async open(): Promise<SequenceDecoder> {
    const executablePath = findChromium();
    if (executablePath === null) throw new Error('no browser');
    const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_FLAGS] });
    const page = await browser.newPage();
    await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>frames</title>' }));
    await page.goto(ADDRESS);
    return new SequenceDecoder(browser, page);
  }

  /** Every frame, drawn as the browser shows it. */
  async decode(file: Buffer): Promise<Shown> {
    const type = typeOf(file);
    if (type === 'image/tiff') return { frames: decodePages(file), durations: [], repeats: null };
    const shown = await this.#page.evaluate(decodeHere, { base64: file.toString('base64'), type });
    const frames = shown.frames.map(({ width, height, base64 }) => ({ width, height, data: new Uint8Array(Buffer.from(base64, 'base64')) }));
    return { frames, durations: shown.durations, repeats: shown.repeats };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

function typeOf(file: Buffer): string {
  const head = file.toString('latin1', 0, 4);
  if (head === 'GIF8') return 'image/gif';
  if (head === 'RIFF') return 'image/webp';
  return head === 'II*\0' ? 'image/tiff' : 'image/png';
}

/** Runs in the empty page. */
async function decodeHere({ base64, type }: { base64: string; type: string }): Promise<{ frames: { width: number; height: number; base64: string }[]; durations: number[]; repeats: number }> {
  const decoder = new ImageDecoder({ type, data: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)) });
  await Promise.all([decoder.completed, decoder.tracks.ready]);
  const track = decoder.tracks.selectedTrack;
  const frames: { width: number; height: number; base64: string }[] = [];
  const durations: number[] = [];
  for (let frameIndex = 0; frameIndex < (track?.frameCount ?? 0); frameIndex += 1) {
    const { image } = await decoder.decode({ frameIndex });
    const { displayWidth: width, displayHeight: height } = image;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    let text = '';
    for (const byte of data) text += String.fromCharCode(byte);
    frames.push({ width, height, base64: btoa(text) });
    durations.push((image.duration ?? 0) / 1000);
    image.close();
  }
  return { frames, durations, repeats: track?.repetitionCount ?? 0 };
}

/** A field's numbers, by tag. */
type Fields = ReadonlyMap<number, readonly number[]>;

/**
 * Reads pages of little-endian TIFF files: 8-bit RGB or RGBA strips, plain or deflated, with or without differences.
 * @see TIFF 6.0
 */
function decodePages(file: Buffer): Picture[] {
  const pages: Picture[] = [];
  for (let at = file.readUInt32LE(4); at !== 0; ) {
    const { fields, next } = readDirectory(file, at);
    pages.push(decodePage(file, fields));
    at = next;
  }
  return pages;
}

/** Fields of every directory, in the order of the pages. */
export function tiffTags(file: Buffer): number[][] {
  const all: number[][] = [];
  for (let at = file.readUInt32LE(4); at !== 0; ) {
    const { fields, next } = readDirectory(file, at);
    all.push([...fields.keys()]);
    at = next;
  }
  return all;
}

function readDirectory(file: Buffer, at: number): { readonly fields: Fields; readonly next: number } {
  const count = file.readUInt16LE(at);
  const fields = new Map<number, readonly number[]>();
  for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
    const type = file.readUInt16LE(entry + 2);
    const length = file.readUInt32LE(entry + 4);
    const unit = type === 3 ? 2 : type === 4 ? 4 : 0;
    const start = unit * length <= 4 ? entry + 8 : file.readUInt32LE(entry + 8);
    fields.set(file.readUInt16LE(entry), unit === 0 ? [] : Array.from({ length }, (_, i) => (unit === 2 ? file.readUInt16LE(start + i * 2) : file.readUInt32LE(start + i * 4))));
  }
  return { fields, next: file.readUInt32LE(at + 2 + count * 12) };
}

function decodePage(file: Buffer, fields: Fields): Picture {
  const one = (tag: number, otherwise: number): number => fields.get(tag)?.[0] ?? otherwise;
  const [width, height, samples] = [one(0x100, 0), one(0x101, 0), one(0x115, 1)];
  const strips = (fields.get(0x111) ?? []).map((offset, index) => file.subarray(offset, offset + (fields.get(0x117)?.[index] ?? 0)));
  const flat = Buffer.concat(strips.map((strip) => (one(0x103, 1) === 8 ? inflateSync(strip) : strip)));
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let sample = 0; sample < samples; sample += 1) {
      const from = pixel * samples + sample;
      if (one(0x13d, 1) === 2 && pixel % width > 0) flat[from] = flat[from]! + flat[from - samples]!;
      data[pixel * 4 + sample] = flat[from]!;
    }
  }
  return { width, height, data };
}
