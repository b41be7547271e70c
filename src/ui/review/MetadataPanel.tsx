import { useMemo, type ReactElement } from 'react';
import type { MetadataItem, SourceInspection } from '../../core/structure/inspection.ts';
import { words } from '../words.ts';

/** What else the file carries: all of it stays behind. */
export function MetadataPanel({ inspection }: { readonly inspection: SourceInspection | null }): ReactElement {
  const groups = useMemo(() => groupByKind(inspection?.metadata ?? []), [inspection]);
  if (inspection === null) return <p className="soft">{words.metadata.notYet}</p>;
  return (
    <div className="metadata" data-testid="metadata">
      <p>{inspection.metadata.length === 0 ? words.metadata.none : words.metadata.lead(inspection.metadata.length)}</p>
      {inspection.orientation === 1 ? null : <p className="field-hint">{words.metadata.rotated}</p>}
      {groups.map(([kind, items]) => (
        <section key={kind} className="metadata-group">
          <div className="metadata-head">
            <h3>{words.metadata.kinds[kind]}</h3>
            <span className="metadata-removed">{words.metadata.removed}</span>
          </div>
          <dl>
            {items.map((item, index) => (
              <div key={`${item.name}-${index}`}>
                <dt>{item.name}</dt>
                <dd>{item.value ?? (item.sizeBytes > 0 ? words.bytes(item.sizeBytes) : '–')}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

/** Kinds that say who, where and when come first. */
const FIRST: readonly string[] = ['gps', 'person', 'serial-number', 'time', 'camera', 'thumbnail', 'second-image', 'trailer'];

function groupByKind(items: readonly MetadataItem[]): readonly (readonly [MetadataItem['kind'], readonly MetadataItem[]])[] {
  const groups = new Map<MetadataItem['kind'], MetadataItem[]>();
  for (const item of items) groups.set(item.kind, [...(groups.get(item.kind) ?? []), item]);
  const rank = (kind: string): number => (FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}
