import { useRef, useState, type PointerEvent } from 'react';
import type { Box } from '../../core/geometry/box.ts';
import type { Decision, RegionId } from '../../core/review/decision.ts';
import type { Ground } from './draft.ts';
import { newGesture } from './gestures.ts';
import { isDoubleTap, isPalm, pinchOf, withoutPalms, type Downs, type Tap } from './pointers.ts';
import { boxBetween, HANDLES, resizeBox, type Handle } from './region-box.ts';
import { hullOfAll, roomFor, toggled, touchedBy } from './selection.ts';
import { NO_LINES, SNAP_REACH, snapHandle, snapLines, snapMove, snapPoint, type Snapped } from './snap.ts';
import { isBoxTool, type Tool } from './tools.ts';
import { angleBetween, resizeTurned, steppedAngle, TURN_HANDLE } from './turned-region.ts';
import { SLACK, type Drawing } from './use-drawing.ts';
import { useSpaceHeld } from './use-space-held.ts';
import type { Viewport } from './use-viewport.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import { toPicture, type Point } from './viewport.ts';

/** What the gestures act on. */
export interface GestureTarget {
  readonly viewport: Viewport;
  readonly ground: Ground | null;
  /** Regions of the shown frame. */
  readonly decisions: readonly Decision[];
  readonly selected: readonly RegionId[];
  readonly tool: Tool;
  readonly drawing: Drawing;
  /** Whether edges are drawn to other edges; holding Ctrl or Command in a drag turns it round. */
  readonly snaps: boolean;
  readonly onSelect: (ids: readonly RegionId[]) => void;
  readonly onBox: (id: RegionId, box: Box<'source'>, gesture: string, frame: number) => void;
  /** Moves regions by picture pixels. */
  readonly onMove: (ids: readonly RegionId[], dx: number, dy: number, gesture: string, frame: number) => void;
  /** Turns a region by clockwise degrees. */
  readonly onTurn: (id: RegionId, by: number, gesture: string) => void;
}

/** Handlers for the stage's element, and the box that selects what it touches. */
export interface StageGestures {
  readonly marquee: Box<'source'> | null;
  /** Lines that what is dragged lies on, in picture pixels. */
  readonly guides: Guides;
  /** Where the pointer is over the stage, in picture pixels; `null` for fingers and elsewhere. */
  readonly pointer: Point | null;
  readonly panning: boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

/** Places across and down; `null` where there is no line. */
export interface Guides {
  readonly x: number | null;
  readonly y: number | null;
}

const NO_GUIDES: Guides = { x: null, y: null };

type Gesture =
  | { readonly type: 'pan'; readonly from: Point; /** Two fingers become one: no tap. */ readonly late: boolean }
  | { readonly type: 'pinch' }
  | { readonly type: 'draw'; readonly from: Point; /** The corner that the press set, in picture pixels. */ readonly set: Point }
  | { readonly type: 'none' }
  | { readonly type: 'marquee'; readonly ground: Ground; readonly from: Point; readonly before: readonly RegionId[] }
  | { readonly type: 'move'; readonly ground: Ground; readonly ids: readonly RegionId[]; readonly pressed: RegionId; readonly regions: readonly Decision[]; readonly boxes: readonly Box<'source'>[]; readonly from: Point; readonly name: string; moved: boolean; done: Point }
  | { readonly type: 'resize'; readonly ground: Ground; readonly region: Decision; readonly handle: Handle; readonly from: Point; readonly name: string; moved: boolean }
  | { readonly type: 'turn'; readonly region: Decision; readonly from: Point; readonly name: string; moved: boolean; done: number };

/** Drag to draw, move, resize, turn, select and pan; wheel and two fingers to zoom; Space held to pan. */
export function useStageGestures(target: GestureTarget): StageGestures {
  const { viewport, ground, decisions, selected, tool, drawing, snaps } = target;
  const downs = useRef<Downs>(new Map());
  const gesture = useRef<Gesture | null>(null);
  const lastTap = useRef<Tap | null>(null);
  const [marquee, setMarquee] = useState<Box<'source'> | null>(null);
  const [pointer, setPointer] = useState<Point | null>(null);
  const [panning, setPanning] = useState(false);
  const [guides, setGuides] = useState<Guides>(NO_GUIDES);
  const spaceHeld = useSpaceHeld(viewport.element);
  useWheelZoom(viewport);

  const at = (event: PointerEvent<HTMLElement>, { clientX, clientY }: { readonly clientX: number; readonly clientY: number } = event): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: clientX - bounds.left, y: clientY - bounds.top };
  };

  const reach = SNAP_REACH / viewport.view.scale;
  /** What a drag snaps to just now. Ctrl at the press means to select more, so only a drag that goes on asks for it. */
  const linesFor = (event: PointerEvent<HTMLElement>, on: Ground, without: readonly RegionId[]) =>
    snaps === (event.ctrlKey || event.metaKey) ? NO_LINES : snapLines(decisions, without, on.size);
  const show = ({ onX, onY }: Snapped): void => setGuides((last) => (last.x === onX && last.y === onY ? last : { x: onX, y: onY }));
  /** A corner that a box tool sets; other tools draw freely. */
  const corner = (event: PointerEvent<HTMLElement>, now: Point): Point => {
    const on = drawing.draft?.ground ?? ground;
    if (!isBoxTool(tool) || on === null) return now;
    const snapped = snapPoint(now, linesFor(event, on, []), reach);
    show(snapped);
    return { x: snapped.x, y: snapped.y };
  };

  const begin = (event: PointerEvent<HTMLElement>, point: Point): Gesture => {
    const from = toPicture(viewport.view, point);
    const element = event.target instanceof Element ? event.target : null;
    const id = element?.closest<HTMLElement>('[data-region]')?.dataset['region'];
    const region = decisions.find((candidate) => candidate.id === id);
    if (event.button === 1 || spaceHeld.current || ground === null) return { type: 'pan', from: point, late: true };
    if (tool !== 'select') {
      const set = corner(event, from);
      drawing.press(set, event.shiftKey);
      return { type: 'draw', from: point, set };
    }
    const name = newGesture('drag');
    if (region === undefined) {
      if (event.shiftKey) return { type: 'marquee', ground, from, before: selected };
      target.onSelect([]);
      return { type: 'pan', from: point, late: false };
    }
    const named = element?.closest<HTMLElement>('[data-handle]')?.dataset['handle'];
    const handle = HANDLES.find((known) => known === named);
    if (handle !== undefined) return { type: 'resize', ground, region, handle, from, name, moved: false };
    if (named === TURN_HANDLE) return { type: 'turn', region, from, name, moved: false, done: 0 };
    // The focus selects the region alone, so it comes before what the press really selects.
    event.currentTarget.querySelector<HTMLElement>(`button[data-region="${CSS.escape(region.id)}"]`)?.focus({ preventScroll: true });
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      target.onSelect(toggled(selected, region.id));
      return { type: 'none' };
    }
    const ids = selected.includes(region.id) ? selected.filter((other) => decisions.some((decision) => decision.id === other)) : [region.id];
    target.onSelect(ids);
    const regions = decisions.filter((decision) => ids.includes(decision.id));
    return { type: 'move', ground, ids, pressed: region.id, regions, boxes: regions.map(({ box }) => box), from, name, moved: false, done: { x: 0, y: 0 } };
  };

  const dragTo = (current: Gesture, now: Point, event: PointerEvent<HTMLElement>): void => {
    if (current.type === 'marquee') {
      setMarquee(boxBetween(current.from, now, current.ground.size));
      return;
    }
    if (current.type !== 'move' && current.type !== 'resize' && current.type !== 'turn') return;
    const dx = now.x - current.from.x;
    const dy = now.y - current.from.y;
    current.moved ||= Math.hypot(dx, dy) * viewport.view.scale > SLACK;
    if (!current.moved) return;
    if (current.type === 'move') {
      const hull = hullOfAll(current.regions);
      const free = roomFor(current.boxes, { x: dx, y: dy }, current.ground.size);
      const snapped = hull === null ? null : snapMove(hull, free, linesFor(event, current.ground, current.ids), reach);
      if (snapped !== null) show(snapped);
      const way = roomFor(current.boxes, snapped ?? free, current.ground.size);
      const by = { x: way.x - current.done.x, y: way.y - current.done.y };
      current.done = way;
      if (by.x !== 0 || by.y !== 0) target.onMove(current.ids, by.x, by.y, current.name, current.ground.frame);
    } else if (current.type === 'resize') {
      const { region, handle, ground: on } = current;
      const isPlain = (region.angle ?? 0) === 0 && region.outline === undefined;
      const snapped = snapHandle(region.box, handle, { x: dx, y: dy }, isPlain ? linesFor(event, on, [region.id]) : NO_LINES, reach);
      show(snapped);
      target.onBox(region.id, isPlain ? resizeBox(region.box, handle, snapped.x, snapped.y, on.size) : resizeTurned(region, handle, dx, dy, on.size), current.name, on.frame);
    } else {
      const { box, angle = 0 } = current.region;
      const wanted = angle + angleBetween({ x: box.left + box.width / 2, y: box.top + box.height / 2 }, current.from, now);
      const by = (event.shiftKey ? steppedAngle(wanted) : Math.round(wanted)) - angle;
      if (by !== current.done) target.onTurn(current.region.id, by - current.done, current.name);
      current.done = by;
    }
  };

  const end = (current: Gesture, event: PointerEvent<HTMLElement>): void => {
    const point = at(event);
    const now = toPicture(viewport.view, point);
    if (current.type === 'draw') {
      // A hand that trembles beside a line would otherwise come to lie on it and not on it, and draw a sliver between the two.
      const isClick = Math.hypot(point.x - current.from.x, point.y - current.from.y) <= SLACK;
      if (event.type === 'pointerup') drawing.release(isClick ? current.set : corner(event, now));
      else drawing.drop();
    } else if (current.type === 'marquee') {
      const box = boxBetween(current.from, now, current.ground.size);
      const isDragged = Math.hypot(now.x - current.from.x, now.y - current.from.y) * viewport.view.scale > SLACK;
      if (isDragged && event.type === 'pointerup') target.onSelect([...new Set([...current.before, ...touchedBy(decisions, box)])]);
    } else if (current.type === 'move' && !current.moved) target.onSelect([current.pressed]);
    else if (current.type === 'pan' && !current.late && event.pointerType === 'touch' && Math.hypot(point.x - current.from.x, point.y - current.from.y) <= SLACK * 2) {
      const tap = { when: event.timeStamp, at: point };
      if (isDoubleTap(lastTap.current, tap)) {
        if (viewport.isFitted) viewport.zoomAt(Math.max(2, 1 / viewport.view.scale), point);
        else viewport.fit();
        lastTap.current = null;
      } else lastTap.current = tap;
    }
  };

  return {
    marquee,
    guides: drawing.draft !== null || downs.current.size > 0 ? guides : NO_GUIDES,
    pointer,
    panning: panning || spaceHeld.current,
    onPointerDown: (event) => {
      if (event.button > 1 || (event.target instanceof Element && event.target.closest('[data-no-gesture]') !== null)) return;
      if (isPalm(downs.current, event.pointerType)) return;
      const point = at(event);
      const stay = withoutPalms(downs.current, event.pointerType);
      if (stay.size < downs.current.size) drawing.drop();
      downs.current = new Map([...stay, [event.pointerId, { type: event.pointerType, at: point }]]);
      event.currentTarget.setPointerCapture(event.pointerId);
      if (downs.current.size > 1) {
        if (gesture.current?.type === 'draw') drawing.drop();
        gesture.current = { type: 'pinch' };
        setMarquee(null);
        return;
      }
      setGuides(NO_GUIDES);
      gesture.current = begin(event, point);
      if (gesture.current.type === 'pan') setPanning(true);
    },
    onPointerMove: (event) => {
      const point = at(event);
      const now = toPicture(viewport.view, point);
      setPointer(event.pointerType === 'touch' ? null : now);
      const last = downs.current.get(event.pointerId);
      const current = gesture.current;
      if (last === undefined || current === null) {
        if (event.pointerType !== 'touch') drawing.hover(drawing.draft?.type === 'box' ? corner(event, now) : now);
        return;
      }
      if (current.type === 'pinch') {
        const other = [...downs.current].find(([id]) => id !== event.pointerId)?.[1];
        if (other !== undefined) {
          const pinch = pinchOf(last.at, point, other.at);
          viewport.panBy(pinch.dx, pinch.dy);
          viewport.zoomAt(pinch.factor, pinch.about);
        }
      } else if (current.type === 'pan') viewport.panBy(point.x - last.at.x, point.y - last.at.y);
      else if (current.type === 'draw') {
        const between = event.nativeEvent.getCoalescedEvents();
        drawing.drag(isBoxTool(tool) ? [corner(event, now)] : (between.length > 0 ? between : [event]).map((part) => toPicture(viewport.view, at(event, part))));
      } else dragTo(current, now, event);
      downs.current = new Map([...downs.current, [event.pointerId, { ...last, at: point }]]);
    },
    onPointerUp: (event) => {
      if (!downs.current.has(event.pointerId)) return;
      downs.current = new Map([...downs.current].filter(([id]) => id !== event.pointerId));
      const current = gesture.current;
      if (current !== null) end(current, event);
      gesture.current = current?.type === 'pinch' && downs.current.size === 1 ? { type: 'pan', from: at(event), late: true } : null;
      setMarquee(null);
      setPanning(false);
      setGuides(NO_GUIDES);
    },
    onPointerLeave: () => setPointer(null),
  };
}
