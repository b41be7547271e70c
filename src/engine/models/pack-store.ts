import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { MANIFEST_MAX_BYTES, PACK_MAX_BYTES, packKinds, type PackManifest } from '../../core/detect/packs/pack-manifest.ts';
import { readPackManifest } from '../../core/detect/packs/parse-pack-manifest.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { builtInPacks } from './built-in-packs.ts';
import { loadModel } from './load-model.ts';
import { readAll, readOne, writeParts } from './pack-database.ts';
import { sha256Hex } from './sha256.ts';

/** A pack that is there, with what it is used for. */
export interface StoredPack {
  readonly manifest: PackManifest;
  /** `build`: put in when the app was built; `device`: added in this browser. */
  readonly origin: 'build' | 'device';
  /** The pack's kinds that it looks for, in place of what ships. */
  readonly usedFor: readonly Kind[];
}

/**
 * Every pack, by name. A browser without storage has those of the build.
 * @throws AnonymizerError `model/integrity` where a stored manifest can't be read any more: a search must not go on without it
 */
export async function listPacks(): Promise<readonly StoredPack[]> {
  const { packs, damaged } = await surveyPacks();
  if (damaged.length > 0) throw new AnonymizerError('model/integrity', { pack: true });
  return packs;
}

/** Every pack, by name, and the keys of those whose stored manifest can't be read any more, so that a person can remove them. */
export async function surveyPacks(): Promise<{ readonly packs: readonly StoredPack[]; readonly damaged: readonly string[] }> {
  const [kept, choices] = await readBoth();
  const off = new Map(choices);
  const built = builtInPacks().map(({ manifest }) => ({ manifest, origin: 'build' as const }));
  const read = kept.map(([key, text]) => ({ key, manifest: storedManifest(key, text) }));
  const added = read.flatMap(({ manifest }) => (manifest === null ? [] : [{ manifest, origin: 'device' as const }]));
  const all = [...built, ...added.filter((pack) => built.every(({ manifest }) => manifest.sha256 !== pack.manifest.sha256))];
  const packs = all
    .map(({ manifest, origin }) => ({ manifest, origin, usedFor: packKinds(manifest).filter((kind) => !kindsIn(off.get(manifest.sha256)).includes(kind)) }))
    .sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
  return { packs, damaged: read.filter(({ manifest }) => manifest === null).map(({ key }) => key) };
}

async function readBoth(): Promise<readonly [Awaited<ReturnType<typeof readAll>>, Awaited<ReturnType<typeof readAll>>]> {
  // Private windows of some browsers have no database: nothing can have been added there either.
  if (typeof indexedDB === 'undefined') return [[], []];
  try {
    return [await readAll('manifests'), await readAll('off')];
  } catch {
    return [[], []];
  }
}

/** A manifest passed its check before it was stored; one that fails now, or names another file, was damaged: `null`. */
function storedManifest(key: string, text: unknown): PackManifest | null {
  try {
    const manifest = readPackManifest(typeof text === 'string' ? text : '');
    return manifest.sha256 === key ? manifest : null;
  } catch {
    return null;
  }
}

function kindsIn(untrusted: unknown): readonly Kind[] {
  return Array.isArray(untrusted) ? KINDS.filter((kind) => untrusted.includes(kind)) : [];
}

/**
 * A pack's ONNX file. Its size and hash are checked at every load, wherever it comes from.
 * @throws AnonymizerError `model/integrity` for a file that is missing or changed: never a search without it
 */
export async function loadPack({ manifest, origin }: Pick<StoredPack, 'manifest' | 'origin'>): Promise<Uint8Array> {
  if (origin === 'build') {
    const built = builtInPacks().find((pack) => pack.manifest.sha256 === manifest.sha256);
    if (built === undefined) throw new AnonymizerError('model/integrity', { shipped: false });
    const { name, version, sha256, sizeBytes } = manifest;
    return loadModel({ name, version, sha256, sizeBytes, url: built.url });
  }
  const stored = await readOne('models', manifest.sha256).catch(() => undefined);
  if (!(stored instanceof ArrayBuffer)) throw new AnonymizerError('model/integrity', { stored: false });
  const bytes = new Uint8Array(stored);
  if (!(await fits(manifest, bytes))) throw new AnonymizerError('model/integrity', { sizeBytes: bytes.byteLength, expectedBytes: manifest.sizeBytes });
  return bytes;
}

/**
 * Reads the two files of a pack and checks that they belong together. Keeps nothing.
 * @throws AnonymizerError `pack/invalid`, `pack/mismatch`, `input/unreadable`
 */
export async function readPackFiles(manifestFile: Blob, modelFile: Blob): Promise<{ readonly manifest: PackManifest; readonly text: string; readonly bytes: Uint8Array<ArrayBuffer> }> {
  if (manifestFile.size > MANIFEST_MAX_BYTES || modelFile.size > PACK_MAX_BYTES) throw new AnonymizerError('pack/invalid', { sizeBytes: Math.max(manifestFile.size, modelFile.size) });
  const [text, buffer] = await Promise.all([manifestFile.text(), modelFile.arrayBuffer()]).catch(() => {
    throw new AnonymizerError('input/unreadable');
  });
  const bytes = new Uint8Array(buffer);
  const manifest = manifestOf(text);
  if (!(await fits(manifest, bytes))) throw new AnonymizerError('pack/mismatch', { sizeBytes: bytes.byteLength, expectedBytes: manifest.sizeBytes });
  return { manifest, text, bytes };
}

/**
 * Keeps a pack on this device. One of the same name is replaced: two versions side by side would say the same twice.
 * @throws AnonymizerError `pack/storage`
 */
export async function keepPack({ manifest, text, bytes }: Awaited<ReturnType<typeof readPackFiles>>): Promise<void> {
  const before = (await surveyPacks()).packs.filter((pack) => pack.origin === 'device' && pack.manifest.name === manifest.name);
  await writeParts(manifest.sha256, { manifests: text, models: bytes.buffer, off: undefined });
  for (const { manifest: old } of before) if (old.sha256 !== manifest.sha256) await removePack(old.sha256);
}

/** Deletes a pack that was added in this browser, with every choice about it. */
export function removePack(sha256: string): Promise<void> {
  return writeParts(sha256, { manifests: undefined, models: undefined, off: undefined });
}

/**
 * Says what a pack is used for.
 * @param usedFor - kinds of the pack; for its other kinds what ships looks
 */
export function choosePackKinds(manifest: PackManifest, usedFor: readonly Kind[]): Promise<void> {
  return writeParts(manifest.sha256, { off: packKinds(manifest).filter((kind) => !usedFor.includes(kind)) });
}

function manifestOf(text: string): PackManifest {
  try {
    return readPackManifest(text);
  } catch {
    throw new AnonymizerError('pack/invalid');
  }
}

async function fits(manifest: PackManifest, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return bytes.byteLength === manifest.sizeBytes && (await sha256Hex(bytes)) === manifest.sha256;
}
