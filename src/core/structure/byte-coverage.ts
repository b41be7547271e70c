import type { FindingList } from './finding-list.ts';

/** Which bytes of a file belong to something. */
export class Coverage {
  readonly #bytes: Uint8Array;
  readonly #ranges: { readonly start: number; readonly end: number }[] = [];
  #claimedBytes = 0;

  /** @param bytes - the file; only read */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * Claims `[start, end)`, which lies in the file. That another range has some of it comes out in {@link check}.
   * @returns `false` where more bytes than the file has were claimed by now, so that a walk over parts that lie over each
   *   other can stop
   */
  claim(start: number, end: number): boolean {
    this.#claimedBytes += end - start;
    if (this.#claimedBytes > this.#bytes.length) return false;
    this.#ranges.push({ start, end });
    return true;
  }

  /**
   * Finds bytes that belong to two things, to nothing, or stand behind the last. A single zero byte that brings what
   * follows to an even place belongs there.
   * @param findings - receives what does not fit
   */
  check(findings: FindingList): void {
    const bytes = this.#bytes;
    let at = 0;
    for (const { start, end } of this.#ranges.sort((one, other) => one.start - other.start)) {
      findings.expect(start >= at, 'malformed', 'bytes that belong twice', start, Math.max(0, at - start));
      const isPad = start - at === 1 && start % 2 === 0 && bytes[at] === 0;
      findings.expect(start <= at || isPad, 'segment', 'bytes that belong to nothing', at, start - at);
      at = Math.max(at, end);
    }
    findings.expect(at >= bytes.length, 'trailer', 'after the last part', at, bytes.length - at);
  }
}
