/** What a file of an evidence bundle is. */
export type EvidenceRole = 'output' | 'record' | 'report' | 'regions';

/** One file of an evidence bundle. */
export interface EvidencePart {
  /** With its folders, as it is called in the archive. */
  readonly name: string;
  readonly role: EvidenceRole;
  readonly sizeBytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Name of the list of files in an evidence bundle. */
export const EVIDENCE_LIST = 'evidence.json';

/**
 * The list of files that lies in an evidence bundle, so that anybody can tell whether all are there and as they were. It is not signed:
 * whoever changes a file can change the list as well.
 * @param parts - in the order of the archive
 * @param build - of the program, as in the records
 * @returns JSON with a line break at the end
 */
export function evidenceList(parts: readonly EvidencePart[], build: string): string {
  return `${JSON.stringify({ version: 1, product: { name: 'Cloakroom', build }, files: parts }, null, 2)}\n`;
}

/**
 * Name of the report beside an output: `anonymised-0001.mp4` has `anonymised-0001.report.pdf`.
 * @param name - of the output, with its extension
 */
export function reportName(name: string): string {
  return `${name.replace(/\.[^.]+$/, '')}.report.pdf`;
}

/**
 * Name of the bundle of one output: `anonymised-0001.mp4` has `anonymised-0001.evidence.zip`.
 * @param name - of the output, with its extension
 */
export function bundleName(name: string): string {
  return `${name.replace(/\.[^.]+$/, '')}.evidence.zip`;
}
