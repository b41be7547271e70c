import type { JobId } from '../protocol/engine-api.ts';

/** A file that waits to be exported. */
export interface WaitingExport {
  readonly id: JobId;
  /** To be called when it is done, however it went. */
  readonly end: () => void;
}

/** Files that wait to be exported, in the order in which a person asked. */
export class ExportLine {
  #waiting: readonly WaitingExport[] = [];
  readonly #ends = new Map<JobId, Promise<void>>();

  /** Puts files at the end of the line, except those that are in it already. */
  join(ids: readonly JobId[]): void {
    const queued = new Set(this.#waiting.map(({ id }) => id));
    const joining = [...new Set(ids)].filter((id) => !queued.has(id));
    this.#waiting = [...this.#waiting, ...joining.map((id) => this.#wait(id))];
  }

  /** Settles when none of some files waits or runs any more. */
  async ended(ids: readonly JobId[]): Promise<void> {
    await Promise.all(ids.flatMap((id) => this.#ends.get(id) ?? []));
  }

  /** The first that may go; it is still in the line. */
  first(may: (id: JobId) => boolean): WaitingExport | null {
    return this.#waiting.find(({ id }) => may(id)) ?? null;
  }

  /** Takes one out of the line to be exported. */
  take(taken: WaitingExport): void {
    this.#waiting = this.#waiting.filter((waiting) => waiting !== taken);
  }

  /** Sends some away unexported. */
  drop(which: (id: JobId) => boolean): void {
    const dropped = this.#waiting.filter(({ id }) => which(id));
    if (dropped.length === 0) return;
    this.#waiting = this.#waiting.filter(({ id }) => !which(id));
    for (const { end } of dropped) end();
  }

  /** Whether anyone waits. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  #wait(id: JobId): WaitingExport {
    let resolve = (): void => undefined;
    const ended = new Promise<void>((done) => {
      resolve = done;
    });
    this.#ends.set(id, ended);
    const end = (): void => {
      if (this.#ends.get(id) === ended) this.#ends.delete(id);
      resolve();
    };
    return { id, end };
  }
}
