import { joinBytes, textBytes } from '../structure/byte-join.ts';
import { walkGif, type GifImage } from '../structure/gif-blocks.ts';
import type { SplitAnimation } from './animation.ts';

const BLOCK_IMAGE = 0x2c;
const BLOCK_TRAILER = 0x3b;

/**
 * Takes an animated GIF apart. The pixels' LZW data is copied as it is; a piece whose file has no colour table at all
 * gets none, so that a browser shows it in the colours that it would show the animation in.
 * @param untrustedBytes - the whole file; kept and only read, so leave it as it is while pieces are asked for
 * @throws AnonymizerError `input/too-large`, `input/no-pixels`, `input/corrupt`, `input/truncated`; `stillFile` throws a
 *   RangeError where there is no such frame
 */
export function splitGif(untrustedBytes: Uint8Array): SplitAnimation {
  const { canvas, images, plays } = walkGif(untrustedBytes, () => undefined);
  return {
    layout: {
      canvas,
      plays,
      frames: images.map(({ area, duration, disposal }) => ({ area, duration, blend: 'over', disposal })),
    },
    stillFile(index) {
      const image = images[index];
      if (image === undefined) throw new RangeError('no such frame');
      return stillOf(untrustedBytes, image);
    },
  };
}

function stillOf(bytes: Uint8Array, { area, transparentIndex, isInterlaced, colorTable, pixels }: GifImage): Uint8Array<ArrayBuffer> {
  const size = [area.width & 255, area.width >> 8, area.height & 255, area.height >> 8];
  const table = colorTable === null ? new Uint8Array() : bytes.subarray(colorTable.start, colorTable.end);
  // Log2 of the number of colours, less one.
  const tableFlags = table.length === 0 ? 0 : 0x80 | (Math.log2(table.length / 3) - 1);
  const control = transparentIndex === null ? [] : [0x21, 0xf9, 4, 1, 0, 0, transparentIndex, 0];
  return joinBytes([
    textBytes('GIF89a'),
    Uint8Array.from([...size, 0x70 | tableFlags, 0, 0]),
    table,
    Uint8Array.from([...control, BLOCK_IMAGE, 0, 0, 0, 0, ...size, isInterlaced ? 0x40 : 0]),
    bytes.subarray(pixels.start, pixels.end),
    Uint8Array.of(BLOCK_TRAILER),
  ]);
}
