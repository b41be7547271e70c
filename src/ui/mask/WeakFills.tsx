import type { ReactElement } from 'react';
import { WEAK_FILL_RULES } from '../../core/mask/strength.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { words } from '../words.ts';
import { withWeakFills } from './weak-fills.ts';

interface WeakFillsProps {
  readonly policy: Policy;
  readonly onChange: (policy: Policy) => void;
}

/** Where fills that can be undone in part are allowed, with what was read back through them. */
export function WeakFills({ policy, onChange }: WeakFillsProps): ReactElement {
  const text = words.policy;
  return (
    <fieldset className="field weak-fills">
      <legend className="field-head">{text.weakFills}</legend>
      {WEAK_FILL_RULES.map((rule) => (
        <label key={rule} className="check">
          <input type="radio" name="weak-fills" value={rule} checked={policy.weakFills === rule} onChange={() => onChange(withWeakFills(policy, rule))} />
          <span>{text.weakFillRules[rule]}</span>
        </label>
      ))}
      <p className={policy.weakFills === 'anywhere' ? 'field-caution' : 'field-hint'}>{text.weakFillsHint(policy.weakFills)}</p>
    </fieldset>
  );
}
