import type { Size } from '../../src/core/geometry/box.ts';
import type { DigitLine, GreyPicture } from './digit-line.ts';

/** Square blocks over a part of a picture, counted from its upper left corner; the last ones may be cut short. */
export interface BlockLattice extends Size {
  /** In whole pixels of the picture. */
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/** Number of block columns and rows. */
export function latticeSize({ width, height, side }: BlockLattice): { readonly columns: number; readonly rows: number } {
  return { columns: Math.ceil(width / side), rows: Math.ceil(height / side) };
}

/** Mean of the picture in each block, row-major: what an onlooker sees of a mosaic, with the encoder's noise averaged out. */
export function observe(picture: GreyPicture, lattice: BlockLattice): Float64Array {
  return blockMeans(lattice, (x, y) => picture.data[(lattice.top + y) * picture.width + lattice.left + x] ?? 0);
}

/** For each place of a line and each digit, how much darker it makes each block. Sums of these are exact for any text. */
export function digitShades({ sheet, digits, left, top }: DigitLine, lattice: BlockLattice): readonly (readonly Float64Array[])[] {
  return digits.map((_, index) =>
    sheet.ink.map((ink) => {
      const [cellLeft, cellTop] = [left + index * sheet.advance - lattice.left, top - lattice.top];
      return blockMeans(lattice, (x, y) => {
        const [dx, dy] = [x - cellLeft, y - cellTop];
        return dx >= 0 && dx < sheet.advance && dy >= 0 && dy < sheet.height ? 255 * (ink[dy * sheet.advance + dx] ?? 0) : 0;
      });
    }),
  );
}

function blockMeans(lattice: BlockLattice, valueAt: (x: number, y: number) => number): Float64Array {
  const { columns, rows } = latticeSize(lattice);
  const sums = new Float64Array(columns * rows);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < lattice.height; y += 1) {
    for (let x = 0; x < lattice.width; x += 1) {
      const block = Math.floor(y / lattice.side) * columns + Math.floor(x / lattice.side);
      sums[block] = (sums[block] ?? 0) + valueAt(x, y);
      counts[block] = (counts[block] ?? 0) + 1;
    }
  }
  return sums.map((sum, block) => sum / (counts[block] ?? 1));
}
