import { AnonymizerError } from '../../errors.ts';
import type { Size } from '../../geometry/box.ts';
import type { YoloDecoder } from './pack-manifest.ts';
import { activate, outputOf, pushFind, type PackClasses, type PackFind, type PackOutputs } from './pack-find.ts';

/**
 * Decodes one tensor of boxes and class scores, as YOLO networks from v5 on give it.
 * @param input - size of the network's input in pixels
 * @param scoreFloor - finds below it are left out, 0..1
 * @returns finds in input pixels, in no particular order, not suppressed
 * @throws AnonymizerError `model/failed` for an output that is not made of whole rows
 */
export function decodeYolo(outputs: PackOutputs, decoder: YoloDecoder, classes: PackClasses, input: Size, scoreFloor: number): PackFind[] {
  const width = 4 + (decoder.objectness ? 1 : 0) + decoder.columns;
  const length = outputs[decoder.output]?.length ?? 0;
  const count = length / width;
  if (!Number.isInteger(count) || count === 0) throw new AnonymizerError('model/failed', { values: length, row: width });
  const values = outputOf(outputs, decoder.output, count * width);
  const read = (one: number, value: number): number => values[decoder.arrangement === 'rows' ? one * width + value : value * count + one] ?? 0;
  const unitX = decoder.unit === 'share' ? input.width : 1;
  const unitY = decoder.unit === 'share' ? input.height : 1;
  const first = width - decoder.columns;
  const finds: PackFind[] = [];
  for (let one = 0; one < count; one += 1) {
    const object = decoder.objectness ? activate(read(one, 4), decoder.activation) : 1;
    if (object < scoreFloor) continue;
    for (const { column, kind } of classes) {
      const score = object * activate(read(one, first + column), decoder.activation);
      if (score < scoreFloor) continue;
      const w = read(one, 2) * unitX;
      const h = read(one, 3) * unitY;
      pushFind(finds, kind, score, read(one, 0) * unitX - w / 2, read(one, 1) * unitY - h / 2, w, h);
    }
  }
  return finds;
}
