import { Star, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { PRESETS } from '../../core/policy/presets.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy/policy.ts';
import { Button, IconButton } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { samePolicy } from './same-policy.ts';
import { forgetPolicy, savedPolicies } from './saved-policies.ts';

interface PresetCardsProps {
  readonly current: Policy;
  readonly disabled: boolean;
  readonly onUse: (policy: Policy) => void;
}

/** Policies to start from: Cloakroom's own, those by law and purpose, and those that a person keeps here. */
export function PresetCards({ current, disabled, onUse }: PresetCardsProps): ReactElement {
  const { policies, first } = useStore(savedPolicies);
  const text = words.policyRoom;
  return (
    <div className="presets">
      {policies.length === 0 ? null : (
        <section>
          <h3>{text.saved}</h3>
          <ul className="preset-list">
            {policies.map((policy) => (
              <li key={policy.name} className="preset" data-part={`kept-${policy.name}`} data-current={policy.name === current.name || undefined}>
                <h4>{policy.name}</h4>
                <div className="preset-actions">
                  <Button size="small" disabled={disabled || samePolicy(policy, current)} aria-label={`${samePolicy(policy, current) ? text.inUse : text.use}: ${policy.name}`} onClick={() => onUse(policy)}>{samePolicy(policy, current) ? text.inUse : text.use}</Button>
                  <Button size="small" tone="quiet" icon={Star} aria-label={`${text.startWith}: ${policy.name}`} aria-pressed={first === policy.name} onClick={() => savedPolicies.setState({ first: first === policy.name ? null : policy.name })}>{text.startWith}</Button>
                  <IconButton size="small" icon={Trash2} label={text.forget(policy.name)} onClick={() => forgetPolicy(policy.name)} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>{text.presets}</h3>
        <p className="field-hint">{words.presetsNote}</p>
        <ul className="preset-list">
          <li className="preset" data-current={samePolicy(current, DEFAULT_POLICY) || undefined}>
            <h4>{text.standard}</h4>
            <p>{text.standardWhy}</p>
            <Button size="small" disabled={disabled || samePolicy(current, DEFAULT_POLICY)} aria-label={`${samePolicy(current, DEFAULT_POLICY) ? text.inUse : text.use}: ${text.standard}`} onClick={() => onUse(DEFAULT_POLICY)}>{samePolicy(current, DEFAULT_POLICY) ? text.inUse : text.use}</Button>
          </li>
          {PRESETS.map(({ id, policy }) => {
            const { title, why, points } = words.presets[id];
            return (
              <li key={id} className="preset" data-part={`preset-${id}`} data-testid={`preset-${id}`} data-current={samePolicy(current, policy) || undefined}>
                <h4>{title}</h4>
                <ul className="preset-points">
                  {points.map((point) => <li key={point}>{point}</li>)}
                </ul>
                <details>
                  <summary aria-label={`${text.why}: ${title}`} aria-description="">{text.why}</summary>
                  <p>{why}</p>
                </details>
                <Button size="small" disabled={disabled || samePolicy(current, policy)} aria-label={`${samePolicy(current, policy) ? text.inUse : text.use}: ${title}`} onClick={() => onUse(policy)}>{samePolicy(current, policy) ? text.inUse : text.use}</Button>
              </li>
            );
          })}
        </ul>
      </section>
    </div>
  );
}
