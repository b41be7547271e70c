import { useEffect, useMemo, useRef, type CSSProperties, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { words } from '../words.ts';
import { paint } from './paint.ts';
import { RegionBox } from './RegionBox.tsx';
import type { Picture } from './use-picture.ts';
import type { Patches } from './use-preview.ts';
import { useStageGestures, type Tool } from './use-stage-gestures.ts';
import type { Viewport } from './use-viewport.ts';

interface StageProps {
  readonly viewport: Viewport;
  readonly picture: Picture | null;
  readonly decisions: readonly Decision[];
  /** Names of all regions of the file, so that a region is called the same on every frame. */
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly selected: readonly RegionId[];
  readonly patches: Patches;
  readonly policy: Policy;
  readonly tool: Tool;
  readonly opacity: number;
  /** `true` shows the original, without regions. */
  readonly before: boolean;
  /** Part of the width that shows the original, or `null` while nothing is compared side by side. */
  readonly split: number | null;
  readonly onSelect: (ids: readonly RegionId[], extend: boolean) => void;
  /** A finger, pen or button goes down anywhere on the stage. */
  readonly onPress: () => void;
  /** `frame` is the one on which the drag began. */
  readonly onBox: (id: RegionId, box: Box<'source'>, gesture: string, frame: number) => void;
  /** `frame` is the one on which the drag began. */
  readonly onDraw: (box: Box<'source'>, frame: number) => void;
  readonly onInsert: () => void;
  readonly onArrow: (event: KeyboardEvent<HTMLElement>) => boolean;
  /** What lies over the picture: progress, errors, the split handle, actions. */
  readonly children?: ReactNode;
}

/** The picture with its masks and regions. */
export function Stage(props: StageProps): ReactElement {
  const { viewport, picture, decisions, numbers, selected, tool, before, split } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const gestures = useStageGestures({
    viewport, picture, decisions, tool, onSelect: props.onSelect, onBox: props.onBox, onDraw: props.onDraw,
  });
  usePainting(canvas, props);
  const layers = useMemo(() => {
    const bySize = [...decisions].sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    return new Map(bySize.map((decision, index) => [decision.id, index + 1]));
  }, [decisions]);
  const onSelect = props.onSelect;
  const activate = useMemo(() => (id: RegionId) => onSelect([id], false), [onSelect]);
  const { view } = viewport;
  const layer = { '--scale': view.scale, transform: `translate(${view.x}px, ${view.y}px)` } as CSSProperties;
  const draft = gestures.draft;
  const only = selected.length === 1 ? selected[0] : null;
  return (
    <div
      ref={viewport.attach}
      className="stage"
      data-tool={tool}
      data-panning={gestures.panning || undefined}
      data-panel="stage"
      role="group"
      tabIndex={0}
      aria-label={words.stage.label}
      aria-describedby="stage-hint"
      onPointerDown={(event) => {
        props.onPress();
        gestures.onPointerDown(event);
      }}
      onPointerMove={gestures.onPointerMove}
      onPointerUp={gestures.onPointerUp}
      onPointerCancel={gestures.onPointerUp}
      onKeyDown={(event) => {
        if (event.target === event.currentTarget && event.key === 'Enter' && tool !== 'select') {
          props.onInsert();
          event.preventDefault();
          event.stopPropagation();
        } else if (event.key.startsWith('Arrow') && props.onArrow(event)) event.preventDefault();
      }}
    >
      <p id="stage-hint" className="visually-hidden">{tool === 'select' ? words.stage.hint : words.stage.hintBox}</p>
      <canvas ref={canvas} className="stage-canvas" aria-hidden="true" />
      {picture !== null && !before ? (
        <div className="region-layer" style={layer} data-dimmed={split !== null || undefined}>
          {decisions.map((decision) => {
            const number = numbers.get(decision.id);
            return number === undefined ? null : (
              <RegionBox
                key={decision.id}
                decision={decision}
                number={number}
                selected={selected.includes(decision.id)}
                handles={decision.id === only}
                layer={layers.get(decision.id) ?? 1}
                onActivate={activate}
              />
            );
          })}
          {draft === null ? null : (
            <div className="region-place" data-state="draft" data-shape={tool === 'ellipse' ? 'ellipse' : 'rectangle'} style={{ '--left': draft.left, '--top': draft.top, '--width': draft.width, '--height': draft.height, zIndex: 20_000 } as CSSProperties}>
              <span className="region" />
              <span className="draft-size">{`${draft.width} × ${draft.height}`}</span>
            </div>
          )}
        </div>
      ) : null}
      {props.children}
    </div>
  );
}

/** Draws on the next frame, quickly while things move, and once more with care when they rest. */
function usePainting(canvas: { readonly current: HTMLCanvasElement | null }, props: StageProps): void {
  const { viewport, picture, decisions, patches, policy, opacity, before, split } = props;
  const { stage, view } = viewport;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context == null) return;
    const ratio = window.devicePixelRatio;
    const draw = (careful: boolean): void => {
      const width = Math.round(stage.width * ratio);
      const height = Math.round(stage.height * ratio);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      if (picture === null) {
        context.setTransform(1, 0, 0, 1, 0, 0);
        context.clearRect(0, 0, width, height);
      } else paint(context, { picture, view, decisions, patches, policy, opacity, originalShare: before ? 1 : (split ?? 0), careful }, ratio);
    };
    let rest = 0;
    const frame = requestAnimationFrame(() => {
      draw(false);
      rest = window.setTimeout(() => draw(true), 120);
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(rest);
    };
  }, [canvas, stage, view, picture, decisions, patches, policy, opacity, before, split]);
}
