import { ArrowLeftToLine, ArrowRightToLine, ChevronDown, ChevronLeft, ChevronRight, ChevronUp, Combine, DiamondMinus, DiamondPlus, FoldHorizontal, Maximize, Pause, Play, Scissors, SquareArrowLeft, SquareArrowRight, UnfoldHorizontal } from 'lucide-react';
import type { ReactElement } from 'react';
import { IconButton } from '../controls/Button.tsx';
import type { Frames } from '../review/use-frames.ts';
import { words } from '../words.ts';
import type { FrameClock } from './frame-clock.ts';
import { timeText } from './time-text.ts';
import type { Lane } from './use-lane.ts';
import type { TrackActions } from './use-track-actions.ts';

interface TimelineHeadProps {
  readonly frames: Frames;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly tracks: TrackActions;
  /** Whether regions and sound are shown. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onPlay: () => void;
}

const ZOOM_STEP = 1.6;

/** Playing and stepping, what can be done to the selected region, and how much of the video is in sight. Buttons that can do nothing now say why. */
export function TimelineHead({ frames, clock, lane, tracks, open, onOpen, onPlay }: TimelineHeadProps): ReactElement {
  const text = words.timeline;
  const { current, playing } = frames;
  const last = clock.count - 1;
  const playhead = clock.timeOf(current) / clock.duration;
  return (
    <div className="timeline-head">
      <div className="timeline-tools">
        <IconButton size="small" icon={playing ? Pause : Play} shortcut="playPause" label={playing ? words.frames.pause : words.frames.play} onClick={onPlay} />
        <IconButton size="small" icon={ChevronLeft} shortcut="previousFrame" label={words.frames.video.previous} aria-disabled={current === 0} onClick={() => frames.step(-1)} />
        <IconButton size="small" icon={ChevronRight} shortcut="nextFrame" label={words.frames.video.next} aria-disabled={current === last} onClick={() => frames.step(1)} />
      </div>
      <p className="timeline-time">
        <span className="timeline-clock">{timeText(clock.timeOf(current))}</span>
        <span className="soft timeline-frame">{text.frameOf(current + 1, clock.count)}</span>
      </p>
      {open ? (
        <>
          <div className="timeline-tools timeline-edits" role="group" aria-label={text.region}>
            <IconButton size="small" icon={Scissors} shortcut="splitTrack" label={text.split} aria-disabled={!tracks.canSplit} onClick={tracks.split} />
            <IconButton size="small" icon={Combine} shortcut="joinTracks" label={text.join} aria-disabled={!tracks.canJoin} onClick={tracks.join} />
            <IconButton size="small" icon={ArrowLeftToLine} shortcut="beginHere" label={text.begin} aria-disabled={!tracks.canBegin} onClick={tracks.begin} />
            <IconButton size="small" icon={ArrowRightToLine} shortcut="endHere" label={text.end} aria-disabled={!tracks.canEnd} onClick={tracks.end} />
            <IconButton size="small" icon={tracks.hasKey ? DiamondMinus : DiamondPlus} shortcut="keyframe" label={tracks.hasKey ? text.removeKey : text.putKey} aria-disabled={tracks.only === null} onClick={tracks.toggleKey} />
          </div>
          <div className="timeline-tools" role="group" aria-label={text.part}>
            <IconButton size="small" icon={SquareArrowRight} shortcut="partFrom" label={text.partFrom} onClick={tracks.markFrom} />
            <IconButton size="small" icon={SquareArrowLeft} shortcut="partTo" label={text.partTo} onClick={tracks.markTo} />
          </div>
        </>
      ) : null}
      <div className="timeline-tools timeline-view">
        <IconButton size="small" icon={FoldHorizontal} label={text.zoomOut} aria-disabled={lane.zoom <= 1} onClick={() => lane.zoomAbout(1 / ZOOM_STEP, playhead)} />
        <IconButton size="small" icon={Maximize} label={text.zoomFit} aria-disabled={lane.zoom <= 1} onClick={lane.fit} />
        <IconButton size="small" icon={UnfoldHorizontal} label={text.zoomIn} aria-disabled={lane.zoom >= lane.most} onClick={() => lane.zoomAbout(ZOOM_STEP, playhead)} />
        <IconButton size="small" icon={open ? ChevronDown : ChevronUp} label={open ? text.hide : text.show} aria-expanded={open} onClick={() => onOpen(!open)} />
      </div>
    </div>
  );
}
