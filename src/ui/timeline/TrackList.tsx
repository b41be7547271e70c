import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import type { RegionId } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import { toggled } from '../review/selection.ts';
import type { Frames } from '../review/use-frames.ts';
import type { ReviewActions } from '../review/use-review-actions.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';
import type { FrameClock } from './frame-clock.ts';
import { TrackLine } from './TrackLine.tsx';
import type { TrackRow } from './track-rows.ts';
import type { Lane } from './use-lane.ts';

interface TrackListProps {
  readonly job: Job;
  readonly rows: readonly TrackRow[];
  readonly numbers: ReadonlyMap<RegionId, RegionNumber>;
  readonly frames: Frames;
  readonly clock: FrameClock;
  readonly lane: Lane;
  readonly actions: ReviewActions;
  readonly hasSound: boolean;
}

/** Heights of a row and of the ruler above the rows, in CSS pixels; the sound's row below is as high as any. */
const ROW = 28;
const RULER = 26;
/** Rows for one press of a page key. */
const PAGE = 5;
/** So many rows are all drawn; of more, only those in sight. */
const ALL = 30;

/** One row for each region. One row at a time can be reached with Tab; the arrow keys go from row to row. */
export function TrackList({ job, rows, numbers, frames, clock, lane, actions, hasSound }: TrackListProps): ReactElement {
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const selected = useMemo(() => new Set(job.session?.selected), [job.session?.selected]);
  const [reached, setReached] = useState<RegionId | null>(null);
  const chosen = job.session?.selected.at(-1) ?? null;
  const active = Math.max(0, rows.findIndex(({ id }) => id === (reached !== null && selected.has(reached) ? reached : (chosen ?? reached))));
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => lane.scroller.current, estimateSize: () => ROW, overscan: 4,
    scrollMargin: RULER, scrollPaddingStart: RULER, scrollPaddingEnd: hasSound ? ROW : 0,
    // The row that Tab reaches has to be there, wherever the list is scrolled to.
    rangeExtractor: (range) => (rows.length <= ALL ? rows.map((_, index) => index) : [...new Set([...defaultRangeExtractor(range), active])].sort((a, b) => a - b)),
  });
  const row = rows[active];
  const isChosen = row !== undefined && selected.has(row.id);
  useEffect(() => {
    if (isChosen) virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, isChosen, virtual]);

  const show = (to: TrackRow, isMore: boolean): void => {
    setReached(to.id);
    actions.select(isMore ? [...new Set([...selected, to.id])] : [to.id]);
    frames.goTo(job.id, to.decision);
  };
  /** Nothing is under the new row yet where it is drawn only now. */
  const focus = (index: number): void => {
    virtual.scrollToIndex(index, { align: 'auto' });
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-index="${String(index)}"]`)?.focus({ preventScroll: true }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = event.target instanceof Element ? Number(event.target.closest('[data-index]')?.getAttribute('data-index') ?? active) : active;
    const next = { ArrowDown: focused + 1, ArrowUp: focused - 1, Home: 0, End: rows.length - 1, PageDown: focused + PAGE, PageUp: focused - PAGE }[event.key];
    if (next !== undefined) {
      const index = Math.max(0, Math.min(next, rows.length - 1));
      const to = rows[index];
      if (to !== undefined) show(to, event.shiftKey);
      focus(index);
    } else if (event.key === 'ArrowLeft') frames.step(-1);
    else if (event.key === 'ArrowRight') frames.step(1);
    else if (event.key === ' ' && rows[focused] !== undefined) actions.select(toggled([...selected], rows[focused].id));
    else if (event.key === 'Enter' && selected.size > 0) actions.decide('accepted', [...selected]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPress = (to: TrackRow, event: PointerEvent): void => {
    setReached(to.id);
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      actions.select(toggled([...selected], to.id));
      return;
    }
    const time = lane.shareAt(event.clientX) * clock.duration;
    const isOnBar = event.target instanceof Element && event.target.closest('.timeline-lane') !== null && time >= to.bar.from && time < to.bar.to;
    if (!isOnBar) {
      show(to, false);
      return;
    }
    actions.select([to.id]);
    frames.go(clock.frameAt(time));
  };
  return (
    <>
      <div
        ref={list} className="timeline-tracks" role="listbox" aria-multiselectable="true" aria-label={words.timeline.list} aria-describedby={`${prefix}hint`} data-testid="timeline-tracks"
        style={{ height: virtual.getTotalSize() }} onKeyDown={onKeyDown}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const it = rows[index];
          const number = it === undefined ? undefined : numbers.get(it.id);
          return it === undefined || number === undefined ? null : (
            <TrackLine
              key={it.id} job={job.id} row={it} number={number} index={index} of={rows.length} selected={selected.has(it.id)} only={selected.size === 1} active={index === active} top={start - RULER}
              clock={clock} lane={lane} actions={actions} onPress={onPress}
            />
          );
        })}
      </div>
      <p id={`${prefix}hint`} className="visually-hidden">{words.timeline.listHint}</p>
    </>
  );
}
