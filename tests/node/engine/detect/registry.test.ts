import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KINDS, type Kind } from '../../../../src/core/detect/detection.ts';
import { DetectorRegistry } from '../../../../src/engine/detect/registry.ts';
import type { ModelEntry } from '../../../../src/engine/models/manifest.ts';

const loaded = vi.hoisted(() => [] as string[]);
const sessions = vi.hoisted(() => ({ count: 0 }));

vi.mock('../../../../src/engine/models/load-model.ts', () => ({
  loadModel: (entry: ModelEntry) => {
    loaded.push(entry.name);
    return Promise.resolve(new Uint8Array(8));
  },
}));
vi.mock('../../../../src/engine/models/manifest.ts', () => ({
  shippedModel: (name: string) => ({ name, version: '1.0.0', sha256: '', sizeBytes: 8, url: '' }),
}));
vi.mock('../../../../src/engine/models/runtime.ts', () => ({
  createSession: () => {
    sessions.count += 1;
    return Promise.resolve({});
  },
}));
vi.mock('../../../../src/engine/detect/code-reader.ts', () => ({
  CODE_READER: { name: 'zxing-wasm', version: '1.0.0', sha256: '' },
  startCodeReader: () => {
    loaded.push('zxing-wasm');
    return Promise.resolve();
  },
}));
vi.mock('../../../../src/engine/detect/text-alphabet.ts', () => ({ readAlphabet: () => ['a'] }));
vi.mock('../../../../src/engine/detect/pack-detectors.ts', () => ({ packDetectors: () => Promise.resolve([]) }));

/** What each kind needs; whatever else is loaded for it would be paid for by people who did not ask for it. */
const NEEDED: Readonly<Record<Kind, readonly string[]>> = {
  face: ['face-rfb320'],
  head: ['object-nanodet'],
  person: ['object-nanodet'],
  vehicle: ['object-nanodet'],
  'licence-plate': ['object-nanodet', 'text-lines', 'text-reader'],
  'qr-code': ['zxing-wasm'],
  'personal-text': ['text-lines', 'text-reader'],
  text: ['text-lines', 'text-reader'],
};

beforeEach(() => {
  loaded.length = 0;
  sessions.count = 0;
});

describe('DetectorRegistry', () => {
  it('loads nothing and gives no detector where no kind is asked for', async () => {
    expect(await new DetectorRegistry().forKinds([])).toEqual([]);
    expect(loaded).toEqual([]);
    expect(sessions.count).toBe(0);
  });

  it.each(KINDS)('loads and gives for %s only what it needs', async (kind) => {
    const detectors = await new DetectorRegistry().forKinds([kind]);
    expect(loaded.toSorted()).toEqual(NEEDED[kind].toSorted());
    expect(sessions.count).toBe(NEEDED[kind].filter((name) => name !== 'zxing-wasm').length);
    expect(detectors).toHaveLength(1);
    expect(detectors[0]?.kinds).toContain(kind);
    expect(detectors[0]?.models.map(({ name }) => name).toSorted()).toEqual(NEEDED[kind].toSorted());
  });

  it('gives no detector of a kind that was loaded earlier and is not asked for now', async () => {
    const registry = new DetectorRegistry();
    await registry.forKinds(KINDS);
    const detectors = await registry.forKinds(['qr-code']);
    expect(detectors.flatMap(({ kinds }) => kinds)).toEqual(['qr-code']);
  });

  it('loads every model once, whatever kinds share it', async () => {
    const registry = new DetectorRegistry();
    await registry.forKinds(KINDS);
    await registry.forKinds(KINDS);
    expect(loaded.toSorted()).toEqual([...new Set(Object.values(NEEDED).flat())].toSorted());
  });
});
