import type { Embedding } from '../../core/people/similarity.ts';
import type { Box } from '../../core/geometry/box.ts';
import type { Decision } from '../../core/review/decision.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import type { Job } from '../workspace/job.ts';
import { facesOfJob, type OpenFace } from './faces-of-job.ts';

interface Described {
  readonly job: JobId;
  readonly box: Box<'source'>;
  readonly angle: number | undefined;
  readonly embedding: Embedding | null;
}

/**
 * What is known of faces while they are grouped: biometric data. It lives in this object alone, in no state that is drawn, stored or
 * sent, and goes with its file.
 */
export class FaceMemory {
  readonly #faces = new Map<string, Described>();
  /** Regions with which a file was last found to have nothing missing. */
  readonly #complete = new Map<JobId, readonly Decision[]>();
  #version = 0;

  /** Another number after every change. */
  get version(): number {
    return this.#version;
  }

  /** Keys of the faces that were described, also of those that can't be told apart. */
  keys(): readonly string[] {
    return [...this.#faces.keys()];
  }

  /** Whether a face was described. */
  has(key: string): boolean {
    return this.#faces.has(key);
  }

  /** `null` for a face that can't be told apart, or was not described. */
  embeddingOf(key: string): Embedding | null {
    return this.#faces.get(key)?.embedding ?? null;
  }

  /** Faces of a file that were not described, or stand elsewhere since. */
  missing(job: Job): readonly OpenFace[] {
    if (job.session === null || this.#complete.get(job.id) === job.session.decisions) return [];
    const missing = facesOfJob(job).filter(({ key, decision }) => {
      const known = this.#faces.get(key);
      return known === undefined || known.box !== decision.box || known.angle !== decision.angle;
    });
    if (missing.length === 0) this.#complete.set(job.id, job.session.decisions);
    return missing;
  }

  /** Notes what was found of faces, in their order; what is left out can't be told apart. */
  put(faces: readonly OpenFace[], embeddings: readonly (Embedding | null)[]): void {
    faces.forEach(({ key, job, decision: { box, angle } }, index) => this.#faces.set(key, { job, box, angle, embedding: embeddings[index] ?? null }));
    this.#version += 1;
  }

  /**
   * Forgets the faces of every other file.
   * @returns whether there were any
   */
  keepOnly(jobs: ReadonlySet<JobId>): boolean {
    const before = this.#faces.size;
    for (const [key, { job }] of this.#faces) if (!jobs.has(job)) this.#faces.delete(key);
    for (const id of this.#complete.keys()) if (!jobs.has(id)) this.#complete.delete(id);
    if (this.#faces.size === before) return false;
    this.#version += 1;
    return true;
  }

  /** Forgets everything. */
  clear(): void {
    this.keepOnly(new Set());
  }
}
