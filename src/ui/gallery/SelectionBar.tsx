import { Check, SquareArrowOutUpRight, X } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import type { PolicyReason } from '../../core/policy/policy.ts';
import { Button } from '../controls/Button.tsx';
import { Key } from '../controls/Key.tsx';
import { words } from '../words.ts';

interface SelectionBarProps {
  readonly count: number;
  readonly reasons: readonly PolicyReason[];
  /** Id of the reason that goes along with a decision; `null` for none. */
  readonly reason: string | null;
  readonly onReason: (reason: string | null) => void;
  readonly onDecide: (state: 'accepted' | 'rejected') => void;
  readonly onNone: () => void;
  /** `null` where several are chosen. */
  readonly onOpen: (() => void) | null;
  /** What else can be done with them. */
  readonly children?: ReactNode;
}

/** What can be done with the chosen regions, all at once. */
export function SelectionBar({ count, reasons, reason, onReason, onDecide, onNone, onOpen, children }: SelectionBarProps): ReactElement {
  const text = words.gallery;
  return (
    <div className="selection-bar" role="group" aria-label={text.selected(count)} data-panel="selection">
      <span className="selection-count">{text.selected(count)}</span>
      {reasons.length === 0 ? null : (
        <label>
          <span>{text.reason}</span>
          <select className="input" value={reason ?? ''} onChange={(event) => onReason(event.target.value === '' ? null : event.target.value)}>
            <option value="">{text.reasonNone}</option>
            {reasons.map(({ id, label }) => <option key={id} value={id}>{words.reasonLabel(id, label)}</option>)}
          </select>
        </label>
      )}
      <Button tone="primary" icon={Check} shortcut="accept" onClick={() => onDecide('accepted')}>{text.mask} <Key name="accept" /></Button>
      <Button icon={X} shortcut="reject" onClick={() => onDecide('rejected')}>{text.clear} <Key name="reject" /></Button>
      {children}
      {onOpen === null ? <Button tone="quiet" onClick={onNone}>{text.selectNone}</Button> : <Button tone="quiet" icon={SquareArrowOutUpRight} onClick={onOpen}>{text.show}</Button>}
    </div>
  );
}
