import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACK_MAX_BYTES, packOutputs, type PackManifest } from '../../src/core/detect/packs/pack-manifest.ts';
import { licenceConcern, type LicenceConcern } from '../../src/core/detect/packs/pack-licence.ts';
import { readPackManifest } from '../../src/core/detect/packs/parse-pack-manifest.ts';
import { sha256Hex } from './manifest-file.ts';
import { readModel } from './onnx-graph.ts';

/** ONNX's wire number for 32-bit floats. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (TensorProto.DataType) */
const FLOAT = 1;

/** A pack that is not taken, with a sentence for the person. */
export class PackRefusal extends Error {}

/** A pack that can go in. */
export interface CheckedPack {
  readonly manifest: PackManifest;
  /** Path of the ONNX file. */
  readonly model: string;
  /** What the person should know. */
  readonly notes: readonly string[];
}

const CONCERNS: Readonly<Record<LicenceConcern, string>> = {
  copyleft: 'This licence is copyleft: it may oblige you to publish what you ship together with the model.',
  'non-commercial': 'This licence forbids commercial use. Whoever masks a picture for a business with it breaks it.',
  unclear: 'This licence is not on the short list of permissive ones. Read it before you go on.',
};

/**
 * Checks a pack's manifest, its ONNX file and that the two fit.
 * @param manifestPath - JSON file
 * @param modelPath - ONNX file; `null` looks beside the manifest for `<name>.onnx`
 * @param licenceAccepted - the person said explicitly that they may use a licence that raises a concern
 * @throws PackRefusal, PackManifestError
 */
export function checkPack(manifestPath: string, modelPath: string | null, licenceAccepted: boolean): CheckedPack {
  if (!existsSync(manifestPath)) throw new PackRefusal('The manifest does not exist.');
  const manifest = readPackManifest(readFileSync(manifestPath, 'utf8'));
  const concern = licenceConcern(manifest.licence);
  if (concern !== null && !licenceAccepted) {
    throw new PackRefusal(
      `NOT ADDED. ${manifest.name} is under “${manifest.licence}”. ${CONCERNS[concern]}\nIf you may use it all the same, say so with --i-may-use-this-licence.`,
    );
  }
  const model = modelPath ?? join(dirname(manifestPath), `${manifest.name}.onnx`);
  if (!existsSync(model)) {
    throw new PackRefusal(`The ONNX file of ${manifest.name} is missing. Its manifest says that it is at\n  ${manifest.source}\nFetch it yourself, then name it as the second argument. Nothing is downloaded from here.`);
  }
  if (statSync(model).size > PACK_MAX_BYTES) throw new PackRefusal(`The ONNX file is larger than ${String(PACK_MAX_BYTES / 1e6)} MB.`);
  const bytes = readFileSync(model);
  if (bytes.byteLength !== manifest.sizeBytes) throw new PackRefusal(`The ONNX file has ${String(bytes.byteLength)} bytes, the manifest says ${String(manifest.sizeBytes)}.`);
  const sha256 = sha256Hex(bytes);
  if (sha256 !== manifest.sha256) throw new PackRefusal(`The ONNX file has SHA-256\n  ${sha256}, the manifest says\n  ${manifest.sha256}.`);
  const notes = checkGraph(manifest, bytes);
  return { manifest, model, notes: concern === null ? notes : [`CAUTION: “${manifest.licence}”. ${CONCERNS[concern]} You said that you may use it.`, ...notes] };
}

/** Compares the graph's inputs and outputs with the manifest. */
function checkGraph(manifest: PackManifest, bytes: Uint8Array): string[] {
  const graph = parse(bytes);
  const constants = new Set((graph.initializer ?? []).map(({ name }) => name ?? ''));
  const inputs = (graph.input ?? []).filter(({ name }) => !constants.has(name ?? ''));
  const [input] = inputs;
  if (inputs.length !== 1 || input?.name !== manifest.input.name) {
    throw new PackRefusal(`The network’s inputs are ${list(inputs.map(({ name }) => name))}; the manifest wants exactly “${manifest.input.name}”.`);
  }
  if (input.type?.tensorType?.elemType !== FLOAT) throw new PackRefusal('The network’s input is not made of 32-bit floats.');
  const dims = input.type.tensorType.shape?.dim?.map(({ dimValue }) => Number(dimValue ?? 0)) ?? [];
  checkShape(manifest, dims);
  const outputs = new Set((graph.output ?? []).map(({ name }) => name ?? ''));
  const missing = packOutputs(manifest.decoder).filter((name) => !outputs.has(name));
  if (missing.length > 0) throw new PackRefusal(`The network has no output ${list(missing)}. It has ${list([...outputs])}.`);
  const unused = [...outputs].filter((name) => !packOutputs(manifest.decoder).includes(name));
  return unused.length === 0 ? [] : [`Outputs that are not used: ${unused.join(', ')}.`];
}

/** A size of 0 is one that is only known when the network runs. */
function checkShape({ input }: PackManifest, dims: readonly number[]): void {
  if (dims.length === 0) return;
  const [channels, height, width] = input.layout === 'NCHW' ? [dims[1], dims[2], dims[3]] : [dims[3], dims[1], dims[2]];
  const elsewhere = input.layout === 'NCHW' ? dims[3] : dims[1];
  if (dims.length !== 4 || (channels !== 3 && (channels !== 0 || elsewhere === 3))) throw new PackRefusal(`The network’s input is not ${input.layout} with 3 channels: ${dims.join(' x ')}.`);
  if (input.size.type === 'dynamic') {
    if (height !== 0 || width !== 0) throw new PackRefusal(`The network takes ${String(width)} x ${String(height)} pixels only; the manifest says that its size is dynamic.`);
    return;
  }
  if ((height !== 0 && height !== input.size.height) || (width !== 0 && width !== input.size.width)) {
    throw new PackRefusal(`The network takes ${String(width)} x ${String(height)} pixels; the manifest says ${String(input.size.width)} x ${String(input.size.height)}.`);
  }
}

function parse(bytes: Uint8Array): ReturnType<typeof readModel>['graph'] {
  try {
    return readModel(bytes).graph;
  } catch {
    throw new PackRefusal('The file is not an ONNX model.');
  }
}

function list(names: readonly (string | null | undefined)[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `“${name ?? ''}”`).join(', ');
}
