import type { Region } from './engine-session.ts';
import { paint, type Picture } from './picture.ts';
import { seeded } from '../../scripts/leaks/seeded.ts';

/** Rows of five pixels for the digits 0..9, as bits. */
const GLYPHS: readonly (readonly number[])[] = [
  [14, 17, 19, 21, 25, 17, 14],
  [4, 12, 4, 4, 4, 4, 14],
  [14, 17, 1, 2, 4, 8, 31],
  [31, 2, 4, 2, 1, 17, 14],
  [2, 6, 10, 18, 31, 2, 2],
  [31, 16, 30, 1, 1, 17, 14],
  [6, 8, 16, 30, 17, 17, 14],
  [31, 1, 2, 4, 8, 8, 8],
  [14, 17, 17, 14, 17, 17, 14],
  [14, 17, 17, 15, 1, 2, 12],
];
const [GLYPH_WIDTH, GLYPH_HEIGHT] = [5, 7];

type Rgb = readonly [number, number, number];
/** A rule for the colour of a pixel; null leaves the background. */
type Pattern = (x: number, y: number) => Rgb | null;

/** A lively background: slopes, waves, hard edges and a little noise, all from the seed. */
export function background(seed: number, width: number, height: number): Picture {
  const next = seeded(seed);
  const [fx, fy, phase, edge] = [0.05 + next() * 0.3, 0.05 + next() * 0.3, next() * 6, next() * width];
  return paint(width, height, (x, y) => {
    const wave = Math.sin(x * fx + phase) * Math.cos(y * fy);
    const noise = next() * 12;
    return [byte(120 + 90 * wave + noise), byte((x * 200) / width + (x > edge ? 50 : 0) + noise), byte((y * 220) / height + noise), 255];
  });
}

/** The kinds of secret that a mask has to hide. */
export const SECRETS = ['digits', 'other digits', 'face', 'noise', 'black', 'red', 'stripes'] as const;
/** A kind of secret. */
export type Secret = (typeof SECRETS)[number];

/**
 * Puts a secret under a region: only pixels that lie in it as a whole change.
 * @param seed - of digits, colours and noise
 */
export function plant(picture: Picture, region: Region, secret: Secret, seed: number): Picture {
  return stamp(picture, region, patternOf(secret, region, seeded(seed)));
}

/** A pattern of digits that fills a box. */
export function digits(text: string, region: Region, color: Rgb): Pattern {
  const { left, top, width, height } = region.box;
  const cells = text.length * (GLYPH_WIDTH + 1) + 1;
  return (x, y) => {
    const column = Math.floor(((x - left) / width) * cells) - 1;
    const row = Math.floor(((y - top) / height) * (GLYPH_HEIGHT + 2)) - 1;
    const digit = Number(text[Math.floor(column / (GLYPH_WIDTH + 1))] ?? '0');
    const bit = GLYPH_WIDTH - 1 - (column % (GLYPH_WIDTH + 1));
    return column >= 0 && bit >= 0 && (((GLYPHS[digit]?.[row] ?? 0) >> bit) & 1) === 1 ? color : [250, 250, 245];
  };
}

/** Paints a pattern over the pixels that lie in a region as a whole. */
export function stamp(picture: Picture, region: Region, pattern: Pattern): Picture {
  const { width, data } = picture;
  return paint(width, picture.height, (x, y) => {
    const at = (y * width + x) * 4;
    const [r, g, b] = (isInside(region, x, y) ? pattern(x, y) : null) ?? [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    return [r, g, b, data[at + 3] ?? 255];
  });
}

function patternOf(secret: Secret, region: Region, next: () => number): Pattern {
  const color: Rgb = [byte(next() * 255), byte(next() * 60), byte(next() * 255)];
  const text = String(1000 + Math.floor(next() * 9000));
  switch (secret) {
    case 'digits':
    case 'other digits':
      return digits(text, region, color);
    case 'face':
      return face(region, color);
    case 'noise':
      return () => [byte(next() * 255), byte(next() * 255), byte(next() * 255)];
    case 'black':
      return () => [0, 0, 0];
    case 'red':
      return () => [255, 0, 0];
    case 'stripes':
      return (x, y) => ((x + y) % 4 < 2 ? [0, 0, 255] : [255, 255, 0]);
  }
}

/** An oval with eyes and a mouth: no one's, but of the colours and coarseness of one. */
function face({ box: { left, top, width, height } }: Region, [tint]: Rgb): Pattern {
  return (x, y) => {
    const [u, v] = [((x + 0.5 - left) / width) * 2 - 1, ((y + 0.5 - top) / height) * 2 - 1];
    if (u * u + v * v > 0.9) return null;
    const isEye = Math.abs(Math.abs(u) - 0.35) < 0.14 && Math.abs(v + 0.2) < 0.1;
    const isMouth = Math.abs(u) < 0.35 && Math.abs(v - 0.45) < 0.08;
    return isEye ? [30, 20, 20] : isMouth ? [150, 50, 60] : [150 + tint / 3, 120 + tint / 5, 100];
  };
}

/** Whether a whole pixel lies in a region: all four corners do. */
function isInside({ box: { left, top, width, height }, shape }: Region, x: number, y: number): boolean {
  const corners = [[x, y], [x + 1, y], [x, y + 1], [x + 1, y + 1]] as const;
  return corners.every(([cx, cy]) => {
    const [u, v] = [((cx - left) / width) * 2 - 1, ((cy - top) / height) * 2 - 1];
    return shape === 'ellipse' ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1;
  });
}

function byte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
