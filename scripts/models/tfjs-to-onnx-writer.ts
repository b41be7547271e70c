import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { floatValue, int64Constant, writeModel } from './onnx-graph.ts';
import type { TfWeight } from './tfjs-to-onnx-source.ts';

/** ONNX's wire numbers of element types. @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (TensorProto.DataType) */
const ELEMENT = { float32: 1, int32: 6, float16: 10 } as const;
/** Resize, Clip and Pad as written here mean the same from 11 on; ReduceMean takes its axes as an attribute up to 17. */
const OPSET = 13;
/** File format version of ONNX 1.8, the first with operator set 13. */
const IR_VERSION = 7;

/** Attribute values: whole numbers are written as integers, `{ float }` as floating point. */
export type AttributeValue = number | string | readonly number[] | { readonly float: number };

/** Collects the nodes and constants of a new graph. */
export interface GraphWriter {
  /** Adds a node with one output; returns the output's name. */
  node(opType: string, inputs: readonly string[], attributes?: Readonly<Record<string, AttributeValue>>): string;
  /** Adds a constant that is read as float32; one stored in half precision stays so in the file. Returns the name to read. */
  constant(weight: TfWeight): string;
  /** Adds a one-dimensional constant of float32; no dimension at all for a single number. */
  floats(values: readonly number[] | number): string;
  integers(values: readonly number[]): string;
}

/** A writer together with what makes the file from it. */
export interface GraphBuild extends GraphWriter {
  /**
   * The bytes of the ONNX file, the same for the same calls.
   * @param outputs - the name each value is known by outside, with its shape
   */
  finish(
    name: string,
    input: { readonly name: string; readonly dims: readonly (number | string)[] },
    outputs: readonly { readonly value: string; readonly name: string; readonly dims: readonly (number | string)[] }[],
  ): Uint8Array;
}

/** Starts an empty graph. Names are numbers in order of creation, so that files are small and repeatable. */
export function startGraph(): GraphBuild {
  const nodes: onnx.INodeProto[] = [];
  const initializer: onnx.ITensorProto[] = [];
  let count = 0;
  const next = (): string => `v${String((count += 1))}`;
  const node: GraphWriter['node'] = (opType, inputs, attributes = {}) => {
    const output = next();
    nodes.push({ opType, input: [...inputs], output: [output], attribute: Object.entries(attributes).map(attributeOf) });
    return output;
  };
  const tensor = (dataType: number, dims: readonly number[], rawData: Uint8Array): string => {
    const name = next();
    initializer.push({ name, dataType, dims: [...dims], rawData });
    return name;
  };
  return {
    node,
    constant: ({ type, shape, data }) => {
      const name = tensor(ELEMENT[type], shape, data);
      // The runtime folds the cast when it loads the model; the file stays half the size.
      return type === 'float32' ? name : node('Cast', [name], { to: ELEMENT.float32 });
    },
    floats: (values) => {
      const list = typeof values === 'number' ? [values] : values;
      const raw = Buffer.alloc(list.length * 4);
      list.forEach((value, index) => raw.writeFloatLE(value, index * 4));
      return tensor(ELEMENT.float32, typeof values === 'number' ? [] : [list.length], raw);
    },
    integers: (values) => {
      const name = next();
      initializer.push(int64Constant(name, values));
      return name;
    },
    finish: (name, input, outputs) => {
      const named = outputs.map((output) => ({ opType: 'Identity', input: [output.value], output: [output.name] }));
      const graph: onnx.IGraphProto = {
        name,
        node: [...nodes, ...named],
        initializer,
        input: [floatValue(input.name, input.dims)],
        output: outputs.map((output) => floatValue(output.name, output.dims)),
      };
      const { ModelProto } = onnxProto.onnx;
      return writeModel(ModelProto.create({ irVersion: IR_VERSION, opsetImport: [{ domain: '', version: OPSET }], producerName: 'cloakroom', graph }));
    },
  };
}

function attributeOf([name, value]: [string, AttributeValue]): onnx.IAttributeProto {
  const { AttributeType } = onnxProto.onnx.AttributeProto;
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: new TextEncoder().encode(value) };
  if ('float' in value) return { name, type: AttributeType.FLOAT, f: value.float };
  return { name, type: AttributeType.INTS, ints: [...value] };
}
