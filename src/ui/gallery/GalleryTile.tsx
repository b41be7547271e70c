import { Check, CircleHelp, Slash } from 'lucide-react';
import { memo, type CSSProperties, type MouseEvent, type ReactElement } from 'react';
import { shownConfidence } from '../../core/review/decision.ts';
import { words } from '../words.ts';
import { useWords } from '../words/use-words.ts';
import { useCropUrl } from './use-crop-url.ts';
import type { ShownItem } from './use-gallery-items.ts';

interface GalleryTileProps {
  readonly item: ShownItem;
  readonly id: string;
  readonly name: string;
  readonly file: number;
  readonly index: number;
  readonly of: number;
  readonly selected: boolean;
  readonly active: boolean;
  readonly style: CSSProperties;
  readonly onPress: (key: string, event: MouseEvent) => void;
  readonly onToggle: (key: string) => void;
  readonly onOpen: (item: ShownItem) => void;
}

const MARKS = { pending: CircleHelp, accepted: Check, rejected: Slash } as const;

/** One region among those of all files: its crop, how sure the search was, and what was decided. */
export const GalleryTile = memo(function GalleryTile({ item, id, name, file, index, of, selected, active, style, onPress, onToggle, onOpen }: GalleryTileProps): ReactElement {
  useWords();
  const { decision, job, key } = item;
  const url = useCropUrl(job, decision.id);
  const Mark = MARKS[decision.state];
  const confidence = shownConfidence(decision);
  return (
    <div
      role="option"
      id={id}
      className="tile"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={of}
      data-state={decision.state}
      data-active={active || undefined}
      data-testid="tile"
      style={style}
      onClick={(event) => onPress(key, event)}
      onDoubleClick={() => onOpen(item)}
    >
      {/* Part of the content: what a tile shows is too short to be a name, and a label would have to repeat it. */}
      <span className="visually-hidden">{name}</span>
      <span className="tile-picture">{url === null ? null : <img src={url} alt="" draggable={false} />}</span>
      <span className="tile-tick" data-on={selected || undefined} aria-hidden="true" onClick={(event) => {
        event.stopPropagation();
        onToggle(key);
      }}>
        {selected ? <Check size={14} /> : null}
      </span>
      <span className="tile-text" aria-hidden="true">
        <span className="tile-state"><Mark size={14} /> {confidence === null ? words.region.drawn : words.region.confidence(confidence)}</span>
        <span className="soft">{words.gallery.short(file)}</span>
      </span>
    </div>
  );
});
