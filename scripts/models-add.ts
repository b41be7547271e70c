import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { PackManifestError } from '../src/core/detect/packs/pack-problem.ts';
import { checkPack, PackRefusal } from './models/check-pack.ts';

const USAGE = `Usage: npm run models:add -- <manifest.json> [model.onnx]

Checks a detector and puts it into models/packs/, from where the next build takes it. Downloads nothing: without a model it
prints where the manifest says that the file is, and looks beside the manifest for <name>.onnx.

  --i-may-use-this-licence   take a licence that is copyleft, non-commercial or not on the list of permissive ones
  --remove <name>            take a detector out again
  --dry-run                  check only`;

const PACKS = new URL('../models/packs/', import.meta.url);

/** @returns exit code: 0 done, 1 refused, 2 usage */
function main(argv: readonly string[]): 0 | 1 | 2 {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { 'i-may-use-this-licence': { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false }, remove: { type: 'string' } },
  });
  if (values.remove !== undefined) return remove(values.remove);
  const [manifestPath, modelPath, ...more] = positionals;
  if (manifestPath === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const { manifest, model, notes } = checkPack(manifestPath, modelPath ?? null, values['i-may-use-this-licence']);
  for (const note of notes) console.log(note);
  const { name, version, licence, sha256, sizeBytes } = manifest;
  console.log(`${name} ${version}: ${String(sizeBytes)} bytes, SHA-256 ${sha256}, licence as stated: ${licence}.`);
  if (values['dry-run']) {
    console.log('Everything fits. Nothing was written.');
    return 0;
  }
  mkdirSync(PACKS, { recursive: true });
  copyFileSync(model, new URL(`${name}.onnx`, PACKS));
  writeFileSync(new URL(`${name}.pack.json`, PACKS), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`Put into ${fileURLToPath(PACKS)}. Run npm run build, and it is part of the app.`);
  return 0;
}

function remove(name: string): 0 | 1 {
  const file = new URL(`${name}.pack.json`, PACKS);
  if (!/^[a-z0-9-]+$/u.test(name) || !existsSync(file)) {
    console.error(`There is no detector of this name in models/packs/.`);
    return 1;
  }
  rmSync(file);
  rmSync(new URL(`${name}.onnx`, PACKS), { force: true });
  console.log(`${name} is taken out. Run npm run build.`);
  return 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (error instanceof PackRefusal || error instanceof PackManifestError) console.error(error.message);
  else console.error(error instanceof Error ? `${error.message}\n\n${USAGE}` : USAGE);
  process.exitCode = error instanceof PackRefusal || error instanceof PackManifestError ? 1 : 2;
}
