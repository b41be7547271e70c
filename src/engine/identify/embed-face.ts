import { averageEmbedding } from '../../core/people/similarity.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { warpLine } from '../../core/detect/text/warp-line.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { Turned } from '../../core/geometry/box.ts';
import { infer, type Session } from '../models/runtime.ts';

/** Side of the network's input. */
const SIDE = 224;
/** Numbers in an embedding. */
const LENGTH = 1024;
/** Side of the square that is cut out, in means of the box's width and height: 1.15 to 1.3 measured best, and nearly the same. */
const MARGIN = 1.2;
/** Taken from blue, green and red, in this order, as the network was trained. @see models/face-embedding.md */
const MEANS = [103.939, 116.779, 123.68] as const;
/** Pixel values as they are: each plane has a mean of its own, which is taken off afterwards. */
const AS_THEY_ARE = Float32Array.from({ length: 256 }, (_, value) => value);

/** Numbers that the network takes in, for {@link embedFace}. */
export const EMBEDDING_INPUT = 3 * SIDE * SIDE;

/**
 * Runs the network on one face.
 * @param session - of `face-embedding`
 * @param picture - only read
 * @param face - as found, before its rotation, in pixels of the picture
 * @param input - {@link EMBEDDING_INPUT} numbers that are written over; not to be shared between calls that run at once
 * @returns a vector of length 1 and 1024 numbers; `null` for a face too blurred to be told apart
 * @throws AnonymizerError `model/failed` when the runtime refuses it
 */
export async function embedFace(session: Session, picture: Raster, { box, angle = 0 }: Turned<'source'>, input: Float32Array): Promise<Float32Array<ArrayBuffer> | null> {
  const side = (MARGIN * (box.width + box.height)) / 2;
  const square = { centreX: box.left + box.width / 2, centreY: box.top + box.height / 2, width: side, height: side, angle };
  warpLine(picture, square, { width: SIDE, height: SIDE }, false, input, SIDE, AS_THEY_ARE);
  MEANS.forEach((mean, plane) => {
    for (let i = plane * SIDE * SIDE; i < (plane + 1) * SIDE * SIDE; i += 1) input[i] = (input[i] ?? 0) - mean;
  });
  const { features } = await infer(session, 'face', input, [1, 3, SIDE, SIDE]);
  if (features === undefined || features.length % LENGTH !== 0 || features.length === 0) throw new AnonymizerError('model/failed');
  return averageEmbedding(features, LENGTH);
}
