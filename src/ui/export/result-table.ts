import type { ErrorCode } from '../../core/errors.ts';
import { csvCell } from '../../core/export/sidecar.ts';
import { REGION_KINDS, type RegionKind, type ZoneEffect } from '../../core/review/decision.ts';
import type { WrittenFormat } from '../../core/structure/inspection.ts';
import { undecidedCount, type Held, type Job } from '../workspace/job.ts';

/** How far a file is. `refused`: it can't be opened; `held`: its output was kept back; `saved`: its output was handed out. */
export type ResultState = 'waiting' | 'undecided' | 'ready' | 'exporting' | 'done' | 'saved' | 'held' | 'failed' | 'refused' | 'cancelled';

/** One line of the table of results. Nothing in it comes from the source's name. */
export interface ResultRow {
  /** Place of the file in the queue, from 1. */
  readonly number: number;
  readonly state: ResultState;
  /** Name of the output, where there is one. It holds the source's name only where the person's own pattern asks for it. */
  readonly output: string | null;
  readonly format: WrittenFormat | null;
  /** Regions masked, by kind; kinds without any are left out. Of the output where there is one, else as decided so far. */
  readonly masked: Readonly<Partial<Record<RegionKind, number>>>;
  /** Entries of the source's metadata that are not in the output; `null` without an output. */
  readonly metadataRemoved: number | null;
  /** Masks that were compared with the plan in the decoded output; `null` without an output. */
  readonly regionsRechecked: number | null;
  /** Of the file as it was opened, also where it was refused; `null` where it couldn't be read at all. */
  readonly sourceBytes: number | null;
  readonly outputBytes: number | null;
  /** Why there is no output: an error's code, or why it is held. */
  readonly reason: ErrorCode | Held['reason'] | null;
}

/** The table of results, one row for each file, in the order of the queue. */
export function resultRows(jobs: readonly Job[]): readonly ResultRow[] {
  return jobs.map((job, index): ResultRow => {
    const { exported } = job;
    const record = exported.status === 'released' ? exported.outcome.record : null;
    const decisions = record?.regions ?? job.session?.decisions ?? [];
    return {
      number: index + 1,
      state: stateOf(job),
      output: exported.status === 'released' ? exported.name : null,
      format: exported.status === 'released' ? exported.outcome.format : null,
      masked: countMasked(decisions),
      metadataRemoved: record?.metadataRemoved.reduce((sum, { count }) => sum + count, 0) ?? null,
      regionsRechecked: record?.recheck.regionsCompared ?? null,
      sourceBytes: job.statedBytes === undefined ? job.file.size : job.statedBytes,
      outputBytes: record?.output.sizeBytes ?? null,
      reason: reasonOf(job),
    };
  });
}

/** Columns of the table as CSV, in order; `masked_…` once for each kind. Empty cells are unknown. */
export const RESULT_COLUMNS = [
  'number', 'state', 'output', 'format', 'metadata_removed', 'regions_rechecked', 'source_bytes', 'output_bytes', 'reason',
  ...REGION_KINDS.map((kind) => `masked_${kind}`),
] as const;

/**
 * The table of results as CSV: a row of names, then one row per file. It carries no name of a source.
 * @see RFC 4180
 */
export function resultCsv(rows: readonly ResultRow[]): string {
  const lines = rows.map((row) => [
    row.number, row.state, row.output, row.format, row.metadataRemoved, row.regionsRechecked, row.sourceBytes, row.outputBytes, row.reason,
    ...REGION_KINDS.map((kind) => row.masked[kind] ?? 0),
  ]);
  return [RESULT_COLUMNS, ...lines].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

/** A zone is no region, whatever kind it has. */
function countMasked(decisions: readonly { readonly kind: RegionKind; readonly state: string; readonly zone?: ZoneEffect }[]): ResultRow['masked'] {
  const counts: Partial<Record<RegionKind, number>> = {};
  for (const { kind, state, zone } of decisions) if (state === 'accepted' && zone === undefined) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function stateOf(job: Job): ResultState {
  if (job.stage === 'failed') return job.error?.code.startsWith('input/') === true ? 'refused' : 'failed';
  if (job.stage === 'cancelled') return 'cancelled';
  if (job.stage !== 'review') return 'waiting';
  const { exported } = job;
  switch (exported.status) {
    case 'none':
      return undecidedCount(job) > 0 ? 'undecided' : 'ready';
    case 'queued':
    case 'running':
      return 'exporting';
    case 'released':
      return exported.saved ? 'saved' : 'done';
    case 'held':
    case 'failed':
      return exported.status;
  }
}

function reasonOf({ stage, error, exported }: Job): ResultRow['reason'] {
  if (stage === 'failed') return error?.code ?? null;
  if (exported.status === 'held') return exported.outcome.reason;
  return exported.status === 'failed' ? exported.error.code : null;
}
