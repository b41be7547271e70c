import { useEffect, useMemo, useRef, useState, type CSSProperties, type ReactElement } from 'react';
import type { Policy } from '../../core/policy/policy.ts';
import type { RegionId } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { useMissingCrops } from '../gallery/use-missing-crops.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.ts';
import type { Frames } from '../review/use-frames.ts';
import type { ReviewActions } from '../review/use-review-actions.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import { frameClock } from './frame-clock.ts';
import { PartBar } from './PartBar.tsx';
import { SoundRow } from './SoundRow.tsx';
import { TimelineHead } from './TimelineHead.tsx';
import { TimelineRuler } from './TimelineRuler.tsx';
import { TrackList } from './TrackList.tsx';
import { trackRows } from './track-rows.ts';
import { useLane } from './use-lane.ts';
import { usePlaying } from './use-playing.ts';
import { useTrackActions } from './use-track-actions.ts';
import { useSoundPeaks } from './use-sound-peaks.ts';
import './timeline.css';

interface TimelineProps {
  readonly job: Job;
  readonly frames: Frames;
  /** Milliseconds that each frame is shown, in order. */
  readonly durations: readonly number[];
  readonly hasSound: boolean;
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  /** In force for the file. */
  readonly policy: Policy;
  readonly actions: ReviewActions;
}

const NOTHING = [] as const;
const WHEEL_ZOOM = 0.0025;

/** A video over time: where each region is and how sure the search was, what is muted, and the frame that is shown. */
export function Timeline({ job, frames, durations, hasSound, numbers, policy, actions }: TimelineProps): ReactElement {
  const clock = useMemo(() => frameClock(durations), [durations]);
  const decisions = job.session?.decisions ?? NOTHING;
  const peaks = useSoundPeaks(job, hasSound, clock.duration);
  const rows = useMemo(() => trackRows(decisions, clock), [decisions, clock]);
  const lane = useLane(clock.count);
  // On a phone the picture needs the room.
  const [open, setOpen] = useState(() => !matchMedia('(max-width: 960px)').matches);
  const tracks = useTrackActions({ job, frames, clock, numbers, hasSound });
  usePlaying(frames, clock);
  useMissingCrops(useMemo(() => [job], [job]));
  const togglePlay = (): void => {
    if (frames.playing) {
      frames.pause();
      return;
    }
    if (frames.wanted === clock.count - 1) frames.go(0);
    frames.play();
  };
  useShortcuts({
    playPause: togglePlay, splitTrack: tracks.split, joinTracks: tracks.join, keyframe: tracks.toggleKey, beginHere: tracks.begin, endHere: tracks.end,
    partFrom: tracks.markFrom, partTo: tracks.markTo, maskPart: tracks.maskPart, maskRest: tracks.maskRest, mutePart: tracks.mutePart, unmutePart: tracks.unmutePart,
  });

  const playhead = clock.timeOf(frames.current) / clock.duration;
  const latest = useRef(lane);
  useEffect(() => {
    latest.current = lane;
  });
  useEffect(() => latest.current.reveal(playhead), [playhead]);
  const { scroller } = lane;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // Not passive, because the browser would zoom the page.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { names, zoomBy } = latest.current;
      zoomBy(Math.exp(-event.deltaY * WHEEL_ZOOM), event.clientX - element.getBoundingClientRect().left - (names.current?.offsetWidth ?? 0));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller]);

  const { part } = tracks;
  return (
    <div
      className="timeline" role="group" aria-label={words.timeline.label} data-panel="frames" data-testid="timeline" data-open={open}
      style={{ '--lane': `${String(Math.round(lane.width * lane.zoom))}px`, '--playhead': playhead } as CSSProperties}
    >
      <TimelineHead frames={frames} clock={clock} lane={lane} tracks={tracks} open={open} onOpen={setOpen} onPlay={togglePlay} />
      {open && part !== null ? <PartBar part={part} clock={clock} hasSound={hasSound} tracks={tracks} /> : null}
      <div className="timeline-scroll" ref={lane.scroller} onScroll={lane.onScroll}>
        <div className="timeline-plane">
          <TimelineRuler frames={frames} clock={clock} lane={lane} count={rows.length} part={part} />
          {open ? <TrackList job={job} rows={rows} numbers={numbers} frames={frames} clock={clock} lane={lane} actions={actions} hasSound={hasSound} /> : null}
          {open && hasSound ? <SoundRow job={job} clock={clock} lane={lane} policy={policy} peaks={peaks} tracks={tracks} /> : null}
          <span className="timeline-playhead" aria-hidden="true" />
        </div>
      </div>
    </div>
  );
}
