import type { EncodedClip } from '../video/encode-clip.ts';
import { damagedCopies } from './damaged-copies.ts';
import { filmTraps } from './film-traps.ts';
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
 * The files that the test makes itself, the same ones every time: damaged copies of good pictures and films, headers that lie,
 * structures that grow, and good pictures with bad names.
 */
export function hostileSet(seeds: readonly SeedPicture[], clips: readonly EncodedClip[]): readonly HostileFile[] {
  const film = clips.find(({ form }) => form === 'mp4');
  const photo = seeds.find((seed) => seed.extension === 'jpg');
  return [
    ...seeds.flatMap(damagedCopies),
    ...clips.flatMap(({ form, bytes }) => damagedCopies({ extension: form === 'webm' ? form : `${form}.mp4`, bytes })),
    ...(film === undefined ? [] : filmTraps(film.bytes)),
    ...headerBombs(),
    ...nestedTraps(),
    ...(photo === undefined ? [] : hostileNames().map((name) => ({ name: `${name}.jpg`, bytes: photo.bytes }))),
  ];
}
