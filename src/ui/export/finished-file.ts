import type { ExportRecord } from '../../core/export/export-record.ts';
import { recordName } from '../../core/export/record-name.ts';
import { reportName, type EvidenceRole } from '../../core/export/evidence.ts';
import { sidecarName, sidecarText } from '../../core/export/sidecar.ts';

/** One finished file on its way to the person. */
export interface FinishedFile {
  /** Folders of the source, `a/b`, or an empty string; untrusted. */
  readonly folder: string;
  /** From `outputName`: safe as one part of a path. */
  readonly name: string;
  readonly bytes: Blob;
  readonly record: ExportRecord;
}

/** A file as it is written: the picture, or what goes beside it. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Blob;
}

/** What goes beside finished files; the list of regions goes where the policy says so. */
export interface Beside {
  readonly records: boolean;
  /** Makes the report about one file; `null` where none is wanted. With reports a ZIP is an evidence bundle. */
  readonly report: ((file: FinishedFile) => Promise<Blob>) | null;
  /** Aborted where no further file is to be written; left out where nobody can ask for that. */
  readonly signal?: AbortSignal;
}

/** A file that is written in its turn, so that no more than one is made at a time. */
export interface PlannedPart {
  readonly name: string;
  readonly role: EvidenceRole;
  readonly make: () => Promise<Blob>;
}

/** The record as a file. */
export function recordBlob(record: ExportRecord): Blob {
  return new Blob([`${JSON.stringify(record, null, 2)}\n`], { type: 'application/json' });
}

/** The list of regions that the file's policy asks for, or `null` where it asks for none. */
export function sidecarFile({ name, record }: Pick<FinishedFile, 'name' | 'record'>): NamedBytes | null {
  const { sidecar } = record.policy.output;
  const text = sidecarText(record, sidecar);
  if (sidecar === 'none' || text === null) return null;
  return { name: sidecarName(name, sidecar), bytes: new Blob([text], { type: sidecar === 'json' ? 'application/json' : 'text/csv' }) };
}

/** Everything that is written for one finished file: the picture or video first, then its record, its list of regions and its report. */
export function partsOf(file: FinishedFile, { records, report }: Beside): readonly PlannedPart[] {
  const sidecar = sidecarFile(file);
  const part = (role: EvidenceRole, name: string, make: () => Blob | Promise<Blob>): PlannedPart => ({ role, name, make: async () => make() });
  return [
    part('output', file.name, () => file.bytes),
    ...(records ? [part('record', recordName(file.name), () => recordBlob(file.record))] : []),
    ...(sidecar === null ? [] : [part('regions', sidecar.name, () => sidecar.bytes)]),
    ...(report === null ? [] : [part('report', reportName(file.name), () => report(file))]),
  ];
}

/**
 * The file under a name that is free, together with all that goes beside it, so that they stay recognisable as a set.
 * @param isFree - whether one name is; asked for the picture's and for those beside it
 */
export async function underFreeName(file: FinishedFile, beside: Beside, isFree: (name: string) => Promise<boolean>): Promise<FinishedFile> {
  const dot = file.name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? file : { ...file, name: `${file.name.slice(0, dot)}-${String(n)}${file.name.slice(dot)}` };
    const free = await Promise.all(partsOf(candidate, beside).map(({ name }) => isFree(name)));
    if (free.every(Boolean)) return candidate;
  }
}
