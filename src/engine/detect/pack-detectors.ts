import type { Kind } from '../../core/detect/detection.ts';
import { listPacks, loadPack, type StoredPack } from '../models/pack-store.ts';
import { createSession } from '../models/runtime.ts';
import type { Detector } from './detector.ts';
import { packDetector } from './pack-detector.ts';

/** A pack that looks for some kinds in place of what ships, not loaded yet. */
export interface PackMaker {
  /** Changes when the pack, or what it is used for, does: a loaded detector is known by it. */
  readonly id: string;
  /** What it is used for. */
  readonly kinds: readonly Kind[];
  /**
   * Loads and hash-checks it.
   * @throws AnonymizerError `model/integrity` for a missing or changed file, `model/failed` when the runtime refuses it
   */
  readonly make: () => Promise<Detector>;
}

/**
 * Every pack that is used for at least one kind, whether it came with the build or was added in this browser. Read from the
 * device each time, so that what a person adds or removes counts at the next search.
 */
export async function packDetectors(): Promise<readonly PackMaker[]> {
  const packs = await listPacks();
  return packs.filter(({ usedFor }) => usedFor.length > 0).map((pack) => ({ id: `${pack.manifest.sha256}:${pack.usedFor.join()}`, kinds: pack.usedFor, make: () => load(pack) }));
}

async function load(pack: StoredPack): Promise<Detector> {
  return packDetector(pack.manifest, await createSession(await loadPack(pack)), pack.usedFor);
}
