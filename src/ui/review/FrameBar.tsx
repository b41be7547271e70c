import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useState, type ReactElement } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import { IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { Frames } from './use-frames.ts';

interface FrameBarProps {
  readonly frames: Frames;
  readonly decisions: readonly Decision[];
  /** The frame whose picture is on the screen; `null` while none is. */
  readonly shown: number | null;
}

/** Milliseconds that a frame is shown at least: browsers take shorter ones for a mistake. */
const SHORTEST_MS = 20;
const UNTIMED_MS = 100;

/** Frames or pages of the shown file: one step, any step, and for animations play. */
export function FrameBar({ frames, decisions, shown }: FrameBarProps): ReactElement | null {
  const { sequence, count, frame, go } = frames;
  const [playing, setPlaying] = useState(false);
  const duration = sequence.kind === 'animation' ? (sequence.durations[frame] ?? 0) : 0;
  useEffect(() => {
    // Waits for the picture, so that no frame is skipped.
    if (!playing || shown !== frame) return;
    const timer = window.setTimeout(() => go((frame + 1) % count), duration > SHORTEST_MS ? duration : UNTIMED_MS);
    return () => window.clearTimeout(timer);
  }, [playing, shown, frame, count, duration, go]);
  if (sequence.kind === 'still' || count === 1) return null;
  const text = words.frames[sequence.kind];
  const step = (by: number): void => {
    setPlaying(false);
    go(frame + by);
  };
  return (
    <div className="frame-bar" role="group" aria-label={text.label} data-panel="frames" data-testid="frame-bar">
      {sequence.kind === 'animation' ? (
        <IconButton size="small" icon={playing ? Pause : Play} label={playing ? words.frames.pause : words.frames.play} onClick={() => setPlaying(!playing)} />
      ) : null}
      <IconButton size="small" icon={ChevronLeft} shortcut="previousFrame" label={text.previous} disabled={frame === 0} onClick={() => step(-1)} />
      <span className="frame-track">
        <span className="frame-marks" aria-hidden="true">
          {decisions.flatMap(({ id, path, state }) =>
            path === undefined ? [] : [<span key={id} data-state={state} style={{ left: `${(path.first / count) * 100}%`, width: `${((path.last - path.first + 1) / count) * 100}%` }} />],
          )}
        </span>
        <input
          type="range" min={0} max={count - 1} step={1} value={frame} aria-label={text.label} aria-valuetext={text.position(frame + 1, count)}
          onChange={(event) => {
            setPlaying(false);
            go(Number(event.target.value));
          }}
        />
      </span>
      <IconButton size="small" icon={ChevronRight} shortcut="nextFrame" label={text.next} disabled={frame === count - 1} onClick={() => step(1)} />
      <span className="frame-position">{text.position(frame + 1, count)}</span>
    </div>
  );
}
