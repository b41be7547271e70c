import { afterEach, describe, expect, it } from 'vitest';
import { AnonymizerError } from '../../src/core/errors.ts';
import { loadModel } from '../../src/engine/models/load-model.ts';
import { shippedModel, type ModelEntry } from '../../src/engine/models/manifest.ts';

const entry = shippedModel('face-rfb320')!;
const urls: string[] = [];

/** An address on this origin at which the given bytes lie. */
function serve(bytes: Uint8Array): string {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  urls.push(url);
  return url;
}

async function codeOf(changed: Partial<ModelEntry>): Promise<string> {
  try {
    await loadModel({ ...entry, ...changed });
    return 'ok';
  } catch (error) {
    return error instanceof AnonymizerError ? error.code : 'another error';
  }
}

afterEach(() => {
  for (const url of urls.splice(0)) URL.revokeObjectURL(url);
});

describe('loadModel', () => {
  it('gives the bytes of the shipped model', async () => {
    expect((await loadModel(entry)).byteLength).toBe(entry.sizeBytes);
  });

  it('refuses a model in which one bit has changed', async () => {
    const bytes = (await loadModel(entry)).slice();
    expect(await codeOf({ url: serve(bytes) })).toBe('ok');
    bytes[500_000]! ^= 1;
    expect(await codeOf({ url: serve(bytes) })).toBe('model/integrity');
  });

  it('refuses a model that ends too early, that is empty, or that is longer', async () => {
    const bytes = await loadModel(entry);
    expect(await codeOf({ url: serve(bytes.subarray(0, -1)) })).toBe('model/integrity');
    expect(await codeOf({ url: serve(new Uint8Array(0)) })).toBe('model/integrity');
    expect(await codeOf({ url: serve(new Uint8Array([...bytes, 0])) })).toBe('model/integrity');
  });

  it('refuses the right bytes under a wrong entry', async () => {
    expect(await codeOf({ sha256: '0'.repeat(64) })).toBe('model/integrity');
    expect(await codeOf({ sizeBytes: entry.sizeBytes + 1 })).toBe('model/integrity');
  });

  it('refuses a page that a server sends where the model is missing', async () => {
    expect(await codeOf({ url: '/models/missing.onnx' })).toBe('model/integrity');
  });

  it('refuses an address that nothing answers at', async () => {
    const gone = serve(new Uint8Array(1));
    URL.revokeObjectURL(gone);
    expect(await codeOf({ url: gone })).toBe('model/integrity');
  });

  it('asks no other origin', async () => {
    expect(await codeOf({ url: 'http://127.0.0.2:9/face.onnx' })).toBe('model/integrity');
  });
});

describe('shippedModel', () => {
  it('knows no model that is not shipped', () => {
    expect(shippedModel('toString')).toBeNull();
    expect(shippedModel('')).toBeNull();
  });
});
