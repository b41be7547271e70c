import { Ban, Check, CircleQuestionMark, SquareDashed } from 'lucide-react';
import type { CSSProperties, PointerEvent, ReactElement } from 'react';
import type { DecisionState } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { useCropUrl } from '../gallery/use-crop-url.ts';
import type { ReviewActions } from '../review/use-review-actions.ts';
import { words } from '../words.ts';
import type { FrameClock } from './frame-clock.ts';
import { timeText } from './time-text.ts';
import { TrackEnds } from './TrackEnds.tsx';
import { scoresPath, stretchesPath, type TrackRow } from './track-rows.ts';
import type { Lane } from './use-lane.ts';

interface TrackLineProps {
  readonly job: JobId;
  readonly row: TrackRow;
  readonly number: RegionNumber;
  /** Its place among the rows, from 0. */
  readonly index: number;
  readonly of: number;
  readonly selected: boolean;
  /** Whether nothing else is selected. */
  readonly only: boolean;
  /** Tab reaches it. */
  readonly active: boolean;
  /** CSS pixels below the first row. */
  readonly top: number;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly actions: ReviewActions;
  readonly onPress: (row: TrackRow, event: PointerEvent) => void;
}

const MARKS = { pending: CircleQuestionMark, accepted: Check, rejected: Ban } as const satisfies Record<DecisionState, unknown>;

/** One region over time: solid where it was found, hatched where it is bridged or held, with its confidence as a line. */
export function TrackLine({ job, row, number, index, of, selected, only, active, top, clock, lane, actions, onPress }: TrackLineProps): ReactElement {
  const { bar, state, decision } = row;
  const crop = useCropUrl(job, row.id);
  const { duration } = clock;
  const short = words.region.short(number);
  const [from, to] = [timeText(bar.from, 1), timeText(bar.to, 1)];
  const name = decision.zone === undefined ? words.timeline.track(number, state, from, to, row.best) : words.timeline.zone(short, from, to);
  const Mark = decision.zone === undefined ? MARKS[state] : SquareDashed;
  return (
    <div
      className="timeline-row track-row" role="option" id={`track-${row.id}`} data-index={index} data-testid="track-row" data-state={state} data-zone={decision.zone} tabIndex={active ? 0 : -1}
      aria-selected={selected} aria-posinset={index + 1} aria-setsize={of} aria-label={name} style={{ transform: `translateY(${String(top)}px)` }}
      onPointerDown={(event) => {
        if (event.button === 0) onPress(row, event);
      }}
    >
      <span className="timeline-name">
        <Mark size={14} className="track-mark" aria-hidden="true" />
        {crop === null ? null : <img className="track-crop" src={crop} width={20} height={20} alt="" />}
        <span className="track-short">{short}</span>
      </span>
      <span className="timeline-lane">
        <span className="track-bar" style={{ '--from': bar.from / duration, '--to': bar.to / duration } as CSSProperties}>
          <svg viewBox="0 -0.2 1000 1.4" preserveAspectRatio="none" aria-hidden="true">
            <path className="track-found" d={stretchesPath(bar, row.found)} />
            <path className="track-scores" d={scoresPath(bar, row.scores)} />
          </svg>
        </span>
        {row.keys.map((frame) => (
          <span key={frame} className="track-key" style={{ '--at': (clock.timeOf(frame) + clock.timeOf(frame + 1)) / 2 / duration } as CSSProperties} />
        ))}
        {selected && only ? <TrackEnds row={row} clock={clock} lane={lane} onRange={actions.setRange} /> : null}
      </span>
    </div>
  );
}
