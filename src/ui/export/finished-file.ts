import type { ExportRecord } from '../../core/export/export-record.ts';
import { recordName } from '../../core/export/record-name.ts';
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

/**
 * Everything that is written for one finished file: the picture first, then its record and its list of regions.
 * @param withRecord - whether the record goes along; the list of regions goes where the policy says so
 */
export function partsOf(file: FinishedFile, withRecord: boolean): readonly NamedBytes[] {
  const sidecar = sidecarFile(file);
  return [
    { name: file.name, bytes: file.bytes },
    ...(withRecord ? [{ name: recordName(file.name), bytes: recordBlob(file.record) }] : []),
    ...(sidecar === null ? [] : [sidecar]),
  ];
}

/**
 * The file under a name that is free, together with all that goes beside it, so that they stay recognisable as a set.
 * @param isFree - whether one name is; asked for the picture's and for those beside it
 */
export async function underFreeName(file: FinishedFile, withRecord: boolean, isFree: (name: string) => Promise<boolean>): Promise<FinishedFile> {
  const dot = file.name.lastIndexOf('.');
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? file : { ...file, name: `${file.name.slice(0, dot)}-${String(n)}${file.name.slice(dot)}` };
    const free = await Promise.all(partsOf(candidate, withRecord).map(({ name }) => isFree(name)));
    if (free.every(Boolean)) return candidate;
  }
}
