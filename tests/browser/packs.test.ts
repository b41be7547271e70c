import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { addPack, dropPack, listDetectors, usePack } from '../../src/engine/detect/manage-packs.ts';
import { packDetectors } from '../../src/engine/detect/pack-detectors.ts';
import { loadModel } from '../../src/engine/models/load-model.ts';
import { shippedModel } from '../../src/engine/models/manifest.ts';
import { readOne, writeParts } from '../../src/engine/models/pack-database.ts';
import { configureRuntime } from '../../src/engine/models/runtime.ts';
import { sha256Hex } from '../../src/engine/models/sha256.ts';

// The shipped face detector, described as a pack: a real network without a file of somebody else's.
const entry = shippedModel('face-rfb320')!;
const base = {
  pack: 1, name: 'faces-again', title: 'Faces again', version: '1', licence: 'MIT', source: 'https://example.org/faces', sha256: entry.sha256, sizeBytes: entry.sizeBytes,
  classes: [{ column: 1, label: 'face', kind: 'face' }],
  input: { name: 'input', layout: 'NCHW', color: 'RGB', mean: 127, scale: 128, pad: 127, size: { type: 'dynamic', multipleOf: 64 } },
  decoder: {
    type: 'anchor-based', outputs: { scores: 'scores', boxes: 'locations' }, centreVariance: 0.1, sizeVariance: 0.2, columns: 2,
    priors: [{ stride: 8, sides: [10, 16, 24] }, { stride: 16, sides: [32, 48] }, { stride: 32, sides: [64, 96] }, { stride: 64, sides: [128, 192, 256] }],
  },
};
let model: Uint8Array<ArrayBuffer>;

const json = (changed: object = {}): Blob => new Blob([JSON.stringify({ ...base, ...changed })]);
const onnx = (): Blob => new Blob([model]);

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => (error instanceof AnonymizerError ? error.code : 'another error'),
  );
}

async function picture() {
  const bitmap = await createImageBitmap(await (await fetch('/samples/on-the-stairs.jpg')).blob());
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height);
}

beforeAll(async () => {
  configureRuntime(1);
  model = new Uint8Array(await loadModel(entry));
});

afterEach(async () => {
  for (const { sha256, origin } of (await listDetectors()).packs) if (origin === 'device') await dropPack(sha256);
});

describe('packs in the browser', () => {
  it('keeps a pack, finds faces with it, and names it', async () => {
    const { packs } = await addPack(json(), onnx());
    expect(packs).toEqual([expect.objectContaining({ name: 'faces-again', origin: 'device', kinds: ['face'], usedFor: ['face'] })]);
    const [maker] = await packDetectors();
    const detector = await maker!.make();
    expect(detector.models).toEqual([{ name: 'faces-again', version: '1', sha256: entry.sha256 }]);
    const options = { scoreThresholds: { face: 0.9 }, view: 'first', onFraction: () => undefined } as const;
    const one = await detector.detect(await picture(), options);
    expect(one.detections.length).toBeGreaterThan(2);
    expect(one.detections.every((find) => find.detector === 'faces-again')).toBe(true);
    const both = await detector.detect(await picture(), { ...options, thorough: true });
    expect(both.inferences).toBe(one.inferences * 2);
  });

  it('refuses a kept file in which one bit has changed, at the next load', async () => {
    await addPack(json(), onnx());
    const [maker] = await packDetectors();
    const kept = new Uint8Array(((await readOne('models', entry.sha256)) as ArrayBuffer).slice(0));
    kept[500_000]! ^= 1;
    await writeParts(entry.sha256, { models: kept.buffer });
    expect(await codeOf(maker!.make())).toBe('model/integrity');
    await writeParts(entry.sha256, { models: undefined });
    expect(await codeOf(maker!.make())).toBe('model/integrity');
  });

  it('refuses to go on with a kept manifest that was damaged', async () => {
    await addPack(json(), onnx());
    await writeParts(entry.sha256, { manifests: '{}' });
    expect(await codeOf(packDetectors())).toBe('model/integrity');
    const { damaged } = await listDetectors();
    expect(damaged).toEqual([entry.sha256]);
    expect((await dropPack(entry.sha256)).damaged).toEqual([]);
    expect(await packDetectors()).toEqual([]);
  });

  it('refuses files that do not belong together', async () => {
    expect(await codeOf(addPack(json({ sha256: '0'.repeat(64) }), onnx()))).toBe('pack/mismatch');
    expect(await codeOf(addPack(json({ sizeBytes: 5 }), onnx()))).toBe('pack/mismatch');
    expect(await codeOf(addPack(new Blob(['{}']), onnx()))).toBe('pack/invalid');
    expect(await codeOf(addPack(json({ name: 'face-rfb320' }), onnx()))).toBe('pack/name-taken');
    expect((await listDetectors()).packs).toEqual([]);
  });

  it('refuses a network that does not do what its manifest says', async () => {
    const garbage = new TextEncoder().encode('not a network');
    expect(await codeOf(addPack(json({ sha256: await sha256Hex(garbage), sizeBytes: garbage.byteLength }), new Blob([garbage])))).toBe('pack/unusable');
    expect(await codeOf(addPack(json({ decoder: { ...base.decoder, priors: base.decoder.priors.slice(1) } }), onnx()))).toBe('pack/unusable');
    expect(await codeOf(addPack(json({ input: { ...base.input, name: 'image' } }), onnx()))).toBe('pack/unusable');
    expect((await listDetectors()).packs).toEqual([]);
  });

  it('looks with what ships where a pack is switched off, and with the pack again where it is on', async () => {
    await addPack(json(), onnx());
    expect((await usePack(entry.sha256, [])).packs[0]?.usedFor).toEqual([]);
    expect(await packDetectors()).toEqual([]);
    await usePack(entry.sha256, ['face']);
    expect(await packDetectors()).toHaveLength(1);
  });
});
