import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { buildTextLines, buildTextReader } from '../../../../scripts/models/ppocr.ts';

const { AttributeProto, ModelProto } = onnxProto.onnx;
const FLOAT = 1;

const constant = (name: string, values: readonly number[], dims: number[] = []): onnx.INodeProto => ({
  opType: 'Constant',
  output: [name],
  attribute: [{ name: 'value', type: AttributeProto.AttributeType.TENSOR, t: { dataType: FLOAT, dims, rawData: new Uint8Array(Float32Array.from(values).buffer) } }],
});

/** A source in the exporter's style: a bias, an activation in four nodes, and something that nobody reads. */
function source(high = 6): Uint8Array {
  const node: onnx.INodeProto[] = [
    constant('bias', [1, 2, 3, 4], [4]),
    constant('three', [3]),
    constant('zero', [0]),
    constant('six', [6]),
    constant('high', [high]),
    constant('unused', [9]),
    { opType: 'Add', input: ['x', 'bias'], output: ['sum'] },
    { opType: 'Add', input: ['sum', 'three'], output: ['shifted'] },
    { opType: 'Clip', input: ['shifted', 'zero', 'high'], output: ['clipped'] },
    { opType: 'Mul', input: ['sum', 'clipped'], output: ['times'] },
    { opType: 'Div', input: ['times', 'six'], output: ['activated'] },
    { opType: 'Sigmoid', input: ['activated'], output: ['answer'] },
  ];
  const graph = { node, name: 'g', input: [{ name: 'x' }], output: [{ name: 'answer' }] };
  return ModelProto.encode(ModelProto.create({ irVersion: 8, opsetImport: [{ domain: '', version: 11 }], graph })).finish();
}
const decoded = (bytes: Uint8Array): onnx.ModelProto => ModelProto.decode(bytes);

describe('buildTextLines', () => {
  it('renames input and output and makes the size free', () => {
    const { graph } = decoded(buildTextLines(source()));
    expect(graph?.input?.[0]?.name).toBe('picture');
    expect(graph?.input?.[0]?.type?.tensorType?.shape?.dim?.map(({ dimParam, dimValue }) => (dimParam ? dimParam : Number(dimValue)))).toEqual([1, 3, 'height', 'width']);
    expect(graph?.node?.at(-1)?.output).toEqual(['probability']);
  });

  it('joins the activation, keeps what is read as constants, and drops the rest', () => {
    const { graph } = decoded(buildTextLines(source()));
    expect(graph?.node?.map(({ opType }) => opType)).toEqual(['Add', 'HardSigmoid', 'Mul', 'Sigmoid']);
    const [, sigmoid, times] = graph?.node ?? [];
    expect(sigmoid?.input).toEqual(['sum']);
    expect(sigmoid?.attribute?.map(({ name, f }) => [name, f])).toEqual([['alpha', Math.fround(1 / 6)], ['beta', 0.5]]);
    expect(times?.input).toEqual(['sum', sigmoid?.output?.[0]]);
    expect(graph?.initializer?.map(({ name }) => name)).toEqual(['bias']);
  });

  it('refuses an activation that ends elsewhere', () => {
    expect(() => buildTextLines(source(5))).toThrow('clipped');
  });

  it('makes the same bytes of the same source', () => {
    expect(buildTextLines(source())).toEqual(buildTextLines(source()));
  });
});

describe('buildTextReader', () => {
  const characters = new TextEncoder().encode('a\nb\n');

  it('carries its characters, the space last', () => {
    const { metadataProps, graph } = decoded(buildTextReader(source(), characters));
    expect(metadataProps).toMatchObject([{ key: 'characters', value: 'a\nb\n ' }]);
    expect(graph?.input?.[0]?.name).toBe('line');
    expect(graph?.node?.at(-1)?.output).toEqual(['characters']);
  });

  it('refuses characters that the network was not trained for', () => {
    expect(() => buildTextReader(source(), new TextEncoder().encode('a\nb\nc\n'))).toThrow('characters');
  });
});
