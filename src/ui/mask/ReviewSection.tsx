import { Plus, X } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { REASON_RULES, type Policy, type PolicyReason } from '../../core/policy/policy.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { CheckField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import type { PolicyChange } from './policy-change.ts';
import { reasonId } from './reason-id.ts';

/** Most reasons of a policy. */
const MAX_REASONS = 20;

/** What the review asks of people: reasons, a second reviewer, and whether faces may be grouped. */
export function ReviewSection({ policy, onChange }: { readonly policy: Policy; readonly onChange: PolicyChange }): ReactElement {
  const id = useId();
  const text = words.policy;
  const { review } = policy;
  const set = (change: Partial<Policy['review']>, field: string): void => onChange({ ...policy, review: { ...review, ...change } }, field);
  return (
    <section>
      <h3>{text.review}</h3>
      <CheckField label={text.secondReviewer} hint={text.secondReviewerHint} checked={review.secondReviewer} onChange={(secondReviewer) => set({ secondReviewer }, 'second-reviewer')} />
      <CheckField label={text.groupPeople} hint={text.groupPeopleHint} checked={review.groupPeople} onChange={(groupPeople) => set({ groupPeople }, 'group-people')} />
      <div className="field">
        <label className="field-head" htmlFor={id}>{text.reasonFor}</label>
        <select id={id} className="input" value={review.reasonFor} onChange={(event) => set({ reasonFor: REASON_RULES.find((rule) => rule === event.target.value) ?? 'never' }, 'reason-for')}>
          {REASON_RULES.map((rule) => <option key={rule} value={rule}>{text.reasonRules[rule]}</option>)}
        </select>
      </div>
      <div className="field">
        <p className="field-head">{text.reasons}</p>
        <ul className="reason-list">
          {review.reasons.map((reason) => (
            <li key={reason.id}>
              <span>{words.reasonLabel(reason.id, reason.label)}</span>
              <IconButton size="small" icon={X} label={text.removeReason(words.reasonLabel(reason.id, reason.label))} onClick={() => set({ reasons: review.reasons.filter((other) => other.id !== reason.id) }, `reason-${reason.id}`)} />
            </li>
          ))}
        </ul>
        {review.reasons.length >= MAX_REASONS ? null : <NewReason reasons={review.reasons} onAdd={(reason) => set({ reasons: [...review.reasons, reason] }, `reason-${reason.id}`)} />}
      </div>
    </section>
  );
}

function NewReason({ reasons, onAdd }: { readonly reasons: readonly PolicyReason[]; readonly onAdd: (reason: PolicyReason) => void }): ReactElement {
  const [label, setLabel] = useState('');
  const text = words.policy;
  const add = (): void => {
    const typed = label.trim();
    if (typed === '') return;
    onAdd({ id: reasonId(typed, reasons), label: typed });
    setLabel('');
  };
  return (
    <div className="reason-new">
      <input
        className="input" type="text" maxLength={80} value={label} aria-label={text.newReason} placeholder={text.newReason} onChange={(event) => setLabel(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
      />
      <Button size="small" icon={Plus} onClick={add}>{text.addReason}</Button>
    </div>
  );
}
