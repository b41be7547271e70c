import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import type { Frames } from '../review/use-frames.ts';
import { words } from '../words.ts';
import type { FrameClock } from './frame-clock.ts';
import { rulerTicks, tickDigits } from './ruler-ticks.ts';
import { timeText } from './time-text.ts';
import type { Lane } from './use-lane.ts';
import type { Part } from './part.ts';

interface TimelineRulerProps {
  readonly frames: Frames;
  readonly clock: FrameClock;
  readonly lane: Lane;
  /** Regions below it. */
  readonly count: number;
  readonly part: Part | null;
}

/** Seconds for one press of a page key. */
const PAGE = 1;

/** The time from left to right. Pressing or dragging it goes to a frame, and so do its keys. */
export function TimelineRuler({ frames, clock, lane, count, part }: TimelineRulerProps): ReactElement {
  const dragged = useRef(false);
  const { current } = frames;
  const scale = (lane.width * lane.zoom) / clock.duration;
  const ticks = lane.width === 0 ? [] : rulerTicks(lane.scrolled / scale, Math.min(clock.duration, (lane.scrolled + lane.width) / scale), scale);
  const digits = tickDigits(scale);
  const goTo = (event: PointerEvent): void => {
    const frame = clock.frameAt(lane.shareAt(event.clientX) * clock.duration);
    if (frame !== current || frames.playing) frames.go(frame);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const seconds = clock.timeOf(current);
    const to: Readonly<Record<string, number>> = {
      ArrowLeft: current - 1, ArrowDown: current - 1, ArrowRight: current + 1, ArrowUp: current + 1, Home: 0, End: clock.count - 1,
      PageUp: Math.max(current + 1, clock.frameAt(seconds + PAGE)), PageDown: Math.min(current - 1, clock.frameAt(seconds - PAGE)),
    };
    const frame = to[event.key];
    if (frame === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    frames.go(frame);
  };
  return (
    <div className="timeline-row timeline-ruler-row">
      <div className="timeline-name" ref={lane.names}>{words.timeline.tracks(count)}</div>
      <div
        className="timeline-lane timeline-ruler" role="slider" tabIndex={0} data-testid="timeline-ruler" aria-label={words.timeline.position}
        aria-valuemin={1} aria-valuemax={clock.count} aria-valuenow={current + 1} aria-valuetext={words.timeline.at(timeText(clock.timeOf(current)), current + 1, clock.count)}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          dragged.current = true;
          goTo(event);
        }}
        onPointerMove={(event) => {
          if (dragged.current) goTo(event);
        }}
        onPointerUp={() => {
          dragged.current = false;
        }}
        onPointerCancel={() => {
          dragged.current = false;
        }}
      >
        {part === null ? null : <span className="timeline-part" style={{ '--from': part.from / clock.duration, '--to': part.to / clock.duration } as CSSProperties} />}
        {ticks.map(({ time, isMain }) => (
          <span key={time} className="timeline-tick" data-main={isMain || undefined} aria-hidden="true" style={{ '--at': time / clock.duration } as CSSProperties}>
            {isMain ? timeText(time, digits) : null}
          </span>
        ))}
        <span className="timeline-thumb" aria-hidden="true" />
      </div>
    </div>
  );
}
