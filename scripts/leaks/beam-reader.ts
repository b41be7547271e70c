import { digitShades, latticeSize, observe, type BlockLattice } from './block-view.ts';
import type { DigitLine, GreyPicture } from './digit-line.ts';

/** Readings that are kept at each place. */
const BEAM = 300;
/** How much a block column counts while later digits can still change it, which are taken as an average digit till then. */
const UNSETTLED_WEIGHT = 0.3;

/** One reading of the first digits of a line. */
interface Reading {
  readonly digits: readonly number[];
  /** What it adds to each block. */
  readonly shades: Float64Array;
  /** Squared differences from what is seen; those that later digits can still change count less. */
  readonly error: number;
}

/**
 * Reads a line of digits from its blocks by trying all digits at each place and keeping what fits best. The reader knows the
 * font, its size, where the line begins and how many digits it has, as whoever has seen another copy of the form does.
 * @param line - all of it but the digits is used
 * @param picture - the masked picture
 * @param lattice - of the mosaic, or any other over what is to be read
 * @returns the best reading
 */
export function beamRead(line: DigitLine, picture: GreyPicture, lattice: BlockLattice): readonly number[] {
  const { columns, rows } = latticeSize(lattice);
  const observed = observe(picture, lattice);
  const shades = digitShades(line, lattice);
  const averages = shades.map((options) => observed.map((_, block) => options.reduce((sum, shade) => sum + (shade[block] ?? 0), 0) / options.length));
  const rests = averages.map((_, index) => observed.map((__, block) => averages.slice(index + 1).reduce((sum, shade) => sum + (shade[block] ?? 0), 0)));
  let readings: readonly Reading[] = [{ digits: [], shades: new Float64Array(columns * rows), error: 0 }];
  shades.forEach((options, index) => {
    const nextCell = line.left + (index + 1) * line.sheet.advance - lattice.left;
    const settled = index + 1 === shades.length ? columns : Math.min(columns, Math.floor(nextCell / lattice.side));
    const rest = rests[index] ?? new Float64Array(columns * rows);
    readings = readings
      .flatMap((reading) =>
        options.map((shade, digit): Reading => {
          const sum = reading.shades.map((value, block) => value + (shade[block] ?? 0));
          return { digits: [...reading.digits, digit], shades: sum, error: errorOf(observed, sum, rest, columns, settled) };
        }),
      )
      .sort((a, b) => a.error - b.error)
      .slice(0, BEAM);
  });
  return readings[0]?.digits ?? [];
}

function errorOf(observed: Float64Array, shades: Float64Array, rest: Float64Array, columns: number, settled: number): number {
  let error = 0;
  for (let block = 0; block < observed.length; block += 1) {
    const difference = (observed[block] ?? 0) - 255 + (shades[block] ?? 0) + (rest[block] ?? 0);
    error += (block % columns < settled ? 1 : UNSETTLED_WEIGHT) * difference * difference;
  }
  return error;
}
