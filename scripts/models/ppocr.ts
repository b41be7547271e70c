import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { dropDead, floatValue, only, readModel, renameValue, writeModel, writerOf, type GraphNode } from './onnx-graph.ts';

/**
 * Cleans the text detector of the source package: `picture` `[1, 3, height, width]` (multiples of 32) and `probability`
 * `[1, 1, height, width]`. The weights are untouched; activations that the exporter wrote out are joined again.
 * @param source - `ch_PP-OCRv4_det_infer.onnx` as its package ships it
 * @returns the bytes of the ONNX file, the same for the same source
 * @throws Error when the source is not built as expected
 */
export function buildTextLines(source: Uint8Array): Uint8Array {
  const { model, graph } = readModel(source);
  clean(graph, 'text-lines', 'picture', 'probability');
  graph.input = [floatValue('picture', [1, 3, 'height', 'width'])];
  graph.output = [floatValue('probability', [1, 1, 'height', 'width'])];
  return writeModel(model);
}

/**
 * Cleans the text reader: `line` `[1, 3, 48, width]` and `characters` `[1, steps, classes]`. Its characters become part of
 * the file, one a line in the metadata entry `characters`, so that one hash stands for both.
 * @param source - `ch_PP-OCRv4_rec_infer.onnx` as its package ships it
 * @param characters - `ppocr_keys_v1.txt`, class `i` in its line `i`; the last class is the space
 * @returns the bytes of the ONNX file, the same for the same sources
 * @throws Error when a source is not built as expected
 */
export function buildTextReader(source: Uint8Array, characters: Uint8Array): Uint8Array {
  const { model, graph } = readModel(source);
  const lines = Buffer.from(characters).toString('utf8').replace(/\r?\n$/, '').split(/\r?\n/);
  const alphabet = [...lines, ' '];
  const classes = alphabet.length + 1;
  clean(graph, 'text-reader', 'line', 'characters');
  const fits = graph.initializer?.some(({ dims }) => dims?.length === 1 && Number(dims[0]) === classes) ?? false;
  if (!fits) throw new Error('The characters are not those that the network was trained for.');
  graph.input = [floatValue('line', [1, 3, 48, 'width'])];
  graph.output = [floatValue('characters', [1, 'steps', classes])];
  model.metadataProps = [{ key: 'characters', value: alphabet.join('\n') }];
  return writeModel(model);
}

function clean(graph: onnx.IGraphProto, name: string, input: string, output: string): void {
  const before = only(graph.input?.map((value) => value.name ?? ''), 'input');
  const after = only(graph.output?.map((value) => value.name ?? ''), 'output');
  renameValue(graph, before, input);
  renameValue(graph, after, output);
  graph.output = [{ name: output }];
  graph.name = name;
  constantsToInitializers(graph);
  joinHardSwish(graph);
  dropDead(graph);
  graph.valueInfo = [];
}

/** The exporter made every weight a node of its own. */
function constantsToInitializers(graph: onnx.IGraphProto): void {
  const nodes = graph.node ?? [];
  const made = nodes.flatMap((node) => {
    const tensor = node.opType === 'Constant' ? node.attribute?.[0]?.t : null;
    return tensor ? [{ ...tensor, name: only(node.output, 'output of a constant') }] : [];
  });
  graph.initializer = [...(graph.initializer ?? []), ...made];
  graph.node = nodes.filter((node) => node.opType !== 'Constant');
}

/**
 * `x * clip(x + 3, 0, 6) / 6` in four nodes is `x * HardSigmoid(x)` in two: each node is a walk over a whole feature map.
 * The division is by the same 6 that the clip ends at.
 */
function joinHardSwish(graph: onnx.IGraphProto): void {
  for (const division of graph.node ?? []) {
    const [product, six] = division.input ?? [];
    if (division.opType !== 'Div' || product === undefined || six === undefined || !isScalar(graph, six, 6)) continue;
    const times = writerOf(graph, product);
    const [x, clipped] = times.input ?? [];
    if (times.opType !== 'Mul' || x === undefined || clipped === undefined) continue;
    const clip = writerOf(graph, clipped);
    const sum = writerOf(graph, clip.input?.[0] ?? '');
    if (clip.opType !== 'Clip' || sum.opType !== 'Add' || sum.input?.[0] !== x || !isScalar(graph, sum.input[1] ?? '', 3)) continue;
    if (!clipsTo6(graph, clip)) throw new Error('An activation is not clipped to 0..6.');
    clip.opType = 'HardSigmoid';
    clip.input = [x];
    clip.attribute = [
      { name: 'alpha', type: onnxProto.onnx.AttributeProto.AttributeType.FLOAT, f: 1 / 6 },
      { name: 'beta', type: onnxProto.onnx.AttributeProto.AttributeType.FLOAT, f: 0.5 },
    ];
    times.output = [only(division.output, 'output of a division')];
    division.input = [];
    division.output = [];
  }
}

/** Bounds are attributes before opset 11 and inputs from then on. */
function clipsTo6(graph: onnx.IGraphProto, clip: GraphNode): boolean {
  const [, low, high] = clip.input ?? [];
  if (low !== undefined && high !== undefined) return isScalar(graph, low, 0) && isScalar(graph, high, 6);
  const value = (name: string): number | null | undefined => clip.attribute?.find((attribute) => attribute.name === name)?.f;
  return value('min') === 0 && value('max') === 6;
}

function isScalar(graph: onnx.IGraphProto, name: string, wanted: number): boolean {
  const raw = graph.initializer?.find((tensor) => tensor.name === name)?.rawData;
  return raw?.length === 4 && Buffer.from(raw).readFloatLE(0) === wanted;
}
