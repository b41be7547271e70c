import { convertGraphModel } from './tfjs-to-onnx.ts';
import { readGraphModel } from './tfjs-to-onnx-source.ts';

/**
 * Turns NanoDet-g into ONNX: `images` `[1, 3, height, width]` (multiples of 32), and for the strides 8, 16 and 32
 * `heads-8`, `heads-16`, `heads-32`, `[1, 124, height/stride, width/stride]` each: 80 class scores before the sigmoid,
 * then the distances left, top, right, bottom as 11 logits each.
 * @param topology - `nanodet.json` as its package ships it
 * @param weights - `nanodet.bin`
 * @returns the bytes of the ONNX file, the same for the same source
 */
export function buildNanodet(topology: Uint8Array, weights: Uint8Array): Uint8Array {
  return convertGraphModel(readGraphModel(topology, weights), {
    name: 'object-nanodet',
    input: { node: 'input_1', layout: 'NCHW', size: [416, 416], name: 'images', channels: 3 },
    outputs: [
      { node: 'PartitionedCall/transpose_99', name: 'heads-8', channels: 124 },
      { node: 'PartitionedCall/transpose_105', name: 'heads-16', channels: 124 },
      { node: 'PartitionedCall/transpose_111', name: 'heads-32', channels: 124 },
    ],
  });
}
