import { useRef, type CSSProperties, type PointerEvent, type ReactElement } from 'react';
import type { FrameClock } from './frame-clock.ts';
import type { TrackRow } from './track-rows.ts';
import type { Lane } from './use-lane.ts';

interface TrackEndsProps {
  readonly row: TrackRow;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly onRange: (id: string, first: number, last: number, gesture: string) => void;
}

/** Numbers drags, so that each is one step of undo. */
let serial = 0;

/** The two ends of the selected region, to be dragged. Buttons and keys do the same. */
export function TrackEnds({ row, clock, lane, onRange }: TrackEndsProps): ReactElement {
  const drag = useRef<string | null>(null);
  const end = (which: 'first' | 'last', time: number): ReactElement => {
    const move = (event: PointerEvent): void => {
      if (drag.current === null) return;
      const frame = clock.frameAt(lane.shareAt(event.clientX) * clock.duration);
      const { first, last } = row.span;
      if (which === 'first') onRange(row.id, Math.min(frame, last), last, drag.current);
      else onRange(row.id, first, Math.max(frame, first), drag.current);
    };
    const stop = (): void => {
      drag.current = null;
    };
    return (
      <span
        className="track-end" data-end={which} aria-hidden="true" style={{ '--at': time / clock.duration } as CSSProperties}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          serial += 1;
          drag.current = `end-${row.id}-${String(serial)}`;
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
