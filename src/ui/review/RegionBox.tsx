import { memo, type CSSProperties, type FocusEvent, type ReactElement } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import { HANDLES, shownHandles } from './region-box.ts';
import { RegionOutline } from './RegionOutline.tsx';
import { cursorOf, TURN_HANDLE } from './turned-region.ts';

interface RegionBoxProps {
  readonly decision: Decision;
  readonly number: RegionNumber;
  readonly selected: boolean;
  /** CSS pixels per picture pixel where it has handles, and `null` where it has none. */
  readonly handles: number | null;
  /** Smaller regions lie on top of larger ones. */
  readonly layer: number;
  /** Selects it alone. */
  readonly onActivate: (id: string) => void;
  /** Adds it to the selection, or takes it out. */
  readonly onToggle: (id: string) => void;
  /** It has the focus from the keyboard, and has to be in sight. */
  readonly onFocused: (id: string) => void;
}

/** One region over the picture: a real button with a name, and handles while it is selected. */
export const RegionBox = memo(function RegionBox({ decision, number, selected, handles, layer, onActivate, onToggle, onFocused }: RegionBoxProps): ReactElement {
  useWords();
  const { box, angle = 0, zone, outline } = decision;
  const place = { '--left': box.left, '--top': box.top, '--width': box.width, '--height': box.height, zIndex: selected ? 10_000 : layer, rotate: `${angle}deg` } as CSSProperties;
  const name = words.region.name(decision, number);
  const shown = handles === null ? [] : shownHandles(box, handles);
  const focused = (event: FocusEvent<HTMLElement>): void => {
    onActivate(decision.id);
    if (event.currentTarget.matches(':focus-visible')) onFocused(decision.id);
  };
  return (
    <div className="region-place" style={place} data-state={decision.state} data-shape={decision.shape} data-zone={zone} data-selected={selected || undefined} data-region={decision.id}>
      {zone === undefined ? null : <span className="zone-hatch" aria-hidden="true" />}
      <button
        type="button"
        className="region"
        data-region={decision.id}
        data-testid="region"
        aria-label={name}
        aria-pressed={selected}
        aria-description=""
        title={name}
        onFocus={focused}
        onClick={(event) => {
          // A pointer has selected by its press; only a key's click comes without a place.
          if (event.detail > 0) return;
          if (event.shiftKey) onToggle(decision.id);
          else onActivate(decision.id);
        }}
      />
      {outline === undefined ? null : <RegionOutline outline={outline} box={box} />}
      {decision.state === 'pending' ? <span className="region-mark" aria-hidden="true">?</span> : null}
      {zone === undefined ? null : <span className="zone-name" style={{ rotate: `${-angle}deg` }} aria-hidden="true">{words.region.zones[zone]}</span>}
      {handles === null ? null : HANDLES.filter((handle) => shown.includes(handle)).map((handle) => (
        <span key={handle} className={`handle handle-${handle}`} style={{ cursor: cursorOf(handle, angle) }} data-handle={handle} title={words.stage.handle[handle]} aria-hidden="true" />
      ))}
      {handles === null ? null : <span className="handle handle-turn" data-handle={TURN_HANDLE} title={words.stage.turn} aria-hidden="true" />}
    </div>
  );
});
