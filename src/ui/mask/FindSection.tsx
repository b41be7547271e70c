import type { ReactElement } from 'react';
import { KINDS } from '../../core/detect/detection.ts';
import { searchThoroughly, type Policy } from '../../core/policy/policy.ts';
import { CheckField } from '../controls/Fields.tsx';
import { words } from '../words.ts';
import type { PolicyChange } from './policy-change.ts';

/** What is looked for. */
export function FindSection({ policy, onChange }: { readonly policy: Policy; readonly onChange: PolicyChange }): ReactElement {
  const text = words.policy;
  return (
    <section>
      <h3>{text.find}</h3>
      <ul className="kind-list">
        {KINDS.map((kind) => (
          <li key={kind}>
            <CheckField
              label={words.kindNames[kind]} hint={words.kindHints[kind]} checked={policy.kinds[kind].enabled}
              onChange={(enabled) => onChange({ ...policy, kinds: { ...policy.kinds, [kind]: { ...policy.kinds[kind], enabled } } }, `${kind}-enabled`)}
            />
          </li>
        ))}
      </ul>
      <CheckField label={text.thorough} hint={text.thoroughHint} checked={policy.detection.thorough} onChange={(thorough) => onChange(searchThoroughly(policy, thorough), 'thorough')} />
    </section>
  );
}
