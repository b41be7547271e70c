import type { Size } from '../../geometry/box.ts';
import type { AnchorDecoder } from './pack-manifest.ts';
import { activate, outputOf, pushFind, type PackClasses, type PackFind, type PackOutputs } from './pack-find.ts';

/**
 * Decodes a network with prior boxes, such as SSD or RFB.
 * @param input - size of the network's input in pixels
 * @param scoreFloor - finds below it are left out, 0..1
 * @returns finds in input pixels, in no particular order, not suppressed
 * @throws AnonymizerError `model/failed` for outputs of another length
 */
export function decodeAnchors(outputs: PackOutputs, decoder: AnchorDecoder, classes: PackClasses, input: Size, scoreFloor: number): PackFind[] {
  const { priors, columns, centreVariance, sizeVariance } = decoder;
  const grids = priors.map(({ stride, sides }) => ({ stride, sides, across: Math.ceil(input.width / stride), down: Math.ceil(input.height / stride) }));
  const count = grids.reduce((sum, { sides, across, down }) => sum + sides.length * across * down, 0);
  const scores = outputOf(outputs, decoder.outputs.scores, count * columns);
  const boxes = outputOf(outputs, decoder.outputs.boxes, count * 4);
  const finds: PackFind[] = [];
  let prior = 0;
  for (const { stride, sides, across, down } of grids) {
    for (let row = 0; row < down; row += 1) {
      for (let column = 0; column < across; column += 1) {
        for (const side of sides) {
          for (const { column: one, kind } of classes) {
            const score = scoreOf(scores, prior * columns, one, decoder);
            if (score < scoreFloor) continue;
            const at = prior * 4;
            const x = (column + 0.5) * stride + (boxes[at] ?? 0) * centreVariance * side;
            const y = (row + 0.5) * stride + (boxes[at + 1] ?? 0) * centreVariance * side;
            const width = side * Math.exp((boxes[at + 2] ?? 0) * sizeVariance);
            const height = side * Math.exp((boxes[at + 3] ?? 0) * sizeVariance);
            pushFind(finds, kind, score, x - width / 2, y - height / 2, width, height);
          }
          prior += 1;
        }
      }
    }
  }
  return finds;
}

function scoreOf(scores: Float32Array, row: number, column: number, { activation, columns }: AnchorDecoder): number {
  if (activation !== 'softmax') return activate(scores[row + column] ?? 0, activation);
  const values = scores.subarray(row, row + columns);
  const highest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = values.reduce((total, value) => total + Math.exp(value - highest), 0);
  return activate(Math.exp((values[column] ?? 0) - highest) / sum, 'none');
}
