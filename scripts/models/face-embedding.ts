import { convertGraphModel } from './tfjs-to-onnx.ts';
import { readGraphModel, type GraphModel, type TfNode, type TfWeight } from './tfjs-to-onnx-source.ts';

/** What the clipping of the source graph is named, behind each of its layers. */
const CLIP = '/clip_by_value';

/**
 * Turns the face description network of the source package into ONNX: `face` `[1, 3, 224, 224]` in, `features`
 * `[1, 1024, 7, 7]` out, whose mean over the 49 cells is the embedding. The heads that estimate age and gender are left out.
 * @param topology - `faceres.json` as its package ships it
 * @param weights - `faceres.bin`
 * @returns the bytes of the ONNX file, the same for the same source
 * @throws Error when the source is not built as expected
 */
export function buildFaceEmbedding(topology: Uint8Array, weights: Uint8Array): Uint8Array {
  return convertGraphModel(clipInOne(readGraphModel(topology, weights)), {
    name: 'face-embedding',
    input: { node: 'input_1', layout: 'NHWC', size: [224, 224], name: 'face', channels: 3 },
    outputs: [{ node: `conv_pw_13_relu${CLIP}`, name: 'features', channels: 1024 }],
  });
}

/** The source clips every layer to 0 to 6 in three steps; as one step the runtime can join it with the convolution before. */
function clipInOne(model: GraphModel): GraphModel {
  const nodes = new Map(model.nodes);
  const inputOf = (node: TfNode | undefined, op: string, bound: number | null): string => {
    const [value = '', limit = ''] = node?.op === op ? (node.input ?? []) : [];
    if (value === '' || (bound !== null && numberOf(model.weights.get(limit)) !== bound)) throw new Error(`A ${op} is not where it is expected.`);
    return value;
  };
  for (const [name, node] of model.nodes) {
    if (!name.endsWith(CLIP)) continue;
    const least = model.nodes.get(inputOf(node, 'Maximum', 0));
    const rectified = model.nodes.get(inputOf(least, 'Minimum', 6));
    nodes.set(name, { name, op: 'Relu6', input: [inputOf(rectified, 'Relu', null)] });
  }
  return { ...model, nodes };
}

/** The number that a constant holds, as long as it is 0 or 6. */
function numberOf(weight: TfWeight | undefined): number | null {
  if (weight === undefined) return null;
  const view = new DataView(weight.data.buffer, weight.data.byteOffset, weight.data.byteLength);
  if (weight.type === 'float32') return view.getFloat32(0, true);
  const bits = view.getUint16(0, true);
  if (bits === 0) return 0;
  return bits === 0x4600 ? 6 : null;
}
