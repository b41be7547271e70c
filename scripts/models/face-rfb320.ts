import type { onnx } from 'onnx-proto';
import { dropDead, floatValue, int64Constant, only, readModel, renameValue, writeModel, writerOf } from './onnx-graph.ts';

/**
 * Turns the face detector of the source package, fixed at 320 x 240 and with its box decoding inside, into a fully
 * convolutional one: `input` `[1, 3, height, width]` (both multiples of 64), `scores` `[1, priors, 2]` and
 * `locations` `[1, priors, 4]`, the network's raw offsets. The weights are untouched.
 * @param source - `fr_detect.onnx` as its package ships it
 * @returns the bytes of the ONNX file, the same for the same source
 * @throws Error when the source is not built as expected
 */
export function buildFaceRfb320(source: Uint8Array): Uint8Array {
  const { model, graph } = readModel(source);
  const locations = rawLocations(graph);
  graph.input = [floatValue('input', [1, 3, 'height', 'width'])];
  graph.output = [floatValue('scores', [1, 'priors', 2]), floatValue('locations', [1, 'priors', 4])];
  renameValue(graph, locations, 'locations');
  dropDead(graph);
  flattenHeadsBySize(graph);
  dropUnitFactors(graph);
  dropDead(graph);
  graph.name = 'face-rfb320';
  graph.valueInfo = [];
  return writeModel(model);
}

/**
 * The priors of the fixed size are constants of the decoding behind the raw offsets: the decoding goes, and with it
 * everything that knows 320 x 240. The raw offsets are what the slices in front of the decoding read.
 */
function rawLocations(graph: onnx.IGraphProto): string {
  const slice = graph.node?.find((node) => node.opType === 'Slice');
  const name = only(slice?.input, 'input of the first slice');
  if (writerOf(graph, name).opType !== 'Concat') throw new Error('The offsets are not joined where they are expected.');
  return name;
}

/**
 * Each head is flattened to `[batch, priors, values]` by a shape that is computed from the batch when the model runs.
 * The batch is 1, so that a constant `[1, -1, values]` says the same and five nodes of each head go.
 */
function flattenHeadsBySize(graph: onnx.IGraphProto): void {
  const constants: onnx.ITensorProto[] = [];
  for (const values of [2, 4]) constants.push(int64Constant(`flat-${String(values)}`, [1, -1, values]));
  graph.initializer = [...(graph.initializer ?? []), ...constants];
  const widthOf = new Map([
    [only(writerOf(graph, 'scores').input, 'input of the softmax'), 2],
    ['locations', 4],
  ]);
  for (const [joined, values] of widthOf) {
    for (const head of writerOf(graph, joined).input ?? []) {
      const reshape = writerOf(graph, head);
      const data = reshape.input?.[0];
      if (reshape.opType !== 'Reshape' || data === undefined) throw new Error('A head is not flattened by a reshape.');
      reshape.input = [data, `flat-${String(values)}`];
    }
  }
}

/** The exporter left a residual weight of exactly 1 as a multiplication over a whole feature map. */
function dropUnitFactors(graph: onnx.IGraphProto): void {
  for (const node of graph.node ?? []) {
    if (node.opType !== 'Mul') continue;
    const [data, factor] = node.input ?? [];
    const value = factor === undefined ? null : scalarOf(graph, factor);
    const out = only(node.output, 'output of a multiplication');
    if (data === undefined || value !== 1) throw new Error('A multiplication by something else than 1 was not expected.');
    renameValue(graph, out, data);
    node.input = [];
    node.output = [];
  }
}

function scalarOf(graph: onnx.IGraphProto, name: string): number | null {
  const raw = writerOf(graph, name).attribute?.find((attribute) => attribute.name === 'value')?.t?.rawData;
  return raw?.length === 4 ? Buffer.from(raw).readFloatLE(0) : null;
}
