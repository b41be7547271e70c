import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildFaceRfb320 } from '../../../../scripts/models/face-rfb320.ts';
import { holdsBytes, recordBytes, type Manifest } from '../../../../scripts/models/manifest-file.ts';
import { readModel, writeModel } from '../../../../scripts/models/onnx-graph.ts';

const root = new URL('../../../../', import.meta.url);
const { models } = JSON.parse(readFileSync(new URL('models/manifest.json', root), 'utf8')) as Manifest;
const entry = models.find((model) => model.name === 'face-rfb320')!;
const source = readFileSync(new URL(`node_modules/${entry.source.package}/${entry.source.path}`, root));
const built = buildFaceRfb320(source);

describe('buildFaceRfb320', () => {
  it('builds the very bytes that the manifest names', () => {
    expect(recordBytes(entry, built)).toEqual(entry);
  });

  it('leaves height, width and the number of priors open', () => {
    const { graph } = readModel(built);
    const sizes = [...graph.input!, ...graph.output!].map((value) => [value.name, value.type!.tensorType!.shape!.dim!.map((dim) => dim.dimParam ?? Number(dim.dimValue))]);
    expect(sizes).toEqual([
      ['input', [1, 3, 'height', 'width']],
      ['scores', [1, 'priors', 2]],
      ['locations', [1, 'priors', 4]],
    ]);
  });

  it('keeps nothing that only the fixed size needed', () => {
    const kinds = new Set(readModel(built).graph.node!.map((node) => node.opType));
    expect([...kinds].sort()).toEqual(['Add', 'Concat', 'Conv', 'Relu', 'Reshape', 'Softmax', 'Transpose']);
  });

  it('refuses a source that is built differently', () => {
    const { model, graph } = readModel(source);
    graph.node = graph.node!.filter((node) => node.opType !== 'Slice');
    expect(() => buildFaceRfb320(writeModel(model))).toThrow();
  });
});

describe('holdsBytes', () => {
  it('tells one changed byte', () => {
    const changed = Uint8Array.from(built);
    changed[changed.length >> 1]! ^= 1;
    expect(holdsBytes(entry, built)).toBe(true);
    expect(holdsBytes(entry, changed)).toBe(false);
  });
});
