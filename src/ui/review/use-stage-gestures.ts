import { useEffect, useRef, useState, type PointerEvent } from 'react';
import type { Box, Size } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import { boxBetween, HANDLES, moveBox, resizeBox, type Handle } from './region-box.ts';
import { toPicture, type Point } from './viewport.ts';
import type { Picture } from './use-picture.ts';
import type { Viewport } from './use-viewport.ts';

/** Tools of the stage. */
export type Tool = 'select' | 'box' | 'ellipse';

/** What the gestures act on. */
export interface GestureTarget {
  readonly viewport: Viewport;
  readonly picture: Pick<Picture, 'size' | 'frame'> | null;
  readonly decisions: readonly Decision[];
  readonly tool: Tool;
  readonly onSelect: (ids: readonly RegionId[], extend: boolean) => void;
  readonly onBox: (id: RegionId, box: Box<'source'>, gesture: string, frame: number) => void;
  readonly onDraw: (box: Box<'source'>, frame: number) => void;
}

/** Handlers for the stage's element, and the box that is being drawn. */
export interface StageGestures {
  readonly draft: Box<'source'> | null;
  readonly panning: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
}

/** The picture that was under the pointer when it went down; the drag stays on it if another frame comes. */
interface Ground {
  readonly size: Size;
  readonly frame: number;
}

type Gesture =
  | { readonly type: 'pan' }
  | { readonly type: 'pinch' }
  | { readonly type: 'draw'; readonly ground: Ground; readonly from: Point }
  | { readonly type: 'edit'; readonly ground: Ground; readonly id: RegionId; readonly handle: Handle | null; readonly box: Box<'source'>; readonly from: Point; moved: boolean; readonly name: string };

/** Movement in CSS pixels below which a press is not a drag. */
const SLACK = 3;

let serial = 0;

/** Drag to draw, move, resize and pan; wheel and two fingers to zoom; Space held to pan. */
export function useStageGestures(target: GestureTarget): StageGestures {
  const { viewport, picture, decisions, tool } = target;
  const pointers = useRef(new Map<number, Point>());
  const gesture = useRef<Gesture | null>(null);
  const [draft, setDraft] = useState<Box<'source'> | null>(null);
  const [panning, setPanning] = useState(false);
  const spaceHeld = useSpaceHeld(viewport.element);
  useWheelZoom(viewport);

  const at = (event: PointerEvent<HTMLElement>): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };

  const begin = (event: PointerEvent<HTMLElement>, point: Point): Gesture => {
    const from = toPicture(viewport.view, point);
    const element = event.target instanceof Element ? event.target : null;
    const id = element?.closest<HTMLElement>('[data-region]')?.dataset['region'];
    const decision = decisions.find((candidate) => candidate.id === id);
    const named = element?.closest<HTMLElement>('[data-handle]')?.dataset['handle'];
    const handle = HANDLES.find((known) => known === named) ?? null;
    if (event.button === 1 || spaceHeld.current || picture === null) return { type: 'pan' };
    const ground = { size: picture.size, frame: picture.frame };
    if (decision !== undefined && (tool === 'select' || handle !== null)) {
      target.onSelect([decision.id], event.shiftKey);
      serial += 1;
      return { type: 'edit', ground, id: decision.id, handle, box: decision.box, from, moved: false, name: `drag-${serial}` };
    }
    if (tool !== 'select') return { type: 'draw', ground, from };
    target.onSelect([], false);
    return { type: 'pan' };
  };

  return {
    draft,
    panning: panning || spaceHeld.current,
    onPointerDown: (event) => {
      if (event.button > 1 || (event.target instanceof Element && event.target.closest('[data-no-gesture]') !== null)) return;
      const point = at(event);
      pointers.current.set(event.pointerId, point);
      event.currentTarget.setPointerCapture(event.pointerId);
      if (pointers.current.size === 2) {
        gesture.current = { type: 'pinch' };
        setDraft(null);
        return;
      }
      gesture.current = begin(event, point);
      if (gesture.current.type === 'pan') setPanning(true);
    },
    onPointerMove: (event) => {
      const last = pointers.current.get(event.pointerId);
      const current = gesture.current;
      if (last === undefined || current === null) return;
      const point = at(event);
      if (current.type === 'pinch') {
        const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
        if (other !== undefined) {
          const before = Math.hypot(last.x - other.x, last.y - other.y);
          const after = Math.hypot(point.x - other.x, point.y - other.y);
          viewport.panBy((point.x - last.x) / 2, (point.y - last.y) / 2);
          if (before > 0 && after > 0) viewport.zoomAt(after / before, { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 });
        }
      } else if (current.type === 'pan') viewport.panBy(point.x - last.x, point.y - last.y);
      else {
        const now = toPicture(viewport.view, point);
        if (current.type === 'draw') setDraft(boxBetween(current.from, now, current.ground.size));
        else {
          const dx = now.x - current.from.x;
          const dy = now.y - current.from.y;
          current.moved ||= Math.hypot(dx, dy) * viewport.view.scale > SLACK;
          if (current.moved) {
            const box = current.handle === null ? moveBox(current.box, dx, dy, current.ground.size) : resizeBox(current.box, current.handle, dx, dy, current.ground.size);
            target.onBox(current.id, box, current.name, current.ground.frame);
          }
        }
      }
      pointers.current.set(event.pointerId, point);
    },
    onPointerUp: (event) => {
      pointers.current.delete(event.pointerId);
      const current = gesture.current;
      if (current?.type === 'draw' && draft !== null && event.type === 'pointerup' && Math.max(draft.width, draft.height) * viewport.view.scale > SLACK * 2) target.onDraw(draft, current.ground.frame);
      if (pointers.current.size === 0 || current?.type === 'pinch') gesture.current = null;
      if (pointers.current.size === 1 && current?.type === 'pinch') gesture.current = { type: 'pan' };
      setDraft(null);
      setPanning(false);
    },
  };
}

/** React listens for the wheel passively, and a passive listener can't keep the page from zooming. */
function useWheelZoom(viewport: Viewport): void {
  const latest = useRef(viewport);
  useEffect(() => {
    latest.current = viewport;
  });
  const { element } = viewport;
  useEffect(() => {
    if (element === null) return;
    const listen = (event: WheelEvent): void => {
      event.preventDefault();
      const bounds = element.getBoundingClientRect();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
      // A pinch on a touchpad arrives as Ctrl with small steps.
      const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) / (event.ctrlKey ? 120 : 480));
      latest.current.zoomAt(factor, { x: event.clientX - bounds.left, y: event.clientY - bounds.top });
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [element]);
}

function useSpaceHeld(element: HTMLElement | null): { readonly current: boolean } {
  const held = useRef(false);
  const [, redraw] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const set = (next: boolean): void => {
      held.current = next;
      redraw(next);
    };
    const down = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || document.querySelector('dialog[open]') !== null) return;
      const focus = document.activeElement;
      const free = focus === null || focus === document.body || (element.contains(focus) && focus.closest('[data-no-gesture]') === null);
      if (!free) return;
      event.preventDefault();
      set(true);
    };
    const up = (event: KeyboardEvent): void => {
      if (event.code !== 'Space' || !held.current) return;
      // A button that has the focus would be pressed by the release.
      event.preventDefault();
      set(false);
    };
    const drop = (): void => set(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', drop);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', drop);
    };
  }, [element]);
  return held;
}
