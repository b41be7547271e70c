import type { Detection } from '../../../../src/core/detect/detection.ts';
import { sourceBox } from '../../../../src/core/geometry/box.ts';
import { groupPeople } from '../../../../src/core/people/group-people.ts';
import { DEFAULT_POLICY, type Policy } from '../../../../src/core/policy/policy.ts';
import type { Decision } from '../../../../src/core/review/decision.ts';
import type { FaceRegion, JobId } from '../../../../src/protocol/engine-api.ts';
import type { EnginePort } from '../../../../src/ui/engine-port.ts';
import { PeopleGrouping, type PeopleEvent } from '../../../../src/ui/people/people-grouping.ts';
import { createWorkspaceStore, type WorkspaceStore } from '../../../../src/ui/workspace-store.ts';
import { detectionOutcome } from '../outcomes.ts';

/** A face as a word: `anna` and `ben` are two people, `anna?` may be anna, `-` is too small. */
export type FaceWord = string;

const NAMES = ['anna', 'ben', 'cleo', 'dora'];
const UNSURE_COSINE = 0.6;

/** Numbers that are on nobody's disk by chance. */
export function embeddingOf(word: FaceWord): Float32Array<ArrayBuffer> | null {
  if (word === '-') return null;
  const at = NAMES.indexOf(word.replace('?', ''));
  const vector = new Float32Array(8);
  vector[at] = word.endsWith('?') ? UNSURE_COSINE : 1;
  if (word.endsWith('?')) vector[4 + at] = Math.sqrt(1 - UNSURE_COSINE ** 2);
  return vector;
}

/** An engine whose files are lists of faces; a file named `!` can't be read. */
export class FaceEngine implements Pick<EnginePort, 'describeFaces'> {
  readonly calls: { readonly id: JobId; readonly faces: readonly FaceRegion[]; readonly signal: AbortSignal | undefined }[] = [];
  /** Faces of each file. */
  readonly files = new Map<JobId, string>();
  /** Files are answered once this is open. */
  gate: Promise<void> = Promise.resolve();

  describeFaces: NonNullable<EnginePort['describeFaces']> = async (job, faces, options) => {
    this.calls.push({ id: job.id, faces, signal: options?.signal });
    const words = (this.files.get(job.id) ?? '!').split(' ');
    await this.gate;
    if (options?.signal?.aborted === true) return { status: 'failed', error: { code: 'engine/cancelled', message: '', facts: {} } };
    if (words[0] === '!') return { status: 'failed', error: { code: 'input/truncated', message: '', facts: {} } };
    return { status: 'ok', value: faces.map(({ box }) => embeddingOf(words[box.left / 100] ?? '-')) };
  };
}

/** A workspace with its grouping. */
export class Bench {
  readonly engine = new FaceEngine();
  readonly store: WorkspaceStore;
  readonly events: PeopleEvent[] = [];
  readonly grouping: PeopleGrouping;

  constructor(store: WorkspaceStore = createWorkspaceStore()) {
    this.store = store;
    this.grouping = new PeopleGrouping(this.engine, store, {
      now: () => 0,
      yieldToPage: () => Promise.resolve(),
      group: (embeddings) => Promise.resolve(groupPeople(embeddings).people),
      announce: (event) => this.events.push(event),
    });
  }

  /** Opens a file and searches it. @param words - faces, separated by blanks @param score - of every face */
  search(id: JobId, words: string, score = 0.95): void {
    this.engine.files.set(id, words);
    this.store.dispatch({ type: 'files-added', files: [{ id, file: new Blob([id]), name: `${id}.jpg`, folder: '' }] });
    const detections = words.split(' ').map((_, index): Detection => ({ kind: 'face', score, box: sourceBox(index * 100, 0, 64, 64), detector: 'test' }));
    this.store.dispatch({ type: 'detected', id, outcome: detectionOutcome(detections) });
  }

  /** Every file is compared, grouped, and what follows from it done. */
  async settled(): Promise<void> {
    // Nothing here waits for anything but promises, and all that are settled come before the next turn.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Opens files, searches them and groups their faces. */
  async group(files: Readonly<Record<JobId, string>>): Promise<void> {
    for (const [id, words] of Object.entries(files)) this.search(id, words);
    this.grouping.start();
    await this.settled();
  }

  decisions(id: JobId): readonly Decision[] {
    return this.store.getState().jobs.find((job) => job.id === id)?.session?.decisions ?? [];
  }

  /** States of a file's faces: `m`asked, `c`lear or `?`. */
  states(id: JobId): string {
    return this.decisions(id).map(({ state }) => ({ accepted: 'm', rejected: 'c', pending: '?' })[state]).join('');
  }

  byHand(id: JobId, region: string, state: 'accepted' | 'rejected'): void {
    this.store.dispatch({ type: 'region-edited', id, edit: { type: 'decide', ids: [region], state } });
  }

  /** The people as lists of keys. */
  people(): readonly (readonly string[])[] {
    return this.grouping.api.getState().people.map(({ faces }) => faces);
  }
}

/** A policy that doesn't allow faces to be grouped. */
export const NOT_ALLOWED: Policy = { ...DEFAULT_POLICY, review: { ...DEFAULT_POLICY.review, groupPeople: false } };
