import { memo, type CSSProperties, type ReactElement } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { words } from '../words.ts';
import { HANDLES } from './region-box.ts';

interface RegionBoxProps {
  readonly decision: Decision;
  readonly number: RegionNumber;
  readonly selected: boolean;
  readonly handles: boolean;
  /** Smaller regions lie on top of larger ones. */
  readonly layer: number;
  readonly onActivate: (id: string) => void;
}

/** One region over the picture: a real button with a name, and handles while it is selected. */
export const RegionBox = memo(function RegionBox({ decision, number, selected, handles, layer, onActivate }: RegionBoxProps): ReactElement {
  const { left, top, width, height } = decision.box;
  const place = { '--left': left, '--top': top, '--width': width, '--height': height, zIndex: selected ? 10_000 : layer, rotate: `${decision.angle ?? 0}deg` } as CSSProperties;
  const name = words.region.name(decision, number);
  return (
    <div className="region-place" style={place} data-state={decision.state} data-shape={decision.shape} data-selected={selected || undefined} data-region={decision.id}>
      <button
        type="button"
        className="region"
        data-region={decision.id}
        data-testid="region"
        aria-label={name}
        aria-pressed={selected}
        title={name}
        onFocus={() => onActivate(decision.id)}
        onClick={() => onActivate(decision.id)}
      />
      {decision.state === 'pending' ? <span className="region-mark" aria-hidden="true">?</span> : null}
      {/* Handles pull along the picture's axes, which a turned region doesn't share: keys and fields resize it. */}
      {handles && (decision.angle ?? 0) === 0
        ? HANDLES.map((handle) => <span key={handle} className={`handle handle-${handle}`} data-handle={handle} title={words.stage.handle[handle]} aria-hidden="true" />)
        : null}
    </div>
  );
});
