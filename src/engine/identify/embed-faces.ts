import { averageEmbedding, SMALLEST_HEIGHT } from '../../core/people/similarity.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { warpLine } from '../../core/detect/text/warp-line.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { Turned } from '../../core/geometry/box.ts';
import type { FaceRegion } from '../../protocol/engine-api.ts';
import { loadModel } from '../models/load-model.ts';
import { shippedModel } from '../models/manifest.ts';
import { createSession, infer, type Session } from '../models/runtime.ts';

/** Name of the network in `models/manifest.json`. */
const MODEL = 'face-embedding';
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

/** Turns faces into embeddings. Holds the network once it was needed, and nothing of any face. */
export class FaceEmbedder {
  #session: Promise<Session> | null = null;

  /**
   * Embeds faces of one job, frame by frame.
   * @param faces - in any order
   * @param read - pixels of a frame or page; only read
   * @returns vectors of length 1 and 1024 numbers, in the order of the faces; `null` for a face too small or blurred to be told apart
   * @throws AnonymizerError `model/integrity` for a missing or changed model, `model/failed` when the runtime refuses it
   */
  async embed(faces: readonly FaceRegion[], read: (frame: number) => Promise<Raster>): Promise<readonly (Float32Array<ArrayBuffer> | null)[]> {
    const embeddings = faces.map((): Float32Array<ArrayBuffer> | null => null);
    const input = new Float32Array(3 * SIDE * SIDE);
    for (const frame of new Set(faces.map((face) => face.frame))) {
      const onFrame = [...faces.entries()].filter(([, face]) => face.frame === frame && face.box.height >= SMALLEST_HEIGHT);
      if (onFrame.length === 0) continue;
      const session = await this.#load();
      const picture = await read(frame);
      for (const [index, face] of onFrame) embeddings[index] = await embedFace(session, picture, face, input);
    }
    return embeddings;
  }

  #load(): Promise<Session> {
    if (this.#session === null) {
      const loading = openSession();
      this.#session = loading;
      // A failed load is tried again the next time, not remembered for ever.
      loading.catch(() => {
        this.#session = null;
      });
    }
    return this.#session;
  }
}

async function openSession(): Promise<Session> {
  const entry = shippedModel(MODEL);
  if (entry === null) throw new AnonymizerError('model/integrity', { shipped: false });
  return createSession(await loadModel(entry));
}

async function embedFace(session: Session, picture: Raster, { box, angle = 0 }: Turned<'source'>, input: Float32Array): Promise<Float32Array<ArrayBuffer> | null> {
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
