import { Check, CornerUpLeft, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { ZONE_EFFECTS, type ZoneEffect } from '../../core/review/decision.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { MAX_BRUSH, MIN_BRUSH, type Tool } from './tools.ts';
import type { Drawing } from './use-drawing.ts';

interface ToolOptionsProps {
  readonly tool: Tool;
  readonly drawing: Drawing;
  readonly effect: ZoneEffect;
  readonly onEffect: (effect: ZoneEffect) => void;
  /** Diameter in picture pixels. */
  readonly brush: number;
  readonly onBrush: (size: number) => void;
  /** A brushed region is selected, and the next stroke goes on with it. */
  readonly isBrushed: boolean;
}

/** What can be chosen for the tool in hand, over the top of the stage, and buttons for what its keys do. */
export function ToolOptions({ tool, drawing, effect, onEffect, brush, onBrush, isBrushed }: ToolOptionsProps): ReactElement | null {
  const { draft } = drawing;
  const corners = draft?.type === 'polygon' ? draft.corners.length : 0;
  const isPlaced = draft?.type === 'box' && draft.placed;
  if (tool !== 'zone' && tool !== 'brush' && corners === 0 && !isPlaced) return null;
  return (
    <div className="tool-options" role="group" aria-label={words.tools.options} data-no-gesture="">
      {tool === 'zone' ? (
        <label className="tool-option">
          <span>{words.tools.effect}</span>
          <select className="input" value={effect} onChange={(event) => onEffect(ZONE_EFFECTS.find((known) => known === event.target.value) ?? effect)}>
            {ZONE_EFFECTS.map((known) => (
              <option key={known} value={known}>{words.region.zones[known]}</option>
            ))}
          </select>
        </label>
      ) : null}
      {tool === 'brush' ? (
        <label className="tool-option">
          <span>{words.tools.brushSize}</span>
          <input type="range" min={MIN_BRUSH} max={MAX_BRUSH} step={1} value={brush} aria-valuetext={words.tools.pixels(brush)} onChange={(event) => onBrush(event.target.valueAsNumber)} />
          <span className="field-value">{words.tools.pixels(brush)}</span>
        </label>
      ) : null}
      {tool === 'brush' && isBrushed ? <Button size="small" icon={Check} shortcut="finish" onClick={drawing.finish}>{words.tools.end}</Button> : null}
      {corners >= 3 ? <Button size="small" tone="primary" icon={Check} shortcut="finish" onClick={drawing.finish}>{words.tools.close}</Button> : null}
      {corners > 0 ? <Button size="small" icon={CornerUpLeft} shortcut="takeBack" onClick={drawing.takeBack}>{words.tools.takeBack}</Button> : null}
      {corners > 0 || isPlaced ? <Button size="small" tone="quiet" icon={X} shortcut="back" onClick={drawing.cancel}>{words.tools.cancel}</Button> : null}
    </div>
  );
}
