import { SMALLEST_HEIGHT } from '../../core/people/similarity.ts';
import type { Raster } from '../../core/detect/resample.ts';
import { AnonymizerError } from '../../core/errors.ts';
import type { FaceRegion } from '../../protocol/engine-api.ts';
import { loadModel } from '../models/load-model.ts';
import { shippedModel } from '../models/manifest.ts';
import { createSession, type Session } from '../models/runtime.ts';
import { EMBEDDING_INPUT, embedFace } from './embed-face.ts';

/** Name of the network in `models/manifest.json`. */
const MODEL = 'face-embedding';

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
    const input = new Float32Array(EMBEDDING_INPUT);
    // In order: a film is decoded from one to the next.
    for (const frame of [...new Set(faces.map((face) => face.frame))].sort((a, b) => a - b)) {
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
