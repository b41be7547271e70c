import type { Page } from 'playwright-core';

/** A font of the browser, by generic family, at one size. */
export interface CanvasFont {
  readonly family: 'sans-serif' | 'serif' | 'monospace';
  /** Pixels of the em square. */
  readonly size: number;
}

/** Where the ink of a text lies, in pixels from the origin on its baseline; `top` is negative above it. */
export interface InkBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Ten digits of one font in cells of one size. */
export interface DigitSheet {
  readonly font: CanvasFont;
  /** Width of a cell in whole pixels: from one digit to the next. */
  readonly advance: number;
  /** Height of a cell: that of the tallest digit's ink. */
  readonly height: number;
  /** For each digit its ink, row-major, 0..1 a pixel of the cell. */
  readonly ink: readonly Float64Array[];
}

/**
 * Measures the ink of texts as the browser draws them.
 * @param page - of a headless browser
 */
export async function measureInk(page: Page, font: CanvasFont, texts: readonly string[]): Promise<InkBox[]> {
  return page.evaluate(
    ({ font: { family, size }, texts: all }) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d');
      if (context === null) throw new RangeError('no canvas');
      context.font = `${String(size)}px ${family}`;
      return all.map((text) => {
        const measured = context.measureText(text);
        const left = -measured.actualBoundingBoxLeft;
        const top = -measured.actualBoundingBoxAscent;
        return { left, top, width: measured.actualBoundingBoxRight - left, height: measured.actualBoundingBoxDescent - top };
      });
    },
    { font, texts: [...texts] },
  );
}

/**
 * Draws the digits as the browser draws them, black on white.
 * @param page - of a headless browser
 */
export async function drawDigits(page: Page, font: CanvasFont): Promise<DigitSheet> {
  const sheet = await page.evaluate(({ family, size }) => {
    const digits = '0123456789';
    const context = new OffscreenCanvas(size * 2, size * 2).getContext('2d', { willReadFrequently: true });
    if (context === null) throw new RangeError('no canvas');
    context.font = `${String(size)}px ${family}`;
    const advance = Math.max(...Array.from(digits, (digit) => Math.round(context.measureText(digit).width)));
    const ink = Array.from(digits, (digit) => {
      context.fillStyle = '#fff';
      context.fillRect(0, 0, size * 2, size * 2);
      context.fillStyle = '#000';
      context.fillText(digit, 0, Math.round(size * 1.4));
      const { data } = context.getImageData(0, 0, advance, size * 2);
      return Array.from({ length: advance * size * 2 }, (_, at) => 1 - (data[at * 4] ?? 255) / 255);
    });
    return { advance, ink };
  }, font);
  const { advance, ink } = sheet;
  const isInked = (row: number): boolean => ink.some((digit) => digit.slice(row * advance, (row + 1) * advance).some((value) => value > 0.2));
  const rows = Array.from({ length: font.size * 2 }, (_, row) => row).filter(isInked);
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  return { font, advance, height: last + 1 - first, ink: ink.map((digit) => Float64Array.from(digit.slice(first * advance, (last + 1) * advance))) };
}
