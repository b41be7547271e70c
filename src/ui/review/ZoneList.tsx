import { Trash2 } from 'lucide-react';
import { useMemo, type ReactElement } from 'react';
import type { Size } from '../../core/geometry/box.ts';
import type { Decision } from '../../core/review/decision.ts';
import { numberRegions } from '../../core/review/review-names.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { RegionForm } from './RegionForm.tsx';
import type { Frames } from './use-frames.ts';
import type { ReviewActions } from './use-review-actions.ts';

interface ZoneListProps {
  readonly job: Job;
  /** The zones alone. */
  readonly decisions: readonly Decision[];
  readonly frames: Frames;
  readonly size: Size | null;
  readonly policy: Policy;
  readonly actions: ReviewActions;
  readonly onShow: (id: string) => void;
}

/** The zones of a file: what they do, and the form of the selected one. */
export function ZoneList({ job, decisions, frames, size, policy, actions, onShow }: ZoneListProps): ReactElement | null {
  const numbers = useMemo(() => numberRegions(decisions), [decisions]);
  const selected = job.session?.selected ?? [];
  if (decisions.length === 0) return null;
  return (
    <section className="region-group" data-testid="zones">
      <div className="region-group-head">
        <h3>{words.region.zonesTitle}</h3>
        <span className="soft">{decisions.length}</span>
      </div>
      <ul>
        {decisions.map((zone) => {
          const number = numbers.get(zone.id);
          if (number === undefined || zone.zone === undefined) return null;
          const name = words.region.name(zone, number);
          const here = frames.here.find(({ id }) => id === zone.id) ?? null;
          const isOnly = selected.length === 1 && selected[0] === zone.id;
          return (
            <li key={zone.id} data-part={`region-${zone.id}`}>
              <div className="region-row" data-selected={selected.includes(zone.id) || undefined}>
                <button
                  type="button" className="region-open" aria-pressed={selected.includes(zone.id)}
                  onClick={(event) => (event.shiftKey || event.ctrlKey || event.metaKey ? actions.toggle(zone.id) : onShow(zone.id))}
                >
                  <span className="region-text">
                    <span>{name}</span>
                    <span className="soft region-detail">{words.region.zoneHints[zone.zone]}</span>
                  </span>
                </button>
                <span className="region-choices">
                  <IconButton size="small" icon={Trash2} shortcut="remove" label={`${words.region.remove}: ${name}`} onClick={() => actions.remove([zone.id])} />
                </span>
              </div>
              {isOnly && size !== null ? <RegionForm decision={here ?? zone} name={words.region.short(number)} frames={frames} isHere={here !== null} size={size} policy={policy} actions={actions} /> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
