import type { TiffLayout } from '../../../core/structure/tiff-file-layout.ts';

/** One sample of a pixel: all the planes' samples stand in one array, or each plane's in its own. */
export type SampleAt = (pixel: number, sample: number) => number;

/** Writes one pixel's red, green and blue. */
type Paint = (target: Uint8ClampedArray, to: number, pixel: number) => void;

/**
 * Makes the function that turns samples into a pixel's RGBA.
 * @param layout - says what the samples mean
 * @param at - reads a sample, 0..255
 * @returns called with the target, the place of the pixel's red value in it, and the pixel's number in the samples
 */
export function pixelPainter(layout: TiffLayout, at: SampleAt): Paint {
  const color = colorPainter(layout, at);
  const { alpha, colorSamples } = layout;
  if (alpha === 'none') {
    return (target, to, pixel) => {
      color(target, to, pixel);
      target[to + 3] = 255;
    };
  }
  return (target, to, pixel) => {
    const opacity = at(pixel, colorSamples);
    // What is not seen is left out, whatever colour the file gives it.
    if (opacity === 0) return;
    color(target, to, pixel);
    target[to + 3] = opacity;
    if (alpha === 'straight') return;
    for (let channel = to; channel < to + 3; channel += 1) target[channel] = ((target[channel] ?? 0) * 255) / opacity;
  };
}

function colorPainter({ meaning, palette, bitsPerSample }: TiffLayout, at: SampleAt): Paint {
  switch (meaning) {
    case 'white-is-zero':
      return (target, to, pixel) => target.fill(255 - at(pixel, 0), to, to + 3);
    case 'black-is-zero':
      return (target, to, pixel) => target.fill(at(pixel, 0), to, to + 3);
    case 'palette': {
      const entries = 2 ** bitsPerSample;
      // Some writers put 8 bit values where 16 bit ones belong.
      const isNarrow = palette.every((value) => value < 256);
      const colors = Uint8Array.from(palette, (value) => (isNarrow ? value : Math.round(value / 257)));
      return (target, to, pixel) => {
        const index = at(pixel, 0);
        for (let channel = 0; channel < 3; channel += 1) target[to + channel] = colors[channel * entries + index] ?? 0;
      };
    }
    case 'cmyk':
      // Without the ink's profile, as browsers show CMYK pictures that have none.
      return (target, to, pixel) => {
        const light = 255 - at(pixel, 3);
        for (let channel = 0; channel < 3; channel += 1) target[to + channel] = ((255 - at(pixel, channel)) * light) / 255;
      };
    case 'rgb':
    case 'ycbcr':
      return (target, to, pixel) => {
        for (let channel = 0; channel < 3; channel += 1) target[to + channel] = at(pixel, channel);
      };
  }
}
