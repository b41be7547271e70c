import type { Size } from '../../geometry/box.ts';
import type { CentreDecoder } from './pack-manifest.ts';
import { activate, outputOf, pushFind, type PackClasses, type PackFind, type PackOutputs } from './pack-find.ts';

/**
 * Decodes a network whose heat map peaks at the centres of things, such as CenterNet. A peak is no lower than its eight neighbours.
 * @param input - size of the network's input in pixels
 * @param scoreFloor - finds below it are left out, 0..1
 * @returns finds in input pixels, in no particular order, not suppressed
 * @throws AnonymizerError `model/failed` for outputs of another length
 */
export function decodeCentrePoints(outputs: PackOutputs, decoder: CentreDecoder, classes: PackClasses, input: Size, scoreFloor: number): PackFind[] {
  const { stride, columns, layout } = decoder;
  const across = Math.ceil(input.width / stride);
  const down = Math.ceil(input.height / stride);
  const cells = across * down;
  const values = decoder.boxes === 'ltrb' ? 4 : 2;
  const heat = outputOf(outputs, decoder.outputs.heat, cells * columns);
  const sizes = outputOf(outputs, decoder.outputs.sizes, cells * values);
  const offsets = decoder.outputs.offsets === null ? null : outputOf(outputs, decoder.outputs.offsets, cells * 2);
  const read = (map: Float32Array, cell: number, channel: number, channels: number): number =>
    map[layout === 'NCHW' ? channel * cells + cell : cell * channels + channel] ?? 0;
  const unit = decoder.unit === 'cells' ? stride : 1;
  const finds: PackFind[] = [];
  for (const { column: one, kind } of classes) {
    for (let row = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1) {
        const cell = row * across + column;
        const raw = read(heat, cell, one, columns);
        const score = activate(raw, decoder.activation);
        if (score < scoreFloor || !isPeak(raw, row, column, down, across, (at) => read(heat, at, one, columns))) continue;
        const x = (column + (offsets === null ? 0 : read(offsets, cell, 0, 2))) * stride;
        const y = (row + (offsets === null ? 0 : read(offsets, cell, 1, 2))) * stride;
        const side = (channel: number): number => read(sizes, cell, channel, values) * unit;
        if (decoder.boxes === 'ltrb') pushFind(finds, kind, score, x - side(0), y - side(1), side(0) + side(2), side(1) + side(3));
        else pushFind(finds, kind, score, x - side(0) / 2, y - side(1) / 2, side(0), side(1));
      }
    }
  }
  return finds;
}

function isPeak(value: number, row: number, column: number, down: number, across: number, read: (cell: number) => number): boolean {
  for (let y = Math.max(0, row - 1); y <= Math.min(down - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(across - 1, column + 1); x += 1) {
      if (read(y * across + x) > value) return false;
    }
  }
  return true;
}
