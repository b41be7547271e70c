import { useRef, type KeyboardEvent, type ReactElement, type ReactNode } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { words } from '../words.ts';
import type { Ground } from './draft.ts';
import { DraftLayer } from './DraftLayer.tsx';
import { RegionLayer } from './RegionLayer.tsx';
import type { Tool } from './tools.ts';
import type { Drawing } from './use-drawing.ts';
import { usePainting } from './use-painting.ts';
import type { Picture } from './use-picture.ts';
import type { Patches } from './use-preview.ts';
import { useStageGestures } from './use-stage-gestures.ts';
import type { Viewport } from './use-viewport.ts';

interface StageProps {
  readonly viewport: Viewport;
  readonly picture: Picture | null;
  /** The picture as drags see it. */
  readonly ground: Ground | null;
  /** On the shown frame, with the boxes that they have there. */
  readonly decisions: readonly Decision[];
  /** Names of all regions of the file, so that a region is called the same on every frame. */
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly selected: readonly RegionId[];
  readonly patches: Patches;
  readonly policy: Policy;
  readonly tool: Tool;
  readonly drawing: Drawing;
  /** Diameter of the brush in picture pixels. */
  readonly brush: number;
  /** Whether edges are drawn to other edges while something is dragged. */
  readonly snaps: boolean;
  readonly opacity: number;
  /** `true` shows the original, without regions. */
  readonly before: boolean;
  /** Part of the width that shows the original, or `null` while nothing is compared side by side. */
  readonly split: number | null;
  readonly onSelect: (ids: readonly RegionId[]) => void;
  /** A finger, pen or button goes down anywhere on the stage. */
  readonly onPress: () => void;
  /** `frame` is the one on which the drag began. */
  readonly onBox: (id: RegionId, box: Box<'source'>, gesture: string, frame: number) => void;
  readonly onMove: (ids: readonly RegionId[], dx: number, dy: number, gesture: string, frame: number) => void;
  readonly onTurn: (id: RegionId, by: number, gesture: string) => void;
  /** A key on the stage or on a region; `true` where it meant something. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => boolean;
  /** What lies over the picture: progress, errors, the split handle, actions. */
  readonly children?: ReactNode;
}

/** What a tool does, by pointer and by keys. */
export function hintOf(tool: Tool): string {
  return tool === 'select' ? words.stage.hint : tool === 'polygon' ? words.stage.hintPolygon : tool === 'brush' ? words.stage.hintBrush : words.stage.hintBox;
}

/** The picture with its masks and regions, and what is being drawn. */
export function Stage(props: StageProps): ReactElement {
  const { viewport, picture, decisions, numbers, selected, tool, drawing, before, split } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const gestures = useStageGestures({
    viewport, ground: props.ground, decisions, selected, tool, drawing, snaps: props.snaps, onSelect: props.onSelect, onBox: props.onBox, onMove: props.onMove, onTurn: props.onTurn,
  });
  usePainting(canvas, viewport, { picture, decisions, patches: props.patches, policy: props.policy, opacity: props.opacity, originalShare: before ? 1 : (split ?? 0) });
  return (
    <div
      ref={viewport.attach}
      className="stage"
      data-tool={tool}
      data-frame={picture?.frame}
      data-panning={gestures.panning || undefined}
      data-panel="stage"
      role="group"
      tabIndex={0}
      aria-label={words.stage.label}
      aria-describedby="stage-hint"
      onMouseDown={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-no-gesture]') !== null) return;
        // Regions take the focus by the gesture that presses them; the browser would give it to whatever lies under a drawing.
        event.preventDefault();
        if (!event.currentTarget.contains(document.activeElement) || tool !== 'select') event.currentTarget.focus({ preventScroll: true });
      }}
      onPointerDown={(event) => {
        props.onPress();
        gestures.onPointerDown(event);
      }}
      onPointerMove={gestures.onPointerMove}
      onPointerUp={gestures.onPointerUp}
      onPointerCancel={gestures.onPointerUp}
      onPointerLeave={gestures.onPointerLeave}
      onScroll={(event) => {
        // The browser scrolls what takes the focus into sight; here the view does that.
        event.currentTarget.scrollTo(0, 0);
      }}
      onKeyDown={(event) => {
        if (event.target instanceof Element && event.target.closest('[data-no-gesture]') !== null) return;
        if (!props.onKey(event)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <p id="stage-hint" className="visually-hidden">{hintOf(tool)}</p>
      <canvas ref={canvas} className="stage-canvas" aria-hidden="true" />
      {picture === null || before ? null : (
        <>
          <RegionLayer viewport={viewport} decisions={decisions} numbers={numbers} selected={selected} hasHandles={tool === 'select'} isDimmed={split !== null} onSelect={props.onSelect} />
          <DraftLayer draft={drawing.draft} marquee={gestures.marquee} guides={gestures.guides} cross={drawing.cross} pointer={gestures.pointer} tool={tool} brush={props.brush} view={viewport.view} />
        </>
      )}
      {props.children}
    </div>
  );
}
