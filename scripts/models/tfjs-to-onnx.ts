import { OPERATIONS, type Value } from './tfjs-to-onnx-ops.ts';
import type { GraphModel } from './tfjs-to-onnx-source.ts';
import { startGraph } from './tfjs-to-onnx-writer.ts';

/** What is taken out of a source graph. */
export interface Conversion {
  /** Name of the new graph. */
  readonly name: string;
  readonly input: {
    /** Placeholder in the source graph. */
    readonly node: string;
    /** Order of its dimensions there; the new input is always `[1, C, H, W]`. */
    readonly layout: 'NHWC' | 'NCHW';
    /** Height and width that the source graph was frozen at. */
    readonly size: readonly [number, number];
    readonly name: string;
    readonly channels: number;
  };
  /** What the new graph gives: `[1, channels, rows, columns]` each; whatever lies behind in the source is left out. */
  readonly outputs: readonly { readonly node: string; readonly name: string; readonly channels: number }[];
}

/**
 * Converts a TensorFlow.js graph model to ONNX. Height and width of the input become free; weights keep their stored
 * precision; channels come first throughout.
 * @param model - the source, all its weights at hand
 * @param conversion - where it starts and where it is cut
 * @returns the bytes of the ONNX file, the same for the same source
 * @throws Error when an operation or one of its settings is not converted
 */
export function convertGraphModel(model: GraphModel, conversion: Conversion): Uint8Array {
  const writer = startGraph();
  const { input } = conversion;
  const done = new Map<string, Value>([[input.node, { name: input.name, planar: input.layout === 'NHWC', size: input.size }]]);
  const convert = (name: string): Value => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const node = model.nodes.get(name);
    const operation = node === undefined ? undefined : OPERATIONS[node.op];
    if (node === undefined || operation === undefined) throw new Error(`${name} (${node?.op ?? 'unknown'}) is not converted.`);
    const inputName = (index: number): string => node.input?.[index] ?? '';
    const value = operation({
      node,
      writer,
      value: (index) => convert(inputName(index)),
      constant: (index) => model.weights.get(inputName(index)) ?? null,
    });
    done.set(name, value);
    return value;
  };
  const outputs = conversion.outputs.map(({ node, name, channels }) => {
    const value = convert(node);
    if (value.size === null || value.pads !== undefined) throw new Error(`${node} is not a picture.`);
    return { value: value.name, name, dims: [1, channels, `${name}-rows`, `${name}-columns`] };
  });
  return writer.finish(conversion.name, { name: input.name, dims: [1, input.channels, 'height', 'width'] }, outputs);
}
