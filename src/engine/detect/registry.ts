import type { Kind } from '../../core/detect/detection.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { loadModel } from '../models/load-model.ts';
import { shippedModel } from '../models/manifest.ts';
import { createSession, type Session } from '../models/runtime.ts';
import type { ModelEntry } from '../models/manifest.ts';
import type { Detector } from './detector.ts';
import { faceRfbDetector } from './face-rfb.ts';

/** How each shipped model becomes a detector. */
const MAKERS: readonly { readonly model: string; readonly kinds: readonly Kind[]; readonly make: (entry: ModelEntry, session: Session) => Detector }[] = [
  { model: 'face-rfb320', kinds: ['face'], make: faceRfbDetector },
];

/** Loads detectors once, when they are first asked for. */
export class DetectorRegistry {
  readonly #loaded = new Map<string, Promise<Detector>>();

  /**
   * The detectors for some kinds, loaded and hash-checked.
   * @throws AnonymizerError `model/integrity` for a missing or changed model, `model/failed` when the runtime refuses it
   */
  async forKinds(kinds: readonly Kind[]): Promise<readonly Detector[]> {
    const wanted = MAKERS.filter((maker) => maker.kinds.some((kind) => kinds.includes(kind)));
    return Promise.all(wanted.map(({ model, make }) => this.#load(model, make)));
  }

  #load(model: string, make: (entry: ModelEntry, session: Session) => Detector): Promise<Detector> {
    const known = this.#loaded.get(model);
    if (known !== undefined) return known;
    const loading = load(model, make);
    this.#loaded.set(model, loading);
    // A failed load is tried again the next time, not remembered for ever.
    loading.catch(() => this.#loaded.delete(model));
    return loading;
  }
}

async function load(model: string, make: (entry: ModelEntry, session: Session) => Detector): Promise<Detector> {
  const entry = shippedModel(model);
  if (entry === null) throw new AnonymizerError('model/integrity', { shipped: false });
  return make(entry, await createSession(await loadModel(entry)));
}
