import { useMemo, type ReactElement } from 'react';
import type { MetadataItem } from '../../core/structure/inspection.ts';
import { metadataRows, type MetadataRow } from '../../core/structure/metadata-rows.ts';
import { captureTimeText, chosenValues, resolutionText, type KeptValues } from '../../core/structure/kept-metadata.ts';
import { useWorkspace } from '../app-context.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { policyFor } from '../workspace/workspace-state.ts';

/** What else the file carries: all of it stays behind, but for what the policy keeps. */
export function MetadataPanel({ job }: { readonly job: Job }): ReactElement {
  const { inspection } = job;
  const { keep } = useWorkspace((state) => policyFor(state, job.id)).metadata;
  const groups = useMemo(() => groupByKind(inspection?.metadata ?? []), [inspection]);
  if (inspection === null) return <p className="soft">{words.metadata.notYet}</p>;
  const isKept = ({ keeps }: Pick<MetadataItem, 'keeps'>): boolean => keeps !== undefined && keep.includes(keeps);
  const kept = inspection.metadata.filter(isKept);
  const told = keptTexts(chosenValues(inspection.kept, keep));
  return (
    <div className="metadata" data-testid="metadata">
      {inspection.metadata.length === 0 && told.length > 0 ? null : <p>{inspection.metadata.length === 0 ? words.metadata.none : words.metadata.lead(inspection.metadata.length, kept.length)}</p>}
      {told.length === 0 ? null : <p>{words.metadata.keptValues(told)}</p>}
      {inspection.orientation === 1 ? null : <p className="field-hint">{words.metadata.rotated(inspection.sequence.kind === 'video')}</p>}
      {groups.map(({ kind, rows }) => (
        <section key={kind} className="metadata-group">
          <div className="metadata-head">
            <h3>{words.metadata.kinds[kind]}</h3>
            {rows.every(isKept) ? null : <span className="metadata-removed">{words.metadata.removed}</span>}
          </div>
          <dl>
            {rows.map((row, index) => (
              <div key={`${row.name}-${index}`}>
                <dt>{row.name}</dt>
                <dd>
                  {row.value ?? (row.sizeBytes > 0 ? words.bytes(row.sizeBytes) : '–')}
                  {row.places === 1 ? null : <> <span className="soft">{words.metadata.places(row.places)}</span></>}
                  {isKept(row) ? <> <span className="metadata-kept">{words.metadata.kept}</span></> : null}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Values that stay, as people read them; pages may have a resolution each. */
function keptTexts({ resolutions, captureTime }: KeptValues): readonly string[] {
  const told = resolutions.flatMap((resolution) => (resolution === null ? [] : [resolutionText(resolution)]));
  return [...new Set(told), ...(captureTime === null ? [] : [captureTimeText(captureTime)])];
}

/** Kinds that say who, where and when come first. */
const FIRST: readonly string[] = ['gps', 'person', 'serial-number', 'time', 'camera', 'thumbnail', 'second-image', 'trailer'];

function groupByKind(items: readonly MetadataItem[]): readonly { readonly kind: MetadataItem['kind']; readonly rows: readonly MetadataRow[] }[] {
  const groups = new Map<MetadataItem['kind'], MetadataItem[]>();
  for (const item of items) groups.set(item.kind, [...(groups.get(item.kind) ?? []), item]);
  const rank = (kind: string): number => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([kind, own]) => ({ kind, rows: metadataRows(own) }));
}
