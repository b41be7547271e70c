import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { mostZoom, scrolledAfterZoom, scrolledTo, zoomedBy } from './zoom.ts';

/** The part of the timeline where time runs from left to right, as far as it is in sight. */
export interface Lane {
  /** What scrolls; to be attached. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The column of names beside it; to be attached. */
  readonly names: RefObject<HTMLDivElement | null>;
  /** Of the window on it, in CSS pixels. */
  readonly width: number;
  /** How far it is scrolled, in CSS pixels. */
  readonly scrolled: number;
  /** 1 shows all of the video. */
  readonly zoom: number;
  readonly most: number;
  readonly onScroll: () => void;
  /** Nearer or farther; the place `at` stays where it is on the screen, in CSS pixels from the left edge of the window. */
  readonly zoomBy: (factor: number, at: number) => void;
  /** The same about a share of the lane where that is in sight, and else about the middle. */
  readonly zoomAbout: (factor: number, share: number) => void;
  /** Shows all of the video. */
  readonly fit: () => void;
  /** Brings a place into sight, as a share of the lane. */
  readonly reveal: (share: number) => void;
  /** Share of the lane, 0..1, at a place on the screen. */
  readonly shareAt: (clientX: number) => number;
}

/** Measures, zooms and scrolls the lane. @param frames - of the video */
export function useLane(frames: number): Lane {
  const scroller = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [scrolled, setScrolled] = useState(0);
  const [wanted, setZoom] = useState(1);
  /** Where to scroll once the lane has its new width. */
  const next = useRef<number | null>(null);
  const most = mostZoom(frames, width);
  const zoom = Math.min(wanted, most);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(0, element.clientWidth - (names.current?.offsetWidth ?? 0))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (next.current === null || scroller.current === null) return;
    scroller.current.scrollLeft = next.current;
    next.current = null;
  }, [zoom]);
  const onScroll = useCallback(() => setScrolled(scroller.current?.scrollLeft ?? 0), []);
  const zoomBy = (factor: number, at: number): void => {
    const to = zoomedBy(zoom, factor, most);
    next.current = scrolledAfterZoom(scroller.current?.scrollLeft ?? 0, at, to / zoom);
    setZoom(to);
  };
  const zoomAbout = (factor: number, share: number): void => {
    const at = share * width * zoom - (scroller.current?.scrollLeft ?? 0);
    zoomBy(factor, at >= 0 && at <= width ? at : width / 2);
  };
  const reveal = (share: number): void => {
    const element = scroller.current;
    if (element === null || width === 0) return;
    const to = scrolledTo(element.scrollLeft, share * width * zoom, width);
    if (to !== element.scrollLeft) element.scrollLeft = to;
  };
  const shareAt = (clientX: number): number => {
    const element = scroller.current;
    if (element === null || width === 0) return 0;
    const left = element.getBoundingClientRect().left + (names.current?.offsetWidth ?? 0);
    return Math.max(0, Math.min(1, (clientX - left + element.scrollLeft) / (width * zoom)));
  };
  return { scroller, names, width, scrolled, zoom, most, onScroll, zoomBy, zoomAbout, fit: () => zoomBy(0, 0), reveal, shareAt };
}
