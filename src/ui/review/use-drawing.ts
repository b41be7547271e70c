import { useCallback, useMemo, useRef, useState } from 'react';
import type { Decision, ZoneEffect } from '../../core/review/decision.ts';
import type { DrawnRegion } from '../../core/review/review-session.ts';
import { announce } from '../announcer.ts';
import { words } from '../words.ts';
import { draftBox, isMeant, type Draft, type Ground } from './draft.ts';
import { brushRegion, cleanStroke, extendBrush, type BrushedRegion } from './draw-brush.ts';
import { addCorner, polygonRegion } from './draw-polygon.ts';
import { drawnBox, isBoxTool, type Tool } from './tools.ts';
import type { Point } from './viewport.ts';

/** Movement in CSS pixels below which a press is a click. */
export const SLACK = 3;
/** Distance in CSS pixels at which a click hits the first corner of a polygon. */
const CORNER_REACH = 12;

/** What drawing acts on. */
export interface DrawingTarget {
  readonly tool: Tool;
  readonly effect: ZoneEffect;
  /** Diameter of the brush in picture pixels. */
  readonly brush: number;
  /** The picture on the screen; `null` while there is none. */
  readonly ground: Ground | null;
  /** CSS pixels per picture pixel. */
  readonly scale: number;
  /** The one selected region of the shown frame, which the brush goes on with. */
  readonly selected: Decision | null;
  readonly onDrawn: (drawn: DrawnRegion, frame: number) => void;
  readonly onExtended: (region: Decision, brushed: BrushedRegion, frame: number) => void;
  /** The brushed region is done. */
  readonly onEnded: () => void;
}

/** The drawing tools, for a pointer and for keys alike. All points in picture pixels. */
export interface Drawing {
  readonly draft: Draft | null;
  /** Where the keyboard's cross is; `null` while keys don't draw. */
  readonly cross: Point | null;
  readonly setCross: (cross: Point | null) => void;
  /** A press begins or goes on. `straight`: a line from the brush's last point. */
  readonly press: (at: Point, straight: boolean) => void;
  readonly drag: (points: readonly Point[]) => void;
  readonly hover: (at: Point) => void;
  readonly release: (at: Point) => void;
  /** A key sets a corner or a dab. */
  readonly place: (at: Point, straight: boolean) => void;
  /** Closes the polygon or ends the brushed region; `false` where there is nothing to finish. */
  readonly finish: () => boolean;
  /** Takes the last corner back; `false` where there is none. */
  readonly takeBack: () => boolean;
  /** Forgets what a press began, and keeps what clicks have set: another finger came. */
  readonly drop: () => void;
  /** Gives the drawing up; `false` where there is none. */
  readonly cancel: () => boolean;
}

/** Keeps what is being drawn. */
export function useDrawing(target: DrawingTarget): Drawing {
  const [draft, setState] = useState<Draft | null>(null);
  const [cross, setCross] = useState<Point | null>(null);
  // Several events come between two renders.
  const now = useRef<Draft | null>(null);
  const pressed = useRef(false);
  const last = useRef<Point | null>(null);
  const set = useCallback((next: Draft | null): void => {
    now.current = next;
    setState(next);
  }, []);
  const { tool, effect, brush, ground, scale, selected, onDrawn, onExtended, onEnded } = target;

  return useMemo((): Drawing => {
    /** Ends the box, `false` where the points are too near for one; what lies wholly beside the picture adds nothing. */
    const commitBox = (from: Point, to: Point, on: Ground): boolean => {
      if (!isBoxTool(tool) || !isMeant(from, to, SLACK / scale)) return false;
      const box = draftBox({ type: 'box', from, to, ground: on, placed: true });
      set(null);
      if (box === null) return true;
      setCross(null);
      onDrawn(drawnBox(tool, box, effect), on.frame);
      return true;
    };
    const commitPolygon = (corners: readonly Point[], on: Ground): void => {
      const polygon = polygonRegion(corners);
      set(null);
      if (polygon === null) announce(words.says.nothingEnclosed);
      else {
        setCross(null);
        onDrawn({ ...polygon, shape: 'polygon' }, on.frame);
      }
    };
    const corner = (at: Point, on: Ground): void => {
      const draft = now.current;
      const before = draft?.type === 'polygon' ? draft.corners : [];
      const result = addCorner(before, at, CORNER_REACH / scale, on.size);
      if (result.type === 'closed') commitPolygon(result.corners, on);
      else {
        set({ type: 'polygon', ground: on, corners: result.corners, to: at });
        if (result.corners.length > before.length) announce(words.says.corner(result.corners.length));
      }
    };
    const stroke = (points: readonly Point[], on: Ground): void => {
      set(null);
      const clean = cleanStroke(points, scale, on.size);
      const extended = selected === null ? null : extendBrush(selected, clean, brush / 2);
      const end = clean.at(-1);
      if (end !== undefined) last.current = end;
      if (extended !== null && selected !== null) onExtended(selected, extended, on.frame);
      else onDrawn({ ...brushRegion([clean], brush / 2), shape: 'brush' }, on.frame);
    };
    const lineTo = (at: Point, straight: boolean): readonly Point[] => (straight && last.current !== null ? [last.current, at] : [at]);
    return {
      draft,
      cross,
      setCross,
      press: (at, straight) => {
        const on = now.current?.ground ?? ground;
        if (on === null) return;
        pressed.current = true;
        setCross(null);
        if (tool === 'brush') set({ type: 'stroke', ground: on, points: lineTo(at, straight) });
        else if (tool === 'polygon') set({ type: 'polygon', ground: on, corners: now.current?.type === 'polygon' ? now.current.corners : [], to: at });
        else if (isBoxTool(tool)) set(now.current?.type === 'box' && now.current.placed ? { ...now.current, to: at } : { type: 'box', ground: on, from: at, to: at, placed: false });
      },
      drag: (points) => {
        const draft = now.current;
        const at = points.at(-1);
        if (draft === null || at === undefined || !pressed.current) return;
        set(draft.type === 'stroke' ? { ...draft, points: [...draft.points, ...points] } : { ...draft, to: at });
      },
      hover: (at) => {
        const draft = now.current;
        if (draft?.type === 'polygon' || draft?.type === 'box') set({ ...draft, to: at });
      },
      release: (at) => {
        const draft = now.current;
        if (!pressed.current || draft === null) return;
        pressed.current = false;
        if (draft.type === 'stroke') stroke(draft.points, draft.ground);
        else if (draft.type === 'polygon') corner(at, draft.ground);
        // A press that did not move sets the first corner, and the next one sets the second.
        else if (draft.type === 'box' && !commitBox(draft.from, at, draft.ground)) set({ ...draft, to: at, placed: true });
      },
      place: (at, straight) => {
        const draft = now.current;
        const on = draft?.ground ?? ground;
        if (on === null) return;
        if (tool === 'brush') stroke(lineTo(at, straight), on);
        else if (tool === 'polygon') corner(at, on);
        else if (draft?.type === 'box') commitBox(draft.from, at, on);
        else if (isBoxTool(tool)) {
          set({ type: 'box', ground: on, from: at, to: at, placed: true });
          announce(words.says.corner(1));
        }
      },
      finish: () => {
        const draft = now.current;
        if (draft?.type === 'polygon' && draft.corners.length >= 3) {
          commitPolygon(draft.corners, draft.ground);
          return true;
        }
        if (tool !== 'brush' || selected?.outline?.type !== 'brush') return false;
        last.current = null;
        onEnded();
        announce(words.says.brushEnded);
        return true;
      },
      takeBack: () => {
        const draft = now.current;
        if (draft?.type === 'box') {
          set(null);
          return true;
        }
        if (draft?.type !== 'polygon') return false;
        const corners = draft.corners.slice(0, -1);
        set(corners.length === 0 ? null : { ...draft, corners });
        announce(words.says.cornerBack(corners.length));
        return true;
      },
      drop: () => {
        pressed.current = false;
        const draft = now.current;
        const isKept = (draft?.type === 'polygon' && draft.corners.length > 0) || (draft?.type === 'box' && draft.placed);
        if (!isKept) set(null);
      },
      cancel: () => {
        const draft = now.current;
        pressed.current = false;
        set(null);
        setCross(null);
        last.current = null;
        return draft !== null || cross !== null;
      },
    };
  }, [draft, cross, set, tool, effect, brush, ground, scale, selected, onDrawn, onExtended, onEnded]);
}
