import { Check, UserCheck, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import type { PeopleList, TitledSection } from './use-people-list.ts';
import './people.css';

/** Heading of a part of the list; for a person with what can be done about the person in all files. */
export function PersonHead({ section, list }: { readonly section: TitledSection; readonly list: PeopleList }): ReactElement {
  const text = words.people;
  const { person, title, type } = section;
  if (person === null) return <h2 className="person-head" data-type={type}>{title}</h2>;
  const { number } = person;
  return (
    <div className="person-head" data-testid="person" data-type={type}>
      <label className="person-mark">
        <input type="checkbox" aria-label={text.mark(number)} checked={list.marked.has(number)} onChange={() => list.mark(number)} />
        <h2>{title}</h2>
      </label>
      {list.held.has(number) ? <span className="person-held"><UserCheck size={14} aria-hidden="true" /> {text.held}</span> : null}
      <span className="person-tools">
        <Button size="small" icon={X} aria-label={text.clearOf(number)} onClick={() => list.decide(number, 'clear')}>{text.clear}</Button>
        <Button size="small" icon={Check} aria-label={text.maskOf(number)} onClick={() => list.decide(number, 'mask')}>{text.mask}</Button>
        <Button size="small" aria-label={text.maskOthersOf(number)} onClick={() => list.decide(number, 'mask-others')}>{text.maskOthers}</Button>
      </span>
    </div>
  );
}
