import type { Kind } from '../../core/detect/detection.ts';
import { findPersonalData } from '../../core/detect/pii/find-personal-data.ts';
import { HIGH_RECALL_MINIMUM_SCORE } from '../../core/detect/pii/personal-data.ts';
import { AnonymizerError } from '../../core/errors.ts';
import { loadModel } from '../models/load-model.ts';
import { shippedModel, type ModelEntry } from '../models/manifest.ts';
import { createSession, type Session } from '../models/runtime.ts';
import { makeCodeDetector } from './codes.ts';
import type { Detector } from './detector.ts';
import { faceRfbDetector } from './face-rfb.ts';
import { licencePlateDetector } from './licence-plates.ts';
import { makeObjectSource, type ObjectViews } from './object-source.ts';
import { headDetector, personDetector, vehicleDetector } from './objects.ts';
import { packDetectors } from './pack-detectors.ts';
import { readAlphabet } from './text-alphabet.ts';
import { textLineDetector } from './text-lines.ts';
import { makeTextSource, type PlateTextSource } from './text-source.ts';

/** What a detector is made of, loaded at most once and only when a detector asks for it. */
interface Parts {
  readonly network: (model: string) => Promise<{ readonly entry: ModelEntry; readonly session: Session }>;
  readonly objects: () => Promise<ObjectViews>;
  readonly text: () => Promise<PlateTextSource>;
}

/** One way to find some kinds. Adding a detector is its file, its model with a card, and a line here. */
interface Recipe {
  readonly kinds: readonly Kind[];
  readonly make: (parts: Parts) => Promise<Detector>;
}

const RECIPES: readonly Recipe[] = [
  { kinds: ['face'], make: async ({ network }) => fromNetwork(await network('face-rfb320')) },
  { kinds: ['head'], make: async ({ objects }) => headDetector(await objects()) },
  { kinds: ['person'], make: async ({ objects }) => personDetector(await objects()) },
  { kinds: ['vehicle'], make: async ({ objects }) => vehicleDetector(await objects()) },
  { kinds: ['licence-plate'], make: async ({ text, objects }) => licencePlateDetector(await text(), await objects()) },
  { kinds: ['qr-code'], make: makeCodeDetector },
  { kinds: ['personal-text', 'text'], make: async ({ text }) => textLineDetector(await text(), findInReadText) },
];

/** Loads detectors once, when they are first asked for. */
export class DetectorRegistry {
  readonly #made = new Map<string, Promise<unknown>>();
  readonly #parts: Parts = {
    network: (model) => this.#once(`network ${model}`, async () => ({ entry: entryOf(model), session: await createSession(await loadModel(entryOf(model))) })),
    objects: () => this.#once('objects', () => this.#loadObjects()),
    text: () => this.#once('text', () => this.#loadText()),
  };

  /**
   * The detectors for some kinds, loaded and hash-checked; a person's own packs in place of what ships. Others cost nothing.
   * @throws AnonymizerError `model/integrity` for a missing or changed model, `model/failed` when the runtime refuses it
   */
  async forKinds(kinds: readonly Kind[]): Promise<readonly Detector[]> {
    const detectors: Detector[] = [];
    const packs = (await packDetectors()).filter((pack) => pack.kinds.some((kind) => kinds.includes(kind)));
    for (const { id, make } of packs) detectors.push(await this.#once(id, make));
    const missing = kinds.filter((kind) => !packs.some((pack) => pack.kinds.includes(kind)));
    // One after another: two models that are made ready at once would both hold their file and their graph in memory.
    for (const recipe of RECIPES) {
      if (recipe.kinds.some((kind) => missing.includes(kind))) detectors.push(await this.#once(recipe.kinds.join(' '), () => recipe.make(this.#parts)));
    }
    return detectors;
  }

  async #loadObjects(): Promise<ObjectViews> {
    const { entry, session } = await this.#parts.network('object-nanodet');
    return makeObjectSource(entry, session);
  }

  async #loadText(): Promise<PlateTextSource> {
    const lines = await this.#parts.network('text-lines');
    const readerEntry = entryOf('text-reader');
    const reader = await loadModel(readerEntry);
    return makeTextSource(lines.entry, lines.session, readerEntry, await createSession(reader), readAlphabet(reader));
  }

  #once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = this.#made.get(name);
    if (known !== undefined) return known as Promise<T>;
    const making = make();
    this.#made.set(name, making);
    // A failed load is tried again the next time, not remembered for ever.
    making.catch(() => this.#made.delete(name));
    return making;
  }
}

function fromNetwork({ entry, session }: { readonly entry: ModelEntry; readonly session: Session }): Detector {
  return faceRfbDetector(entry, session);
}

function entryOf(model: string): ModelEntry {
  const entry = shippedModel(model);
  if (entry === null) throw new AnonymizerError('model/integrity', { shipped: false });
  return entry;
}

function findInReadText(text: string): ReturnType<typeof findPersonalData> {
  return findPersonalData(text, { mode: 'recognised', minimumScore: HIGH_RECALL_MINIMUM_SCORE });
}
