import { damagedCopies } from './damaged-copies.ts';
import { headerBombs } from './header-bombs.ts';
import { nestedTraps } from './nested-traps.ts';
import { hostileNames } from './hostile-names.ts';
import type { SeedPicture } from './seed-pictures.ts';

/** One file of the set. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The files that the test makes itself, the same ones every time: damaged copies of good pictures, headers that lie,
 * structures that grow, and good pictures with bad names.
 */
export function hostileSet(seeds: readonly SeedPicture[]): readonly HostileFile[] {
  const photo = seeds.find((seed) => seed.extension === 'jpg');
  return [
    ...seeds.flatMap(damagedCopies),
    ...headerBombs(),
    ...nestedTraps(),
    ...(photo === undefined ? [] : hostileNames().map((name) => ({ name: `${name}.jpg`, bytes: photo.bytes }))),
  ];
}
