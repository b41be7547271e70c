/** One attribute of a TensorFlow node, as TensorFlow.js writes it to JSON. */
interface Attribute {
  readonly b?: boolean;
  readonly f?: number;
  /** Base64 of the text. */
  readonly s?: string;
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] };
}

/** One operation of a TensorFlow graph. */
export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, Attribute>>;
}

/** One constant of a TensorFlow graph with its bytes, little-endian, as stored. */
export interface TfWeight {
  readonly shape: readonly number[];
  readonly type: 'float16' | 'float32' | 'int32';
  readonly data: Uint8Array;
}

/** A TensorFlow.js graph model, its weights cut out of the binary file. */
export interface GraphModel {
  readonly nodes: ReadonlyMap<string, TfNode>;
  readonly weights: ReadonlyMap<string, TfWeight>;
}

interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

const BYTES = { float16: 2, float32: 4, int32: 4 } as const;

/**
 * Reads a TensorFlow.js graph model whose weights lie in one binary file.
 * @param topology - the JSON file
 * @param binary - the weights, in the order of the JSON file's list
 * @throws Error when the files do not belong together or hold types that are not expected
 */
export function readGraphModel(topology: Uint8Array, binary: Uint8Array): GraphModel {
  const json = JSON.parse(new TextDecoder().decode(topology)) as {
    readonly modelTopology: { readonly node: readonly TfNode[] };
    readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[];
  };
  const [group] = json.weightsManifest;
  if (group === undefined || json.weightsManifest.length !== 1) throw new Error('The weights are not in one file.');
  const weights = new Map<string, TfWeight>();
  let offset = 0;
  for (const entry of group.weights) {
    const type = storedType(entry);
    const length = entry.shape.reduce((product, size) => product * size, 1) * BYTES[type];
    weights.set(entry.name, { shape: entry.shape, type, data: binary.subarray(offset, offset + length) });
    offset += length;
  }
  if (offset !== binary.byteLength) throw new Error(`The weights take ${String(offset)} bytes, the file has ${String(binary.byteLength)}.`);
  return { nodes: new Map(json.modelTopology.node.map((node) => [node.name, node])), weights };
}

function storedType({ name, dtype, quantization }: WeightEntry): TfWeight['type'] {
  const type = quantization?.dtype ?? dtype;
  if (type === 'float16' || type === 'float32' || type === 'int32') return type;
  throw new Error(`${name} is stored as ${type}, which is not read.`);
}

/** Whole numbers of an attribute's list, such as strides. */
export function integers(node: TfNode, attribute: string): readonly number[] {
  return (node.attr?.[attribute]?.list?.i ?? []).map(Number);
}

/** Text of an attribute. */
export function text(node: TfNode, attribute: string): string {
  return decodeText(node.attr?.[attribute]?.s ?? '');
}

/** Texts of an attribute's list. */
export function texts(node: TfNode, attribute: string): readonly string[] {
  return (node.attr?.[attribute]?.list?.s ?? []).map(decodeText);
}

function decodeText(base64: string): string {
  return Buffer.from(base64, 'base64').toString('latin1');
}

/** Whole numbers of an int32 constant. */
export function integersOf(weight: TfWeight): readonly number[] {
  if (weight.type !== 'int32') throw new Error('The constant does not hold whole numbers.');
  const view = new DataView(weight.data.buffer, weight.data.byteOffset, weight.data.byteLength);
  return Array.from({ length: weight.data.byteLength / 4 }, (_, index) => view.getInt32(index * 4, true));
}
