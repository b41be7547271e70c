import { EyeOff, VolumeX, Volume2, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button, IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { FrameClock } from './frame-clock.ts';
import { partFrom, partTo, restOf, type Part } from './part.ts';
import { TimeField } from './TimeField.tsx';
import { timeText } from './time-text.ts';
import type { TrackActions } from './use-track-actions.ts';

interface PartBarProps {
  readonly part: Part;
  readonly clock: FrameClock;
  readonly hasSound: boolean;
  readonly tracks: TrackActions;
}

/** The marked part of the video in numbers, and what can be done with it. */
export function PartBar({ part, clock, hasSound, tracks }: PartBarProps): ReactElement {
  const text = words.timeline;
  const { duration } = clock;
  const mask = text.maskPart(hasSound);
  return (
    <div className="timeline-part-bar" role="group" aria-label={text.part} data-testid="timeline-part">
      <div className="part-tools">
        <TimeField label={text.from} value={part.from} most={duration} onChange={(from) => tracks.setPart(partFrom(part, from, clock))} />
        <TimeField label={text.to} value={part.to} most={duration} onChange={(to) => tracks.setPart(partTo(part, to, clock))} />
        <IconButton size="small" icon={X} label={text.forgetPart} onClick={() => tracks.setPart(null)} />
      </div>
      <div className="part-tools">
        <Button size="small" icon={EyeOff} shortcut="maskPart" aria-label={text.ofPart(mask, timeText(part.from), timeText(part.to))} onClick={tracks.maskPart}>{mask}</Button>
        <Button size="small" icon={EyeOff} shortcut="maskRest" aria-disabled={restOf(part, duration).length === 0} onClick={tracks.maskRest}>{text.maskRest(hasSound)}</Button>
        {hasSound ? (
          <>
            <Button size="small" icon={VolumeX} shortcut="mutePart" onClick={tracks.mutePart}>{text.mutePart}</Button>
            <Button size="small" icon={Volume2} shortcut="unmutePart" onClick={tracks.unmutePart}>{text.unmutePart}</Button>
          </>
        ) : null}
      </div>
    </div>
  );
}
