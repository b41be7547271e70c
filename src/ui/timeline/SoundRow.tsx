import { Volume2 } from 'lucide-react';
import { useMemo, useRef, type CSSProperties, type PointerEvent, type ReactElement } from 'react';
import type { Policy } from '../../core/policy/policy.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { framesWithin, type FrameClock } from './frame-clock.ts';
import { timeText } from './time-text.ts';
import type { Lane } from './use-lane.ts';
import type { TrackActions } from './use-track-actions.ts';
import { waveformPath } from './waveform.ts';

interface SoundRowProps {
  readonly job: Job;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly policy: Policy;
  /** Loudness over the whole length, 0..1, evenly spaced; `null` while it is not known. */
  readonly peaks: Float32Array | null;
  readonly tracks: TrackActions;
}

/** The sound of a video, and what of it is muted. Dragging marks a part; a muted part is marked by pressing it. */
export function SoundRow({ job, clock, lane, policy, peaks, tracks }: SoundRowProps): ReactElement {
  const begun = useRef<number | null>(null);
  const muted = job.session?.muted ?? [];
  const wave = useMemo(() => (peaks === null ? '' : waveformPath(peaks)), [peaks]);
  const fate = policy.audio.sound === 'ask' ? job.sound : policy.audio.sound;
  const text = words.timeline;
  const { duration } = clock;
  const span = ({ from, to }: { readonly from: number; readonly to: number }): CSSProperties => ({ '--from': from / duration, '--to': to / duration }) as CSSProperties;
  const timeAt = (event: PointerEvent): number => lane.shareAt(event.clientX) * duration;
  const drag = (event: PointerEvent): void => {
    if (begun.current === null) return;
    const [from, to] = [Math.min(begun.current, timeAt(event)), Math.max(begun.current, timeAt(event))];
    // Whole frames, so that picture and sound of a part begin and end together.
    const { first, last } = framesWithin(clock, from, to);
    if ((to - from) * lane.width * lane.zoom > 3 * duration) tracks.setPart({ from: clock.timeOf(first), to: clock.timeOf(last + 1) });
  };
  const stop = (): void => {
    begun.current = null;
  };
  return (
    <div className="timeline-row timeline-sound" role="group" aria-label={text.sound} data-testid="timeline-sound">
      <span className="timeline-name" title={fate === null ? undefined : text.soundFate[fate]}>
        <Volume2 size={14} aria-hidden="true" />
        <span className="track-short">{text.sound}</span>
        {fate === null ? null : <span className="visually-hidden">{text.soundFate[fate]}</span>}
      </span>
      <div
        className="timeline-lane" data-fate={fate ?? undefined}
        onPointerDown={(event) => {
          if (event.button !== 0 || (event.target instanceof Element && event.target.closest('button') !== null)) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          begun.current = timeAt(event);
        }}
        onPointerMove={drag} onPointerUp={stop} onPointerCancel={stop}
      >
        {wave === '' ? <span className="sound-line" aria-hidden="true" /> : <svg className="sound-wave" viewBox="0 0 1000 2" preserveAspectRatio="none" aria-hidden="true"><path d={wave} /></svg>}
        {tracks.part === null ? null : <span className="timeline-part" style={span(tracks.part)} aria-hidden="true" />}
        {muted.map((part) => (
          <span key={part.from} className="sound-muted" style={span(part)} aria-hidden="true" />
        ))}
        {muted.map((part) => {
          const name = text.muted(timeText(part.from), timeText(part.to));
          return <button key={part.from} type="button" className="sound-pick" style={span(part)} aria-label={name} title={name} onClick={() => tracks.setPart(part)} />;
        })}
      </div>
    </div>
  );
}
