import { AnonymizerError } from '../errors.ts';
import { orientedSize, turnOf } from '../geometry/orientation.ts';
import type { SourceInspection } from '../structure/inspection.ts';
import type { BlockGrid } from './mask-plan.ts';

/**
 * The codec's block grid as it lies over the oriented picture.
 *
 * A codec counts its blocks from the stored picture's top left corner, and the last column and row may be cut short.
 * A flip moves the short ones to the front, so there the grid starts before the picture's edge.
 * @param inspection - what the structure of the source says
 * @returns the grid in pixels of the oriented picture; `null` for a lossless source
 * @throws AnonymizerError `plan/invalid` when a block side is no whole positive number, or the margin is negative
 */
export function blockGrid(inspection: Pick<SourceInspection, 'blocks' | 'storedSize' | 'orientation'>): BlockGrid | null {
  const { blocks, storedSize, orientation } = inspection;
  if (blocks === null) return null;
  const isSound = isCount(blocks.width, 1) && isCount(blocks.height, 1) && isCount(blocks.margin, 0);
  if (!isSound) throw new AnonymizerError('plan/invalid');
  const turn = turnOf(orientation);
  const size = orientedSize(storedSize, orientation);
  const cell = orientedSize(blocks, orientation);
  return {
    cellWidth: cell.width,
    cellHeight: cell.height,
    originX: turn.flipsX ? originFromEnd(size.width, cell.width) : 0,
    originY: turn.flipsY ? originFromEnd(size.height, cell.height) : 0,
    margin: blocks.margin,
  };
}

/** Start of the first cell when whole cells are counted from the far end of a side. */
function originFromEnd(length: number, cell: number): number {
  const rest = length % cell;
  return rest === 0 ? 0 : rest - cell;
}

function isCount(value: number, least: number): boolean {
  return Number.isInteger(value) && value >= least;
}
