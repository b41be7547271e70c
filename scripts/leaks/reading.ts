import { DEFAULT_POLICY } from '../../src/core/policy/policy.ts';
import { footprintHull } from '../../src/core/mask/footprint.ts';
import { beamRead } from './beam-reader.ts';
import { matchBlocks } from './block-matcher.ts';
import type { BlockLattice } from './block-view.ts';
import { deblurRead } from './deblur-reader.ts';
import type { DigitLine, GreyPicture } from './digit-line.ts';
import type { ReadingSample } from './reading-sample.ts';

/** The attacks that read a line of digits from a masked picture. */
export const ATTACKS = ['beam', 'blocks', 'deblur'] as const;
/** One attack. */
export type Attack = (typeof ATTACKS)[number];

/** Side of the blocks through which a mask without blocks is looked at, as a share of the digits' height. */
const FREE_BLOCK = 0.3;

/**
 * The blocks that lie over a masked line.
 * @param box - that was masked
 * @param blocks - across the mask's longer side; `null` for a fill without blocks
 */
export function latticeOver(sample: ReadingSample, index: number, blocks: number | null): BlockLattice {
  const [box, line] = [sample.boxes[index], sample.lines[index]];
  if (box === undefined || line === undefined) throw new RangeError('no such line');
  const hull = footprintHull({ shape: 'rectangle', box }, null, sample.picture);
  const side = blocks === null ? Math.max(2, Math.round(FREE_BLOCK * line.sheet.height)) : Math.ceil(Math.max(hull.width, hull.height) / blocks);
  return { ...hull, side };
}

/** Reads one line with one attack. */
export function read(attack: Attack, line: DigitLine, picture: GreyPicture, lattice: BlockLattice): readonly number[] {
  switch (attack) {
    case 'beam':
      return beamRead(line, picture, lattice);
    case 'blocks':
      return matchBlocks(line, picture, lattice);
    case 'deblur':
      return deblurRead(line, picture, lattice);
  }
}

/** Number of blocks that the policy sets unless told otherwise. */
export const DEFAULT_BLOCKS = DEFAULT_POLICY.settings.pixelateBlocks;
