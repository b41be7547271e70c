import { ArrowDownUp } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { DECISION_STATES, REGION_KINDS, type RegionKind } from '../../core/review/decision.ts';
import { GALLERY_ORDERS, type GalleryFilter, type GalleryOrder } from '../../core/review/gallery.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';

interface GalleryBarProps {
  readonly filter: GalleryFilter;
  readonly order: GalleryOrder;
  /** Kinds that were found or drawn in any file. */
  readonly kinds: readonly RegionKind[];
  readonly shown: number;
  readonly undecided: number;
  readonly onFilter: (filter: GalleryFilter) => void;
  readonly onOrder: (order: GalleryOrder) => void;
  readonly onSortAgain: () => void;
  /** Further tools. */
  readonly children?: ReactNode;
}

/** What is listed, and in which order. */
export function GalleryBar({ filter, order, kinds, shown, undecided, onFilter, onOrder, onSortAgain, children }: GalleryBarProps): ReactElement {
  const text = words.gallery;
  return (
    <div className="gallery-bar" role="group" aria-label={text.views} data-panel="tools">
      <label>
        <span>{text.state}</span>
        <select className="input" value={filter.state ?? ''} data-testid="gallery-state" onChange={(event) => onFilter({ ...filter, state: DECISION_STATES.find((state) => state === event.target.value) ?? null })}>
          <option value="">{text.stateAll}</option>
          {DECISION_STATES.map((state) => <option key={state} value={state}>{text.stateNames[state]}</option>)}
        </select>
      </label>
      <label>
        <span>{text.kind}</span>
        <select className="input" value={filter.kind ?? ''} onChange={(event) => onFilter({ ...filter, kind: REGION_KINDS.find((kind) => kind === event.target.value) ?? null })}>
          <option value="">{text.kindAll}</option>
          {kinds.map((kind) => <option key={kind} value={kind}>{text.ofKind(kind)}</option>)}
        </select>
      </label>
      <label>
        <span>{text.order}</span>
        <select className="input" value={order} onChange={(event) => onOrder(GALLERY_ORDERS.find((known) => known === event.target.value) ?? 'uncertain')}>
          {GALLERY_ORDERS.map((known) => <option key={known} value={known}>{text.orders[known]}</option>)}
        </select>
      </label>
      <Button size="small" tone="quiet" icon={ArrowDownUp} onClick={onSortAgain}>{text.sortAgain}</Button>
      {children}
      <p className="soft gallery-count" data-testid="gallery-count">{text.count(shown, undecided)}</p>
    </div>
  );
}
