import { AnonymizerError } from '../errors.ts';
import { byteAt } from './binary-reads.ts';
import { joinBytes } from './byte-join.ts';

/** Units of AV1 data that carry the picture: sequence header, frame header, tile group, frame. @see AV1 specification, 6.2.2 */
const PICTURE_UNITS: readonly number[] = [1, 3, 4, 6];

/**
 * Drops everything from an AV1 picture's data that is not the picture: metadata, padding, delimiters.
 * @param data - one AV1 picture, as the encoder made it
 * @throws AnonymizerError `input/corrupt` for units without a size, which end nowhere, `input/truncated`
 */
export function keptUnits(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    const header = byteAt(data, at);
    if ((header & 0x82) !== 0x02) {
      throw new AnonymizerError('input/corrupt', { offset: at });
    }
    let size = 0;
    let sizeAt = at + ((header & 4) !== 0 ? 2 : 1);
    for (let shift = 0; ; shift += 7) {
      const byte = byteAt(data, sizeAt);
      sizeAt += 1;
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 128) {
        break;
      }
      if (shift > 28) {
        throw new AnonymizerError('input/corrupt', { offset: at });
      }
    }
    const end = sizeAt + size;
    if (end > data.length) {
      throw new AnonymizerError('input/truncated', { offset: at });
    }
    if (PICTURE_UNITS.includes((header >> 3) & 15)) {
      kept.push(data.subarray(at, end));
    }
    at = end;
  }
  return joinBytes(kept);
}
