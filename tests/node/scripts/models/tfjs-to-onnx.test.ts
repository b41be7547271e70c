import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../scripts/models/onnx-graph.ts';
import { convertGraphModel, type Conversion } from '../../../../scripts/models/tfjs-to-onnx.ts';
import { readGraphModel } from '../../../../scripts/models/tfjs-to-onnx-source.ts';
import { fusedOps, GraphModelBuilder, windowAttributes } from './graph-model-builder.ts';

ort.env.wasm.numThreads = 1;

/** A feature map, channels last as TensorFlow keeps them. */
interface Map3 {
  readonly h: number;
  readonly w: number;
  readonly c: number;
  readonly data: readonly number[];
}

const at = ({ h, w, c, data }: Map3, y: number, x: number, k: number): number => (y < 0 || x < 0 || y >= h || x >= w ? 0 : data[(y * w + x) * c + k]!);
const make = (h: number, w: number, c: number, value: (y: number, x: number, k: number) => number): Map3 => ({
  h,
  w,
  c,
  data: Array.from({ length: h * w * c }, (_, i) => value(Math.floor(i / c / w), Math.floor(i / c) % w, i % c)),
});
/** Rows or columns that "SAME" adds before the first: half of what is missing, the smaller half. */
const before = (length: number, kernel: number, stride: number): number =>
  Math.floor(Math.max(0, (Math.ceil(length / stride) - 1) * stride + kernel - length) / 2);

/** Convolution by its definition: weights `[kernel, kernel, in, out]`. */
function convolve(input: Map3, weights: readonly number[], kernel: number, outputs: number, stride: number): Map3 {
  return make(Math.ceil(input.h / stride), Math.ceil(input.w / stride), outputs, (y, x, k) => {
    let sum = 0;
    for (let dy = 0; dy < kernel; dy += 1)
      for (let dx = 0; dx < kernel; dx += 1)
        for (let i = 0; i < input.c; i += 1)
          sum +=
            at(input, y * stride + dy - before(input.h, kernel, stride), x * stride + dx - before(input.w, kernel, stride), i) *
            weights[((dy * kernel + dx) * input.c + i) * outputs + k]!;
    return sum;
  });
}

/** Numbers between -1 and 1 without a pattern that a swapped axis would keep. */
const numbers = (count: number, seed: number): number[] => Array.from({ length: count }, (_, i) => Math.sin((i + 1) * seed * 12.9898) * 0.9);
const planar = ({ h, w, c, data }: Map3): number[] => Array.from({ length: c * h * w }, (_, i) => data[(i % (h * w)) * c + Math.floor(i / (h * w))]!);

async function run(bytes: Uint8Array, input: Map3): Promise<Record<string, { dims: readonly number[]; data: number[] }>> {
  const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'], logSeverityLevel: 3 });
  const outputs = await session.run({ picture: new ort.Tensor('float32', Float32Array.from(planar(input)), [1, input.c, input.h, input.w]) });
  return Object.fromEntries(Object.entries(outputs).map(([name, { dims, data }]) => [name, { dims, data: [...(data as Float32Array)] }]));
}

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  const worst = found.reduce((most, value, index) => Math.max(most, Math.abs(value - wanted[index]!)), 0);
  expect(worst).toBeLessThan(1e-5);
}

const conversion = (layout: 'NHWC' | 'NCHW', size: readonly [number, number], channels: number, node: string, outputs: number): Conversion => ({
  name: 'test',
  input: { node: 'in', layout, size, name: 'picture', channels },
  outputs: [{ node, name: 'out', channels: outputs }],
});
const convert = (graph: GraphModelBuilder, wanted: Conversion): Uint8Array => convertGraphModel(readGraphModel(graph.topology(), graph.binary()), wanted);

describe('convertGraphModel', () => {
  const kernel = numbers(3 * 3 * 2 * 3, 1);
  const bias = [0.5, -0.25, 0.125];

  it('convolves like the definition, with uneven "SAME" padding, bias and a limit of 6', async () => {
    const graph = new GraphModelBuilder();
    graph.node('in', 'Placeholder', []);
    graph.node('conv', '_FusedConv2D', ['in', graph.floats('k', [3, 3, 2, 3], kernel), graph.floats('b', [3], bias)], {
      ...windowAttributes(2, 'SAME'),
      ...fusedOps('BiasAdd', 'Relu6'),
    });
    const input = make(6, 5, 2, (y, x, k) => numbers(60, 3)[(y * 5 + x) * 2 + k]! * 9);
    const { out } = await run(convert(graph, conversion('NHWC', [6, 5], 2, 'conv', 3)), input);
    const plain = convolve(input, kernel, 3, 3, 2);
    const wanted = make(plain.h, plain.w, 3, (y, x, k) => Math.min(6, Math.max(0, at(plain, y, x, k) + bias[k]!)));
    expect(wanted.data).toContain(6);
    expect(out!.dims).toEqual([1, 3, 3, 3]);
    expectNear(out!.data, planar(wanted));
  });

  it('keeps the channels of a depthwise convolution apart', async () => {
    const graph = new GraphModelBuilder();
    const weights = numbers(3 * 3 * 2 * 2, 2);
    graph.node('in', 'Placeholder', []);
    graph.node('deep', 'DepthwiseConv2dNative', ['in', graph.floats('k', [3, 3, 2, 2], weights)], windowAttributes(1, 'SAME'));
    const input = make(4, 4, 2, (y, x, k) => numbers(32, 5)[(y * 4 + x) * 2 + k]!);
    const { out } = await run(convert(graph, conversion('NHWC', [4, 4], 2, 'deep', 4)), input);
    const wanted = make(4, 4, 4, (y, x, k) => {
      const channel = Math.floor(k / 2);
      const alone = make(4, 4, 1, (v, u) => at(input, v, u, channel));
      const own = Array.from({ length: 9 }, (_, i) => weights[(i * 2 + channel) * 2 + (k % 2)]!);
      return at(convolve(alone, own, 3, 1, 1), y, x, 0);
    });
    expectNear(out!.data, planar(wanted));
  });

  it('resizes from corner to corner of the first pixel, spreads a channel mean, and joins along channels', async () => {
    const graph = new GraphModelBuilder();
    graph.node('in', 'Placeholder', []);
    graph.node('mean', 'Mean', ['in', graph.integers('axes', [1, 2])], { keep_dims: { b: true } });
    graph.node('times', 'Mul', ['in', 'mean']);
    graph.node('plus', 'AddV2', ['times', graph.floats('offsets', [2], [1, -2])]);
    graph.node('big', 'ResizeBilinear', ['in', graph.integers('size', [6, 4])], { align_corners: { b: false }, half_pixel_centers: { b: false } });
    graph.node('both', 'ResizeBilinear', ['plus', 'size'], { align_corners: { b: false }, half_pixel_centers: { b: false } });
    graph.node('join', 'ConcatV2', ['big', 'both', graph.integers('axis', [3])]);
    const input = make(3, 2, 2, (y, x, k) => numbers(12, 7)[(y * 2 + x) * 2 + k]!);
    const { out } = await run(convert(graph, conversion('NHWC', [3, 2], 2, 'join', 4)), input);
    const mean = [0, 1].map((k) => input.data.filter((_, i) => i % 2 === k).reduce((sum, value) => sum + value, 0) / 6);
    const sum = make(3, 2, 2, (y, x, k) => at(input, y, x, k) * mean[k]! + [1, -2][k]!);
    const sampled = (map: Map3, y: number, x: number, k: number): number => {
      const [v, u] = [Math.min(y / 2, map.h - 1), Math.min(x / 2, map.w - 1)];
      const [top, left] = [Math.floor(v), Math.floor(u)];
      const [bottom, right] = [Math.min(top + 1, map.h - 1), Math.min(left + 1, map.w - 1)];
      const upper = at(map, top, left, k) * (1 - (u - left)) + at(map, top, right, k) * (u - left);
      const lower = at(map, bottom, left, k) * (1 - (u - left)) + at(map, bottom, right, k) * (u - left);
      return upper * (1 - (v - top)) + lower * (v - top);
    };
    expectNear(out!.data, planar(make(6, 4, 4, (y, x, k) => (k < 2 ? sampled(input, y, x, k) : sampled(sum, y, x, k - 2)))));
  });

  it('follows a graph that turns channels last and back for each convolution, and pads before it', async () => {
    const graph = new GraphModelBuilder();
    graph.node('in', 'Placeholder', []);
    graph.node('pad', 'Pad', ['in', graph.integers('amounts', [0, 0, 0, 0, 1, 1, 1, 1])]);
    graph.node('last', 'Transpose', ['pad', graph.integers('to-last', [0, 2, 3, 1])]);
    graph.node('conv', 'Conv2D', ['last', graph.floats('k', [3, 3, 2, 3], kernel)], windowAttributes(1, 'VALID'));
    graph.node('bias', 'Add', ['conv', graph.floats('b', [3], bias)]);
    graph.node('first', 'Transpose', ['bias', graph.integers('to-first', [0, 3, 1, 2])]);
    graph.node('leaky', 'LeakyRelu', ['first'], { alpha: { f: 0.1 } });
    const input = make(4, 5, 2, (y, x, k) => numbers(40, 11)[(y * 5 + x) * 2 + k]!);
    const bytes = convert(graph, conversion('NCHW', [4, 5], 2, 'leaky', 3));
    expect(readModel(bytes).graph.node!.map(({ opType }) => opType)).toEqual(['Conv', 'Add', 'LeakyRelu', 'Identity']);
    const { out } = await run(bytes, input);
    const plain = convolve(input, kernel, 3, 3, 1);
    expectNear(out!.data, planar(make(4, 5, 3, (y, x, k) => ((value: number) => (value < 0 ? value * 0.1 : value))(at(plain, y, x, k) + bias[k]!))));
  });

  it('leaves padding to a maximum only where both pad with less than any value', () => {
    const operations = (fill: number): (string | null | undefined)[] => {
      const graph = new GraphModelBuilder();
      graph.node('in', 'Placeholder', []);
      graph.node('pad', 'PadV2', ['in', graph.integers('amounts', [0, 0, 1, 1, 1, 1, 0, 0]), graph.floats('fill', [], [fill])]);
      graph.node('max', 'MaxPool', ['pad'], windowAttributes(2, 'VALID', { ksize: { list: { i: ['1', '3', '3', '1'] } } }));
      return readModel(convert(graph, conversion('NHWC', [4, 4], 1, 'max', 1))).graph.node!.map(({ opType }) => opType);
    };
    expect(operations(0)).toEqual(['Pad', 'MaxPool', 'Identity']);
    expect(operations(-3.4028234663852886e38)).toEqual(['MaxPool', 'Identity']);
  });

  it('pools the way the definition does', async () => {
    const graph = new GraphModelBuilder();
    graph.node('in', 'Placeholder', []);
    graph.node('max', 'MaxPool', ['in'], windowAttributes(2, 'SAME', { ksize: { list: { i: ['1', '3', '3', '1'] } } }));
    const { out } = await run(convert(graph, conversion('NHWC', [4, 4], 1, 'max', 1)), make(4, 4, 1, (y, x) => -1 - y - x / 10));
    expectNear(out!.data, [-1, -1.2, -3, -3.2]);
  });

  it('leaves height and width open, and keeps half precision in the file', async () => {
    const graph = new GraphModelBuilder();
    graph.node('in', 'Placeholder', []);
    graph.node('conv', 'Conv2D', ['in', graph.halves('k', [1, 1, 2, 1], [0x3800, 0xc000])], windowAttributes(1, 'SAME'));
    const bytes = convert(graph, conversion('NHWC', [2, 2], 2, 'conv', 1));
    expect(readModel(bytes).graph.initializer!.map(({ dataType, rawData }) => [dataType, rawData!.length])).toEqual([[10, 4]]);
    const input = make(1, 3, 2, (_, x, k) => x + 10 * k);
    const { out } = await run(bytes, input);
    expectNear(out!.data, [0.5 * 0 - 2 * 10, 0.5 * 1 - 2 * 11, 0.5 * 2 - 2 * 12]);
  });

  it('gives the same bytes for the same source', () => {
    const build = (): Uint8Array => {
      const graph = new GraphModelBuilder();
      graph.node('in', 'Placeholder', []);
      graph.node('conv', 'Conv2D', ['in', graph.floats('k', [3, 3, 2, 3], kernel)], windowAttributes(1, 'SAME'));
      return convert(graph, conversion('NHWC', [4, 4], 2, 'conv', 3));
    };
    expect(Buffer.from(build()).equals(Buffer.from(build()))).toBe(true);
  });

  it('refuses what it would convert wrongly', () => {
    const refuse = (op: string, attributes: object, reason: RegExp): void => {
      const graph = new GraphModelBuilder();
      graph.node('in', 'Placeholder', []);
      graph.node('x', op, ['in', graph.floats('k', [3, 3, 2, 3], kernel), graph.integers('size', [4, 4])], attributes);
      expect(() => convert(graph, conversion('NHWC', [4, 4], 2, 'x', 3))).toThrow(reason);
    };
    refuse('Softmax', {}, /x \(Softmax\) is not converted/u);
    refuse('Conv2D', { ...windowAttributes(1, 'SAME'), dilations: { list: { i: ['1', '2', '2', '1'] } } }, /dilated/u);
    refuse('_FusedConv2D', { ...windowAttributes(1, 'SAME'), ...fusedOps('Elu') }, /Elu/u);
  });
});

describe('readGraphModel', () => {
  it('refuses a binary of another length', () => {
    const graph = new GraphModelBuilder();
    graph.floats('k', [2], [1, 2]);
    expect(() => readGraphModel(graph.topology(), graph.binary().subarray(1))).toThrow(/8 bytes/u);
  });
});
