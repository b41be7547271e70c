import { beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import writerUrl from 'zxing-wasm/writer/zxing_writer.wasm?url';
import type { Raster } from '../../src/core/detect/resample.ts';
import { AnonymizerError } from '../../src/core/errors.ts';
import { CODE_READER, startCodeReader } from '../../src/engine/detect/code-reader.ts';
import { makeCodeDetector } from '../../src/engine/detect/codes.ts';
import type { Detector } from '../../src/engine/detect/detector.ts';

const CANARY = 'CANARY4711';
const asked: string[] = [];
let detector: Detector;

/** A code on white, turned clockwise about the middle of a 600 x 600 picture. */
async function picture(
  format: 'QRCode' | 'EAN13' | 'Code128',
  text: string,
  module: number,
  degrees: number,
  dark = 'black',
  light = 'white',
): Promise<Raster> {
  const { symbol } = await writeBarcode(text, { format });
  const canvas = new OffscreenCanvas(600, 600);
  const context = canvas.getContext('2d')!;
  context.fillStyle = light;
  context.fillRect(0, 0, 600, 600);
  context.translate(300, 300);
  context.rotate((degrees * Math.PI) / 180);
  context.scale(module, module);
  context.translate(-symbol.width / 2, -symbol.height / 2);
  context.fillStyle = dark;
  for (const [i, value] of [...symbol.data].entries()) {
    if (value === 0) context.fillRect(i % symbol.width, Math.floor(i / symbol.width), 1.02, 1.02);
  }
  return { width: 600, height: 600, data: context.getImageData(0, 0, 600, 600).data };
}

const search = (raster: Raster, lowest = 0.5) =>
  detector.detect(raster, { scoreThresholds: { 'qr-code': lowest }, view: 'first', onFraction: () => undefined });

beforeAll(async () => {
  prepareZXingModule({ overrides: { locateFile: () => writerUrl } });
  const real = window.fetch.bind(window);
  const spy = vi.spyOn(window, 'fetch').mockImplementation((input, init) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return real(input, init);
  });
  detector = await makeCodeDetector();
  spy.mockRestore();
}, 60_000);

describe('makeCodeDetector', () => {
  it('asks for one file only, on this origin', () => {
    expect(asked).toEqual([CODE_READER.url]);
    expect(new URL(CODE_READER.url, location.href).origin).toBe(location.origin);
  });

  it('finds an inverted, turned QR code, where it is, and keeps nothing of what it says', async () => {
    const { detections } = await search(await picture('QRCode', CANARY, 8, 30, 'white', 'black'));
    expect(detections).toHaveLength(1);
    const [found] = detections;
    expect(found).toMatchObject({ kind: 'qr-code', reason: 'QR code', score: 0.99, detector: 'zxing-wasm' });
    expect(found!.box.width).toBeGreaterThan(160);
    expect(found!.box.width).toBeLessThan(176);
    expect(found!.box.left + found!.box.width / 2).toBeCloseTo(300, -1);
    expect(Math.abs(found!.angle!)).toBeCloseTo(30, 0);
    expect(JSON.stringify(detections)).not.toContain(CANARY);
  });

  it('covers the whole length of the bars of a slanted linear code', async () => {
    const { detections } = await search(await picture('Code128', CANARY, 3, 40));
    expect(detections).toHaveLength(1);
    expect(detections[0]!.reason).toBe('Code 128');
    expect(Math.abs(detections[0]!.angle! - 40)).toBeLessThan(3);
    expect(detections[0]!.box.height).toBeGreaterThan(140);
  });

  it('finds a QR code too damaged to decode', async () => {
    const raster = await picture('QRCode', CANARY, 8, 0);
    for (let y = 300; y < 370; y += 1) {
      raster.data.fill(255, (y * 600 + 300) * 4, (y * 600 + 370) * 4);
    }
    const { detections } = await search(raster);
    expect(detections.every((find) => find.score < 0.9)).toBe(true);
    expect(detections.some(({ box }) => box.width > 140 && Math.abs(box.left + box.width / 2 - 300) < 12)).toBe(true);
  });

  it('finds nothing where nothing is', async () => {
    const raster = { width: 300, height: 200, data: new Uint8ClampedArray(240_000).fill(200) };
    expect((await search(raster, 0)).detections).toEqual([]);
  });
});

describe('startCodeReader', () => {
  it.each([{ sha256: '0'.repeat(64) }, { sizeBytes: 1 }, { version: '3.1.3' }, { url: '/missing.wasm' }])(
    'refuses another file: %o',
    async (changed) => {
      await expect(startCodeReader({ ...CODE_READER, ...changed })).rejects.toSatisfy(
        (error) => error instanceof AnonymizerError && error.code === 'model/integrity',
      );
    },
  );
});
