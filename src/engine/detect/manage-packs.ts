import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { packKinds } from '../../core/detect/packs/pack-manifest.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { DetectorList } from '../../protocol/engine-api.ts';
import { shippedModels } from '../models/shipped-models.ts';
import { choosePackKinds, keepPack, readPackFiles, removePack, surveyPacks } from '../models/pack-store.ts';
import { createSession } from '../models/runtime.ts';
import { tryPack } from './pack-detector.ts';

/** What ships, every pack, and what was damaged. */
export async function listDetectors(): Promise<DetectorList> {
  const { packs, damaged } = await surveyPacks();
  return {
    shipped: shippedModels(),
    damaged,
    packs: packs.map(({ manifest, origin, usedFor }) => {
      const { name, title, version, licence, source, sha256, sizeBytes } = manifest;
      return { name, title, version, licence, source, sha256, sizeBytes, origin, kinds: packKinds(manifest), usedFor };
    }),
  };
}

/**
 * Adds a pack from its two files.
 * @throws AnonymizerError `pack/invalid`, `pack/mismatch`, `pack/unusable`, `pack/name-taken`, `pack/storage`, `input/unreadable`
 */
export async function addPack(manifestFile: Blob, modelFile: Blob): Promise<DetectorList> {
  const pack = await readPackFiles(manifestFile, modelFile);
  // Records name detectors by name and hash; two of one name would be hard to tell apart.
  if (shippedModels().some(({ name }) => name === pack.manifest.name)) throw new AnonymizerError('pack/name-taken');
  try {
    const session = await createSession(pack.bytes);
    try {
      await tryPack(pack.manifest, session);
    } finally {
      await session.release();
    }
  } catch (error) {
    if (error instanceof AnonymizerError && error.code === 'model/failed') throw new AnonymizerError('pack/unusable', error.facts);
    throw error;
  }
  await keepPack(pack);
  return listDetectors();
}

/**
 * Deletes a pack that was added in this browser.
 * @throws AnonymizerError `pack/storage`
 */
export async function dropPack(sha256: string): Promise<DetectorList> {
  await removePack(sha256);
  return listDetectors();
}

/**
 * Says for which of its kinds a pack looks in place of what ships.
 * @throws AnonymizerError `pack/storage`
 */
export async function usePack(sha256: string, usedFor: readonly Kind[]): Promise<DetectorList> {
  const pack = (await surveyPacks()).packs.find(({ manifest }) => manifest.sha256 === sha256);
  if (pack !== undefined) await choosePackKinds(pack.manifest, KINDS.filter((kind) => usedFor.includes(kind)));
  return listDetectors();
}
