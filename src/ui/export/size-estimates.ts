import type { SizeQuestion } from '../../protocol/engine-api.ts';
import type { EnginePort } from '../engine-port.ts';
import type { Job } from '../workspace/job.ts';

/** Asks the engine how large videos will become, one at a time, and nothing twice. */
export class SizeEstimates {
  readonly #engine: Pick<EnginePort, 'estimateSize'>;
  readonly #known = new WeakMap<Blob, Map<string, number | null>>();
  #last: Promise<unknown> = Promise.resolve();

  /** @param engine - makes the estimates */
  constructor(engine: Pick<EnginePort, 'estimateSize'>) {
    this.#engine = engine;
  }

  /** What was answered before, in bytes: `null` where there was no telling, and `undefined` where nobody has asked. */
  known({ file }: Pick<Job, 'file'>, question: SizeQuestion): number | null | undefined {
    return this.#known.get(file)?.get(keyOf(question));
  }

  /**
   * About how large a video's export would be.
   * @param job - a video
   * @param question - what it would be exported as
   * @param signal - gives up
   * @returns bytes; `null` where there is no telling, or it was given up. Never rejects.
   */
  ask(job: Pick<Job, 'id' | 'file'>, question: SizeQuestion, signal: AbortSignal): Promise<number | null> {
    const answer = this.#last.then(() => this.#answer(job, question, signal));
    this.#last = answer;
    return answer;
  }

  async #answer({ id, file }: Pick<Job, 'id' | 'file'>, question: SizeQuestion, signal: AbortSignal): Promise<number | null> {
    const known = this.known({ file }, question);
    if (known !== undefined) return known;
    if (signal.aborted) return null;
    const result = await this.#engine.estimateSize?.({ id, file }, question, { signal });
    if (signal.aborted) return null;
    const bytes = result?.status === 'ok' ? result.value : null;
    const ofFile = this.#known.get(file) ?? new Map<string, number | null>();
    this.#known.set(file, ofFile.set(keyOf(question), bytes));
    return bytes;
  }
}

function keyOf({ format, quality, sound, mutes }: SizeQuestion): string {
  return [format, quality, sound, mutes].join();
}
