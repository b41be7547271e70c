import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactElement } from 'react';
import { shownConfidence } from '../../core/review/decision.ts';
import type { RegionNumber } from '../../core/review/review-names.ts';
import type { JobId } from '../../protocol/engine-api.ts';
import { settings } from '../settings/settings.ts';
import { words } from '../words.ts';
import { GalleryTile } from './GalleryTile.tsx';
import { gridRows, itemBeside, rowOf, type GridRow, type GridSection } from './grid-rows.ts';
import type { GallerySelection } from './use-gallery-selection.ts';
import type { ShownItem } from './use-gallery-items.ts';

/** A part of the list with a heading. */
export interface GallerySection extends GridSection {
  /** Read out with the items of the section. */
  readonly title: string;
}

interface GalleryGridProps<S extends GallerySection> {
  readonly items: readonly ShownItem[];
  readonly selection: GallerySelection;
  /** Place of each file in the queue, from 1. */
  readonly places: ReadonlyMap<JobId, number>;
  readonly numberOf: (item: ShownItem) => RegionNumber | undefined;
  /** `null` for a list without headings. */
  readonly sections: readonly S[] | null;
  readonly head: (section: S) => ReactElement;
  readonly onDecide: (state: 'accepted' | 'rejected') => void;
  readonly onOpen: (item: ShownItem) => void;
}

/** Sides of a tile with the gap after it, and the gap, in CSS pixels. */
const TILE = { width: 124, height: 146, gap: 8 };
/** A heading before it was measured, in CSS pixels. */
const HEAD = 48;
/** Keys that move by a fixed number of tiles; letters do as in the rest of the review. */
const STEPS: Readonly<Record<string, (count: number) => number>> = {
  ArrowRight: () => 1, ArrowLeft: () => -1, j: () => 1, k: () => -1, Home: (count) => -count, End: (count) => count,
};
const ROW_STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The regions as a list to choose from; only those in sight are drawn. */
export function GalleryGrid<S extends GallerySection>({ items, selection, places, numberOf, sections, head, onDecide, onOpen }: GalleryGridProps<S>): ReactElement {
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const columns = useColumns(scroller);
  const rows = useMemo(() => gridRows(sections, items.length, columns), [sections, items.length, columns]);
  const virtual = useVirtualizer({
    count: rows.length, getScrollElement: () => scroller.current, overscan: 3,
    estimateSize: (index) => (rows[index]?.type === 'head' ? HEAD : TILE.height),
    getItemKey: (index) => rowKey(rows[index], index),
  });
  const { active, selected, go, toggle, select } = selection;
  const at = items.findIndex(({ key }) => key === active);
  useEffect(() => {
    const head = document.activeElement?.closest('.gallery-head') ?? null;
    // Whoever works at a heading goes with it, wherever a decision moves it.
    if (head !== null && scroller.current?.contains(head) === true) head.scrollIntoView({ block: 'nearest' });
    else if (at >= 0) virtual.scrollToIndex(rowOf(rows, at), { align: 'auto' });
  }, [at, rows, virtual]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const chord = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (/^[a-z]$/.test(key) && !chord && !settings.getState().singleKeys) return;
    const step = chord ? undefined : STEPS[key]?.(items.length);
    const rowStep = chord ? undefined : ROW_STEPS[key];
    if (rowStep !== undefined) {
      const next = items[at < 0 ? 0 : itemBeside(rows, at, rowStep)];
      if (next !== undefined) go(next.key, event.shiftKey);
    } else if (step !== undefined) {
      const rtl = document.documentElement.dir === 'rtl' && (key === 'ArrowRight' || key === 'ArrowLeft');
      const next = items[Math.min(items.length - 1, Math.max(0, (at < 0 ? -1 : at) + (rtl ? -step : at < 0 ? 1 : step)))];
      if (next !== undefined) go(next.key, event.shiftKey);
    } else if (key === 'a' && chord) select(items.map((item) => item.key));
    else if (chord || event.altKey) return;
    else if (key === 'Enter') onDecide('accepted');
    else if (key === 'x' || key === 'c') onDecide('rejected');
    else if (key === ' ' && active !== null) toggle(active);
    else if (key === 'Escape' && selected.size > 0) select([]);
    else if (key === 'o' && items[at] !== undefined) onOpen(items[at]);
    else return;
    // These keys mean something else to the picture.
    event.preventDefault();
    event.stopPropagation();
  };
  const shown = virtual.getVirtualItems();
  const tilesOf = ({ index: place, start }: VirtualItem): readonly ReactElement[] => {
    const row = rows[place];
    if (row?.type !== 'tiles') return [];
    return items.slice(row.from, row.to).map((item, column) => {
      const index = row.from + column;
      const file = places.get(item.job) ?? 0;
      const number = numberOf(item);
      return (
        <GalleryTile
          key={item.key} item={item} id={`${prefix}${String(index)}`} file={file} index={index} of={items.length} selected={selected.has(item.key)} active={item.key === active}
          name={number === undefined ? '' : words.gallery.tile(number, file, places.size, shownConfidence(item.decision), item.decision.state)}
          style={{ '--x': `${column * TILE.width}px`, '--y': `${start}px` } as CSSProperties}
          onPress={(key, event) => (event.ctrlKey || event.metaKey ? toggle(key) : go(key, event.shiftKey))}
          onToggle={toggle} onOpen={onOpen}
        />
      );
    });
  };
  return (
    <div className="gallery-scroll" ref={scroller}>
      <div className="gallery-plane" style={{ height: virtual.getTotalSize() }}>
        <div
          className="gallery-grid" role="listbox" aria-multiselectable="true" aria-label={words.gallery.list} aria-describedby={`${prefix}hint`} tabIndex={0} data-panel="stage"
          aria-activedescendant={at < 0 ? undefined : `${prefix}${String(at)}`} onKeyDown={onKeyDown}
          onFocus={() => {
            const first = items[0];
            if (at < 0 && first !== undefined) go(first.key, false);
          }}
        >
          {sections === null
            ? shown.flatMap(tilesOf)
            : sections.map((section) => {
                const its = shown.flatMap((row) => (rows[row.index]?.section === section ? tilesOf(row) : []));
                return its.length === 0 ? null : <div key={section.id} role="group" aria-label={section.title}>{its}</div>;
              })}
        </div>
        {/* What can be pressed is no part of a listbox, so the headings lie beside it. */}
        {shown.map(({ key, index, start }) => {
          const row = rows[index];
          return row?.type !== 'head' ? null : (
            <div key={key} ref={virtual.measureElement} data-index={index} className="gallery-head" style={{ '--y': `${start}px` } as CSSProperties}>{head(row.section)}</div>
          );
        })}
      </div>
      <p id={`${prefix}hint`} className="visually-hidden">{words.gallery.hint}</p>
    </div>
  );
}

/** Measured heights belong to the row, wherever it moves. */
function rowKey(row: GridRow | undefined, index: number): string {
  return row?.type === 'head' ? `head-${row.section.id}` : `tiles-${row === undefined ? String(index) : `${row.section?.id ?? ''}-${String(row.from)}`}`;
}

/** How many tiles stand side by side. */
function useColumns(scroller: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(1);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const style = getComputedStyle(element);
      setColumns(Math.max(1, Math.floor((element.clientWidth - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd) + TILE.gap) / TILE.width)));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return columns;
}
