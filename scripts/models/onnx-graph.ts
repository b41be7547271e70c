import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';

/** ONNX's wire number for 32-bit floats. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (TensorProto.DataType) */
const FLOAT = 1;
/** ONNX's wire number for 64-bit integers. */
const INT64 = 7;

/** A decoded model that is changed in place. */
export type Model = onnx.ModelProto;
/** One operation of a graph. */
export type GraphNode = onnx.INodeProto;

/**
 * Decodes an ONNX file.
 * @param bytes - the whole file
 * @throws Error when the bytes are not an ONNX model with a graph
 */
export function readModel(bytes: Uint8Array): { model: Model; graph: onnx.IGraphProto } {
  const model = onnxProto.onnx.ModelProto.decode(bytes);
  if (!model.graph) throw new Error('The file holds no ONNX graph.');
  return { model, graph: model.graph };
}

/** Encodes a model. The same model always gives the same bytes: fields in order of their numbers, lists as they stand. */
export function writeModel(model: Model): Uint8Array {
  const refusal = onnxProto.onnx.ModelProto.verify(model);
  if (refusal !== null) throw new Error(`The changed model is not valid: ${refusal}`);
  return onnxProto.onnx.ModelProto.encode(model).finish();
}

/** The node that writes a value. */
export function writerOf(graph: onnx.IGraphProto, value: string): GraphNode {
  const node = graph.node?.find((one) => one.output?.includes(value));
  if (node === undefined) throw new Error(`No node writes ${value}.`);
  return node;
}

/** The first input or output name of a node. */
export function only(names: readonly string[] | null | undefined, what: string): string {
  const name = names?.[0];
  if (name === undefined || names?.length !== 1) throw new Error(`Expected exactly one ${what}.`);
  return name;
}

/** Gives a value another name wherever it is written or read. */
export function renameValue(graph: onnx.IGraphProto, from: string, to: string): void {
  for (const node of graph.node ?? []) {
    node.input = (node.input ?? []).map((name) => (name === from ? to : name));
    node.output = (node.output ?? []).map((name) => (name === from ? to : name));
  }
}

/** A constant of 64-bit integers. */
export function int64Constant(name: string, values: readonly number[]): onnx.ITensorProto {
  const rawData = Buffer.alloc(values.length * 8);
  values.forEach((value, index) => rawData.writeBigInt64LE(BigInt(value), index * 8));
  return { name, dataType: INT64, dims: [values.length], rawData };
}

/** A float input or output; a string stands for a size that is only known when the model runs. */
export function floatValue(name: string, dims: readonly (number | string)[]): onnx.IValueInfoProto {
  const dim = dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}

/** Drops every node that no output depends on, then every constant that no node reads. */
export function dropDead(graph: onnx.IGraphProto): void {
  const wanted = new Set((graph.output ?? []).map((value) => value.name ?? ''));
  const kept: GraphNode[] = [];
  // Nodes are in topological order, so one walk from the end sees every reader before its writer.
  for (const node of [...(graph.node ?? [])].reverse()) {
    if (!(node.output ?? []).some((name) => wanted.has(name))) continue;
    for (const name of node.input ?? []) wanted.add(name);
    kept.push(node);
  }
  graph.node = kept.reverse();
  graph.initializer = (graph.initializer ?? []).filter((tensor) => wanted.has(tensor.name ?? ''));
}
