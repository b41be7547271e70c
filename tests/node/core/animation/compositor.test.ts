import { describe, expect, it } from 'vitest';
import type { Disposal, StoredFrame } from '../../../../src/core/animation/animation.ts';
import { Compositor } from '../../../../src/core/animation/compositor.ts';
import type { Raster } from '../../../../src/core/detect/resample.ts';
import { refusalOf } from '../structure/refusal.ts';

type Pixel = readonly [number, number, number, number];
const COLORS: Readonly<Record<string, Pixel>> = { '.': [0, 0, 0, 0], r: [255, 0, 0, 255], g: [0, 255, 0, 255], b: [0, 0, 255, 255] };

const raster = (width: number, height: number, pixels: readonly Pixel[]): Raster => ({
  width,
  height,
  data: Uint8ClampedArray.from(pixels.flat()),
});
/** One row of pixels, one letter each. */
const row = (letters: string): Raster =>
  raster(
    letters.length,
    1,
    Array.from(letters, (letter) => COLORS[letter] ?? [1, 2, 3, 4]),
  );
const letters = ({ data }: Raster): string =>
  Array.from({ length: data.length / 4 }, (_, i) => {
    const pixel = Array.from(data.subarray(i * 4, i * 4 + 4)).join();
    return Object.entries(COLORS).find(([, color]) => color.join() === pixel)?.[0] ?? '?';
  }).join('');

const frame = (left: number, width: number, disposal: Disposal = 'keep', blend: StoredFrame['blend'] = 'over'): StoredFrame => ({
  area: { left, top: 0, width, height: 1 },
  duration: 10,
  blend,
  disposal,
});

/** Frames on a canvas of 4 x 1: where each begins, its pixels, what becomes of it, and how it is drawn. */
type Step = readonly [left: number, pixels: string, disposal: Disposal, blend?: StoredFrame['blend']];
function play(...steps: readonly Step[]): string[] {
  const compositor = new Compositor({ width: 4, height: 1 });
  return steps.map(([left, pixels, disposal, blend]) => letters(compositor.draw(frame(left, pixels.length, disposal, blend), row(pixels))));
}

describe('what becomes of a frame', () => {
  it.each<[string, readonly Step[], readonly string[]]>([
    [
      'keep leaves it',
      [
        [0, 'rrrr', 'keep'],
        [1, 'gg', 'keep'],
        [3, 'b', 'keep'],
      ],
      ['rrrr', 'rggr', 'rggb'],
    ],
    [
      'clear makes its area transparent',
      [
        [0, 'rrrr', 'keep'],
        [1, 'gg', 'clear'],
        [3, 'b', 'keep'],
      ],
      ['rrrr', 'rggr', 'r..b'],
    ],
    [
      'restore puts back what was there',
      [
        [0, 'rrrr', 'keep'],
        [1, 'gg', 'restore'],
        [3, 'b', 'keep'],
      ],
      ['rrrr', 'rggr', 'rrrb'],
    ],
    [
      'restore goes back over several frames, one at a time',
      [
        [0, 'rrrr', 'keep'],
        [1, 'gg', 'restore'],
        [2, 'bb', 'restore'],
        [0, 'g', 'keep'],
      ],
      ['rrrr', 'rggr', 'rrbb', 'grrr'],
    ],
    [
      'restore brings back a cleared area, not what was before it',
      [
        [0, 'rr', 'clear'],
        [0, 'gg', 'restore'],
        [3, 'b', 'keep'],
      ],
      ['rr..', 'gg..', '...b'],
    ],
    [
      'restore on the first frame clears',
      [
        [0, 'rrr', 'restore'],
        [3, 'b', 'keep'],
      ],
      ['rrr.', '...b'],
    ],
    [
      'clear on the first frame clears its area only',
      [
        [1, 'rr', 'clear'],
        [3, 'b', 'keep'],
      ],
      ['.rr.', '...b'],
    ],
    [
      'clear is done once',
      [
        [0, 'rrrr', 'clear'],
        [0, 'gg', 'keep'],
        [3, 'b', 'keep'],
      ],
      ['rrrr', 'gg..', 'gg.b'],
    ],
    [
      'transparent pixels let the canvas show',
      [
        [0, 'rrrr', 'keep'],
        [0, 'g.g.', 'keep'],
      ],
      ['rrrr', 'grgr'],
    ],
    [
      'pixels that replace take transparency along',
      [
        [0, 'rrrr', 'keep'],
        [0, 'g.g.', 'keep', 'replace'],
      ],
      ['rrrr', 'g.g.'],
    ],
    [
      'restore brings back what was replaced',
      [
        [0, 'rrrr', 'keep'],
        [0, '.g', 'restore', 'replace'],
        [3, 'b', 'keep'],
      ],
      ['rrrr', '.grr', 'rrrb'],
    ],
  ])('%s', (_, steps, shown) => {
    expect(play(...steps)).toEqual(shown);
  });

  it.each<StoredFrame['blend']>(['over', 'replace'])(
    'shows and takes back what lies inside of a piece that reaches outside (%s)',
    (blend) => {
      for (const disposal of ['clear', 'restore'] as const) {
        const compositor = new Compositor({ width: 2, height: 2 });
        const piece: StoredFrame = { area: { left: 1, top: 1, width: 2, height: 3 }, duration: 0, blend, disposal };
        compositor.draw(
          { area: { left: 0, top: 0, width: 2, height: 2 }, duration: 0, blend: 'over', disposal: 'keep' },
          raster(
            2,
            2,
            Array.from({ length: 4 }, () => [255, 0, 0, 255]),
          ),
        );
        expect(letters(compositor.draw(piece, { ...row('gbbbbb'), width: 2, height: 3 }))).toBe('rrrg');
        expect(letters(compositor.draw({ ...piece, area: { left: 2, top: 0, width: 1, height: 1 } }, row('b')))).toBe(
          disposal === 'clear' ? 'rrr.' : 'rrrr',
        );
      }
    },
  );

  it.each<StoredFrame['blend']>(['over', 'replace'])('keeps the rows of a piece apart that reaches outside (%s)', (blend) => {
    const compositor = new Compositor({ width: 2, height: 2 });
    const piece: StoredFrame = { area: { left: 1, top: 0, width: 2, height: 2 }, duration: 0, blend, disposal: 'keep' };
    expect(letters(compositor.draw(piece, { ...row('rgbr'), width: 2, height: 2 }))).toBe('.r.b');
  });

  it('touches the rows of its area only', () => {
    const compositor = new Compositor({ width: 3, height: 3 });
    const all = { width: 3, height: 3 };
    compositor.draw(
      { area: { left: 0, top: 0, ...all }, duration: 0, blend: 'over', disposal: 'keep' },
      raster(
        3,
        3,
        Array.from({ length: 9 }, () => [255, 0, 0, 255]),
      ),
    );
    const green: Pixel[] = Array.from({ length: 4 }, () => [0, 255, 0, 255]);
    const piece: StoredFrame = { area: { left: 1, top: 1, width: 2, height: 2 }, duration: 0, blend: 'over', disposal: 'clear' };
    expect(letters(compositor.draw(piece, raster(2, 2, green)))).toBe('rrrrggrgg');
    expect(letters(compositor.draw({ ...piece, area: { left: 0, top: 2, width: 1, height: 1 } }, row('b')))).toBe('rrrr..b..');
  });
});

describe('half-transparent pixels', () => {
  it.each<[string, Pixel, Pixel, Pixel]>([
    ['over an opaque one are mixed', [255, 255, 255, 255], [0, 0, 0, 128], [127, 127, 127, 255]],
    ['over nothing stay as they are', [9, 9, 9, 0], [200, 100, 50, 77], [200, 100, 50, 77]],
    ['over half-transparent ones weigh by what is seen of each', [255, 0, 0, 128], [0, 0, 255, 128], [85, 0, 170, 192]],
    ['of hardly any weight change hardly anything', [10, 20, 30, 255], [255, 255, 255, 1], [11, 21, 31, 255]],
  ])('%s', (_, below, above, mixed) => {
    const compositor = new Compositor({ width: 1, height: 1 });
    compositor.draw(frame(0, 1, 'keep', 'replace'), raster(1, 1, [below]));
    expect(Array.from(compositor.draw(frame(0, 1), raster(1, 1, [above])).data)).toEqual(mixed);
  });

  it('differ by no more than rounding from the formula, for every pair of alphas', () => {
    const compositor = new Compositor({ width: 1, height: 1 });
    for (let below = 1; below < 256; below += 7) {
      for (let above = 1; above < 256; above += 6) {
        compositor.draw(frame(0, 1, 'keep', 'replace'), raster(1, 1, [[200, 3, 77, below]]));
        const shown = compositor.draw(frame(0, 1), raster(1, 1, [[10, 250, 78, above]])).data;
        const alpha = above / 255 + (below / 255) * (1 - above / 255);
        const mix = (over: number, under: number): number => ((over * above) / 255 + ((under * below) / 255) * (1 - above / 255)) / alpha;
        [mix(10, 200), mix(250, 3), mix(78, 77), alpha * 255].forEach((wanted, c) => {
          expect(Math.abs((shown[c] ?? -9) - wanted)).toBeLessThanOrEqual(0.51);
        });
      }
    }
  });
});

describe('a compositor', () => {
  it('gives a copy of the canvas each time', () => {
    const compositor = new Compositor({ width: 2, height: 1 });
    const first = compositor.draw(frame(0, 2), row('rg'));
    first.data.fill(7);
    expect(letters(compositor.draw(frame(0, 1), row('b')))).toBe('bg');
  });

  it('does not hold on to a piece', () => {
    const compositor = new Compositor({ width: 2, height: 1 });
    const piece = row('rg');
    compositor.draw(frame(0, 2), piece);
    piece.data.fill(7);
    expect(letters(compositor.draw(frame(0, 1), row('b')))).toBe('bg');
  });

  it.each<[string, StoredFrame, Raster]>([
    ['narrower than its area', frame(0, 2), row('r')],
    ['wider than its area', frame(0, 1), row('rr')],
    ['with too few bytes', frame(0, 2), { width: 2, height: 1, data: new Uint8ClampedArray(4) }],
    ['left of the canvas', frame(-1, 2), row('rr')],
    ['between two pixels', frame(0.5, 1), row('r')],
  ])('refuses a piece %s, and draws nothing of it', (_, bad, piece) => {
    const compositor = new Compositor({ width: 2, height: 1 });
    compositor.draw(frame(0, 2, 'clear'), row('gg'));
    expect(refusalOf(() => compositor.draw(bad, piece))).toBe('input/undecodable');
    expect(letters(compositor.draw(frame(1, 1), row('b')))).toBe('.b');
  });
});
