import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordBytes, type Manifest } from '../../../../scripts/models/manifest-file.ts';
import { buildNanodet } from '../../../../scripts/models/nanodet.ts';
import { readModel } from '../../../../scripts/models/onnx-graph.ts';

const root = new URL('../../../../', import.meta.url);
const { models } = JSON.parse(readFileSync(new URL('models/manifest.json', root), 'utf8')) as Manifest;
const entry = models.find((model) => model.name === 'object-nanodet')!;
const folder = new URL(`node_modules/${entry.source.package}/`, root);
const [topology, weights] = [entry.source.path, ...entry.source.further!.map(({ path }) => path)].map((path) => readFileSync(new URL(path, folder)));
const built = buildNanodet(topology!, weights!);

describe('buildNanodet', () => {
  it('builds the very bytes that the manifest names', () => {
    expect(recordBytes(entry, built)).toEqual(entry);
  });

  it('leaves height and width open and names its outputs as the manifest does', () => {
    const { graph } = readModel(built);
    const shape = (value: (typeof graph.output & object)[number]) => value.type!.tensorType!.shape!.dim!.map((dim) => dim.dimParam ?? Number(dim.dimValue));
    expect(graph.input!.map(shape)).toEqual([[1, 3, 'height', 'width']]);
    expect(graph.output!.map(({ name }) => name)).toEqual(Object.values(entry.outputs));
    expect(graph.output!.map((value) => shape(value)[1])).toEqual([124, 124, 124]);
  });

  it('needs no transposes and no padding of its own', () => {
    const kinds = new Set(readModel(built).graph.node!.map((node) => node.opType));
    expect([...kinds].sort()).toEqual(['Add', 'Cast', 'Concat', 'Conv', 'Identity', 'LeakyRelu', 'MaxPool', 'Resize']);
  });

  it('refuses weights of another file', () => {
    expect(() => buildNanodet(topology!, weights!.subarray(4))).toThrow();
  });
});
