import { Undo2, UsersRound } from 'lucide-react';
import { useCallback, type ReactElement } from 'react';
import type { PolicyReason } from '../../core/policy/policy.ts';
import { Button } from '../controls/Button.tsx';
import { Meter } from '../controls/Meter.tsx';
import { TimeLeft } from '../detect/TimeLeft.tsx';
import { words } from '../words.ts';
import { usePeople } from './people-of-app.ts';
import type { PeopleList } from './use-people-list.ts';
import './people.css';

interface PeopleBarProps {
  readonly list: PeopleList;
  readonly reasons: readonly PolicyReason[];
  /** Keys of the selected regions. */
  readonly selected: ReadonlySet<string>;
}

/** How far grouping is, what it gave, and what can be done about the groups. */
export function PeopleBar({ list, reasons, selected }: PeopleBarProps): ReactElement {
  const { grouping, people } = usePeople();
  const { progress, grouped, failed, corrections } = people;
  const ask = useCallback(() => grouping.secondsLeft(), [grouping]);
  const text = words.people;
  return (
    <div className="people-bar" role="group" aria-label={text.tools} data-testid="people-bar">
      {progress === null ? null : (
        <span className="people-progress">
          <Meter fraction={progress.done / Math.max(1, progress.total)} label={text.comparing} />
          <span>{text.progress(progress.done, progress.total)}</span>
          <TimeLeft ask={ask} />
        </span>
      )}
      {grouped ? <span data-testid="people-summary">{text.summary(people.people.length, people.once.length)}</span> : null}
      {failed === 0 ? null : <span className="people-failed">{text.failed(failed)}</span>}
      {list.said === '' ? null : <span className="people-said" data-testid="people-said">{list.said}</span>}
      <span className="people-tools">
        {reasons.length === 0 ? null : (
          <label>
            <span>{text.reason}</span>
            <select className="input" value={list.reason} onChange={(event) => list.setReason(event.target.value)}>
              <option value="">{words.gallery.reasonNone}</option>
              {reasons.map(({ id, label }) => <option key={id} value={id}>{words.reasonLabel(id, label)}</option>)}
            </select>
          </label>
        )}
        <Button size="small" icon={UsersRound} title={text.sameHint} onClick={() => list.join(selected)}>{text.same}</Button>
        {corrections === 0 ? null : <Button size="small" tone="quiet" icon={Undo2} onClick={list.takeBack}>{text.takeBack}</Button>}
      </span>
    </div>
  );
}
