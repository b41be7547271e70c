import { useRef, type CSSProperties, type PointerEvent, type ReactElement } from 'react';
import { newGesture } from '../review/gestures.ts';
import { draggedEnd, grabbedEnd, type EndDrag, type TrackEnd } from './end-drag.ts';
import type { FrameClock } from './frame-clock.ts';
import type { TrackRow } from './track-rows.ts';
import type { Lane } from './use-lane.ts';

interface TrackEndsProps {
  readonly row: TrackRow;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly onRange: (id: string, first: number, last: number, gesture: string) => void;
}

/** The two ends of the selected region, to be dragged. Buttons and keys do the same. */
export function TrackEnds({ row, clock, lane, onRange }: TrackEndsProps): ReactElement {
  const drag = useRef<{ readonly gesture: string; readonly state: EndDrag } | null>(null);
  const pointer = ({ clientX }: PointerEvent): { readonly x: number; readonly share: number } => ({ x: clientX, share: lane.shareAt(clientX) });
  const end = (which: TrackEnd, time: number): ReactElement => {
    const move = (event: PointerEvent): void => {
      if (drag.current === null) return;
      const { gesture } = drag.current;
      const state = draggedEnd(drag.current.state, pointer(event), clock);
      drag.current = { gesture, state };
      if (state.span !== null && (state.span.first !== row.span.first || state.span.last !== row.span.last)) onRange(row.id, state.span.first, state.span.last, gesture);
    };
    const stop = (): void => {
      drag.current = null;
    };
    return (
      <span
        className="track-end" data-end={which} aria-hidden="true" style={{ '--at': time / clock.duration, '--bar-share': (row.bar.to - row.bar.from) / clock.duration } as CSSProperties}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { gesture: newGesture(`end-${row.id}`), state: grabbedEnd(which, row.span, pointer(event), clock) };
        }}
        onPointerMove={move} onPointerUp={stop} onPointerCancel={stop}
      />
    );
  };
  return (
    <>
      {end('first', row.bar.from)}
      {end('last', row.bar.to)}
    </>
  );
}
