/** An RGBA picture, row-major, straight alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Makes a picture from a rule.
 * @param colorAt - RGBA of a pixel
 */
export function paint(width: number, height: number, colorAt: (x: number, y: number) => readonly [number, number, number, number]): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(colorAt(x, y), (y * width + x) * 4);
  return { width, height, data };
}

/**
 * Turns a picture as it is displayed into the one to store, so that a viewer that follows the orientation shows it right.
 * @param orientation - EXIF orientation 1..8
 */
export function storeTurned(displayed: Picture, orientation: number): Picture {
  const { width, height, data } = displayed;
  const isSwapped = orientation >= 5;
  const [storedWidth, storedHeight] = isSwapped ? [height, width] : [width, height];
  return paint(storedWidth, storedHeight, (sx, sy) => {
    const [x, y] = displayedAt(orientation, sx, sy, storedWidth, storedHeight);
    const at = (y * width + x) * 4;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0, data[at + 3] ?? 255];
  });
}

/** Where a stored pixel is displayed. @see CIPA DC-008 (Exif 3.0), tag Orientation */
function displayedAt(orientation: number, x: number, y: number, width: number, height: number): readonly [number, number] {
  const [right, bottom] = [width - 1 - x, height - 1 - y];
  const places: readonly (readonly [number, number])[] = [[x, y], [right, y], [right, bottom], [x, bottom], [y, x], [bottom, x], [bottom, right], [y, right]];
  return places[orientation - 1] ?? [x, y];
}
