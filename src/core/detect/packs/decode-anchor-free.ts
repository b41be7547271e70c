import type { Size } from '../../geometry/box.ts';
import type { AnchorFreeDecoder } from './pack-manifest.ts';
import { activate, outputOf, pushFind, type PackClasses, type PackFind, type PackOutputs } from './pack-find.ts';

/**
 * Decodes a network with one or more predictions a cell at each stride, such as YuNet, YOLOX, FCOS or SCRFD.
 * @param input - size of the network's input in pixels
 * @param scoreFloor - finds below it are left out, 0..1
 * @returns finds in input pixels, in no particular order, not suppressed
 * @throws AnonymizerError `model/failed` for outputs of another length
 */
export function decodeAnchorFree(outputs: PackOutputs, decoder: AnchorFreeDecoder, classes: PackClasses, input: Size, scoreFloor: number): PackFind[] {
  const { columns, perCell, activation } = decoder;
  const finds: PackFind[] = [];
  for (const head of decoder.heads) {
    const across = Math.ceil(input.width / head.stride);
    const count = across * Math.ceil(input.height / head.stride) * perCell;
    const scores = outputOf(outputs, head.scores, count * columns);
    const objectness = head.objectness === null ? null : outputOf(outputs, head.objectness, count);
    const boxes = outputOf(outputs, head.boxes, count * 4);
    for (let one = 0; one < count; one += 1) {
      const object = objectness === null ? 1 : activate(objectness[one] ?? 0, activation);
      // Neither a product nor a root of one can exceed the root of the objectness.
      if (Math.sqrt(object) < scoreFloor) continue;
      const cell = Math.floor(one / perCell);
      for (const { column, kind } of classes) {
        const product = object * activate(scores[one * columns + column] ?? 0, activation);
        const score = decoder.combine === 'root' ? Math.sqrt(product) : product;
        if (score >= scoreFloor) pushBox(finds, kind, score, boxes, one * 4, { column: cell % across, row: Math.floor(cell / across), stride: head.stride }, decoder);
      }
    }
  }
  return finds;
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly stride: number;
}

function pushBox(finds: PackFind[], kind: PackFind['kind'], score: number, boxes: Float32Array, at: number, cell: Cell, decoder: AnchorFreeDecoder): void {
  const { column, row, stride } = cell;
  const a = (boxes[at] ?? 0) * stride;
  const b = (boxes[at + 1] ?? 0) * stride;
  const c = boxes[at + 2] ?? 0;
  const d = boxes[at + 3] ?? 0;
  if (decoder.boxes === 'centre-exp') {
    const width = Math.exp(c) * stride;
    const height = Math.exp(d) * stride;
    pushFind(finds, kind, score, column * stride + a - width / 2, row * stride + b - height / 2, width, height);
    return;
  }
  const x = (column + decoder.offset) * stride;
  const y = (row + decoder.offset) * stride;
  pushFind(finds, kind, score, x - a, y - b, a + c * stride, b + d * stride);
}
