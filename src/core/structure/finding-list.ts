import type { StructureFinding } from './inspection.ts';

/** Findings kept: one is enough to hold a file back. */
const MAX_FINDINGS = 100;

/** What a check of an output ends with. */
export interface StructureReport {
  /** Empty where the file holds the picture and nothing else. */
  readonly findings: readonly StructureFinding[];
  /** Segments or chunks looked at. */
  readonly segmentsWalked: number;
}

/** Collects what a check of an output finds. */
export class FindingList {
  readonly #findings: StructureFinding[] = [];
  #segments = 0;

  /** Counts one segment or chunk. */
  walked(): void {
    this.#segments += 1;
  }

  /**
   * Adds one finding.
   * @param name - fixed technical name
   */
  add(kind: StructureFinding['kind'], name: string, offset: number, sizeBytes: number): void {
    if (this.#findings.length < MAX_FINDINGS) {
      this.#findings.push({ kind, name, offset, sizeBytes });
    }
  }

  /** Adds one finding unless what should hold does. */
  expect(holds: boolean, kind: StructureFinding['kind'], name: string, offset: number, sizeBytes: number): void {
    if (!holds) {
      this.add(kind, name, offset, sizeBytes);
    }
  }

  /** The result. */
  report(): StructureReport {
    return { findings: this.#findings, segmentsWalked: this.#segments };
  }
}
