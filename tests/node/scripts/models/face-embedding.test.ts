import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildFaceEmbedding } from '../../../../scripts/models/face-embedding.ts';
import { recordBytes, type Manifest } from '../../../../scripts/models/manifest-file.ts';
import { readModel } from '../../../../scripts/models/onnx-graph.ts';

const root = new URL('../../../../', import.meta.url);
const { models } = JSON.parse(readFileSync(new URL('models/manifest.json', root), 'utf8')) as Manifest;
const entry = models.find((model) => model.name === 'face-embedding')!;
const folder = new URL(`node_modules/${entry.source.package}/`, root);
const [topology, weights] = [entry.source.path, ...entry.source.further!.map(({ path }) => path)].map((path) => readFileSync(new URL(path, folder)));
const built = buildFaceEmbedding(topology!, weights!);

describe('buildFaceEmbedding', () => {
  it('builds the very bytes that the manifest names', () => {
    expect(recordBytes(entry, built)).toEqual(entry);
  });

  it('gives features only: nothing that estimates age or gender is left', () => {
    const { graph } = readModel(built);
    expect(graph.output!.map(({ name }) => name)).toEqual(Object.values(entry.outputs));
    const kinds = new Set(graph.node!.map((node) => node.opType));
    expect([...kinds].sort()).toEqual(['Add', 'Cast', 'Clip', 'Conv', 'Identity', 'Mul']);
  });

  it('refuses weights of another file', () => {
    expect(() => buildFaceEmbedding(topology!, weights!.subarray(4))).toThrow();
  });

  it('refuses a network that clips at other bounds', () => {
    const text = new TextDecoder().decode(topology).replace('"op":"Minimum"', '"op":"Maximum"');
    expect(() => buildFaceEmbedding(new TextEncoder().encode(text), weights!)).toThrow('Minimum');
  });
});
