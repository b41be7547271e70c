import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { outputName, uniqueName } from '../../src/core/export/output-name.ts';
import { reportName } from '../../src/core/export/evidence.ts';
import { recordName } from '../../src/core/export/record-name.ts';
import { sidecarName, sidecarText } from '../../src/core/export/sidecar.ts';
import { AnonymizerError } from '../../src/core/errors.ts';
import type { Policy } from '../../src/core/policy/policy.ts';
import type { RunnerOutput } from '../../src/protocol/runner-page.ts';
import type { InputFile } from './input-files.ts';
import type { Written } from './report.ts';

/** Where and how the outputs of a run are written. */
export interface WritePlace {
  /** Output folder. */
  readonly out: string;
  readonly policy: Pick<Policy, 'output'>;
  /** Names that are taken, by folder; those of a whole output are added. */
  readonly taken: Map<string, Set<string>>;
  /** Of this output, from 1. */
  readonly number: number;
  /** How many files there are. */
  readonly total: number;
}

/** What stays of a file until all of it is there. */
const PART = '.part';

/**
 * Writes an output and what the policy puts beside it, under names that no source in the output folder has: all of it, or nothing.
 * @param output - of one run
 * @param bytes - its bytes, in order
 * @param input - that it was made from
 * @throws AnonymizerError `save/quota`, `save/failed`, or what reading the bytes throws
 */
export async function writeOutputs({ sizeBytes, format, record, report }: RunnerOutput, bytes: AsyncIterable<Uint8Array>, input: Pick<InputFile, 'name'>, { out, policy, taken, number, total }: WritePlace): Promise<Written> {
  const folder = posix.dirname(input.name);
  // A copy, for what fails takes no name away from the next file.
  const names = new Set(taken.get(folder));
  const staged = new StagedFiles(join(out, folder), names);
  const { sidecar, records, namePattern } = policy.output;
  try {
    const name = uniqueName(outputName(namePattern, { index: number, total, sourceName: posix.basename(input.name) }, format), names);
    await staged.add(name, bytes, sizeBytes);
    if (records) await staged.add(uniqueName(recordName(name), names), [textBytes(`${JSON.stringify(record, null, 2)}\n`)]);
    const list = sidecarText(record, sidecar);
    const listName = sidecar === 'none' || list === null ? null : uniqueName(sidecarName(name, sidecar), names);
    if (listName !== null && list !== null) await staged.add(listName, [textBytes(list)]);
    const reportAs = report === undefined ? null : uniqueName(reportName(name), names);
    if (report !== undefined && reportAs !== null) await staged.add(reportAs, [Buffer.from(report, 'base64')]);
    await staged.keep();
    taken.set(folder, names);
    return { output: posix.join(folder, name), sidecar: listName === null ? null : posix.join(folder, listName), report: reportAs === null ? null : posix.join(folder, reportAs) };
  } catch (error) {
    await staged.drop();
    throw asSaveError(error);
  }
}

/** Files of one folder that get their names once all of them are whole. */
class StagedFiles {
  readonly #folder: string;
  /** Names that no part may have: that of a source, above all. */
  readonly #names: ReadonlySet<string>;
  readonly #parts: { readonly part: string; readonly path: string }[] = [];
  readonly #kept: string[] = [];

  constructor(folder: string, names: ReadonlySet<string>) {
    this.#folder = folder;
    this.#names = names;
  }

  /** Writes one under a name that it has for the time being. @param sizeBytes - of all pieces; not checked where left out */
  async add(name: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, sizeBytes?: number): Promise<void> {
    const path = join(this.#folder, name);
    const part = join(this.#folder, uniqueName(name + PART, new Set(this.#names)));
    await mkdir(dirname(path), { recursive: true });
    const file = await open(part, 'w');
    this.#parts.push({ part, path });
    let written = 0;
    try {
      for await (const piece of pieces) {
        // Unlike one write, this goes on until the last byte is there.
        await file.writeFile(piece);
        written += piece.byteLength;
      }
    } finally {
      await file.close();
    }
    if (sizeBytes !== undefined && written !== sizeBytes) throw new AnonymizerError('save/failed');
  }

  /** Gives all of them their names, in the order in which they came; what had these is replaced. */
  async keep(): Promise<void> {
    for (const { part, path } of this.#parts) {
      await rename(part, path);
      this.#kept.push(path);
    }
  }

  /** Leaves nothing of them. */
  async drop(): Promise<void> {
    for (const path of [...this.#parts.map(({ part }) => part), ...this.#kept]) await rm(path, { force: true }).catch(() => undefined);
  }
}

/** What systems say of a disk or a share of it that is full. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

function asSaveError(error: unknown): AnonymizerError {
  if (error instanceof AnonymizerError) return error;
  return new AnonymizerError(error instanceof Error && 'code' in error && FULL.includes(error.code) ? 'save/quota' : 'save/failed');
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
