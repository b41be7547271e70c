import { useCallback, useMemo, type CSSProperties, type ReactElement } from 'react';
import { hullOf } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { RegionBox } from './RegionBox.tsx';
import { toggled } from './selection.ts';
import type { Viewport } from './use-viewport.ts';

interface RegionLayerProps {
  readonly viewport: Viewport;
  readonly decisions: readonly Decision[];
  /** Names of all regions of the file, so that a region is called the same on every frame. */
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly selected: readonly RegionId[];
  /** Whether the selected region has handles. */
  readonly hasHandles: boolean;
  readonly isDimmed: boolean;
  readonly onSelect: (ids: readonly RegionId[]) => void;
}

/** The regions of the shown frame, over the picture. */
export function RegionLayer({ viewport, decisions, numbers, selected, hasHandles, isDimmed, onSelect }: RegionLayerProps): ReactElement {
  const { view, scrollTo } = viewport;
  const layers = useMemo(() => {
    // Zones lie below all regions: what they say is about the ones in them.
    const bySize = [...decisions].sort((a, b) => Number(b.zone !== undefined) - Number(a.zone !== undefined) || b.box.width * b.box.height - a.box.width * a.box.height);
    return new Map(bySize.map((decision, index) => [decision.id, index + 1]));
  }, [decisions]);
  const activate = useCallback((id: RegionId) => onSelect([id]), [onSelect]);
  const toggle = useCallback((id: RegionId) => onSelect(toggled(selected, id)), [onSelect, selected]);
  const show = useCallback(
    (id: RegionId) => {
      const decision = decisions.find((candidate) => candidate.id === id);
      if (decision !== undefined) scrollTo(hullOf(decision));
    },
    [decisions, scrollTo],
  );
  const only = selected.length === 1 ? selected[0] : null;
  const layer = { '--scale': view.scale, transform: `translate(${view.x}px, ${view.y}px)` } as CSSProperties;
  return (
    <div className="region-layer" style={layer} data-dimmed={isDimmed || undefined}>
      {decisions.map((decision) => {
        const number = numbers.get(decision.id);
        return number === undefined ? null : (
          <RegionBox
            key={decision.id}
            decision={decision}
            number={number}
            selected={selected.includes(decision.id)}
            handles={hasHandles && decision.id === only ? view.scale : null}
            layer={layers.get(decision.id) ?? 1}
            onActivate={activate}
            onToggle={toggle}
            onFocused={show}
          />
        );
      })}
    </div>
  );
}
