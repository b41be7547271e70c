import { ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { useEffect, useMemo, type ReactElement } from 'react';
import type { Decision } from '../../core/review/decision.ts';
import { IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { frameMarks } from './frame-marks.ts';
import type { Frames } from './use-frames.ts';

interface FrameBarProps {
  readonly frames: Frames;
  readonly decisions: readonly Decision[];
  /** Whether the picture of the shown frame is on the screen. */
  readonly ready: boolean;
}

/** Milliseconds that a frame is shown at least: browsers take shorter ones for a mistake. */
const SHORTEST_MS = 20;
const UNTIMED_MS = 100;

/** Frames or pages of the shown file: one step, any step, and for animations play. Videos have a timeline instead. */
export function FrameBar({ frames, decisions, ready }: FrameBarProps): ReactElement | null {
  const { sequence, count, wanted, frame, playing, advance } = frames;
  const marks = useMemo(() => frameMarks(decisions), [decisions]);
  const duration = sequence.kind === 'animation' ? (sequence.durations[wanted] ?? 0) : 0;
  useEffect(() => {
    // Waits for the picture, so that no frame is skipped.
    if (!playing || !ready || frame !== wanted) return;
    const timer = window.setTimeout(() => advance(), duration > SHORTEST_MS ? duration : UNTIMED_MS);
    return () => window.clearTimeout(timer);
  }, [playing, ready, frame, wanted, duration, advance]);
  if (sequence.kind === 'still' || sequence.kind === 'video' || count === 1) return null;
  const text = words.frames[sequence.kind];
  // At the ends the buttons do nothing but keep the focus, which a disabled one would lose.
  return (
    <div className="frame-bar" role="group" aria-label={text.label} data-panel="frames" data-testid="frame-bar">
      {sequence.kind === 'animation' ? (
        <IconButton size="small" icon={playing ? Pause : Play} label={playing ? words.frames.pause : words.frames.play} onClick={() => (playing ? frames.pause() : frames.play())} />
      ) : null}
      <IconButton size="small" icon={ChevronLeft} shortcut="previousFrame" label={text.previous} aria-disabled={wanted === 0} onClick={() => frames.step(-1)} />
      <span className="frame-track">
        <span className="frame-marks" aria-hidden="true">
          {marks.map(({ first, last, state }) => (
            <span key={`${state}-${first}-${last}`} data-state={state} style={{ insetInlineStart: `${(first / count) * 100}%`, width: `${((last - first + 1) / count) * 100}%` }} />
          ))}
        </span>
        <input
          type="range" min={0} max={count - 1} step={1} value={wanted} aria-label={text.slider} aria-valuetext={text.position(wanted + 1, count)}
          onChange={(event) => frames.go(Number(event.target.value))}
        />
      </span>
      <IconButton size="small" icon={ChevronRight} shortcut="nextFrame" label={text.next} aria-disabled={wanted === count - 1} onClick={() => frames.step(1)} />
      <span className="frame-position">{text.position(wanted + 1, count)}</span>
    </div>
  );
}
