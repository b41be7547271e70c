import { PNG } from 'pngjs';
import type { TestFile } from '../e2e/workroom.ts';

/** Size of a drawn picture in pixels. */
const WIDTH = 960;
const HEIGHT = 640;

/**
 * A picture that this file draws itself, the same bytes at every run: a wall, a door, windows and a street. Nothing in it is
 * anyone's, so pictures of the app with it can be kept.
 * @param number - shifts the windows and colours, so that every number is another file
 */
export function drawnPicture(number = 0): TestFile {
  const picture = new PNG({ width: WIDTH, height: HEIGHT });
  const paint = (left: number, top: number, right: number, bottom: number, [r, g, b]: readonly [number, number, number]): void => {
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) picture.data.set([r, g, b, 255], (y * WIDTH + x) * 4);
    }
  };
  paint(0, 0, WIDTH, 160, [150, 185, 205]);
  paint(0, 160, WIDTH, 500, [205, 185, 160 - (number % 8) * 6]);
  paint(0, 500, WIDTH, HEIGHT, [110, 110, 115]);
  for (let column = 0; column < 5; column += 1) paint(80 + column * 170 + (number % 16), 220, 170 + column * 170 + (number % 16), 340, [70, 90, 105]);
  paint(420, 360, 520, 500, [120, 70, 50]);
  paint(0, 556, WIDTH, 564, [225, 220, 200]);
  return { name: number === 0 ? 'drawn-street.png' : `drawn-street-${String(number)}.png`, mimeType: 'image/png', buffer: PNG.sync.write(picture, { colorType: 2 }) };
}
