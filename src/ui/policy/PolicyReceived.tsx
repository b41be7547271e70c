import { CircleAlert, Lock, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import type { PolicyReading } from '../../core/policy/parse-policy.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';
import { policyCautions } from './policy-cautions.ts';

interface PolicyReceivedProps {
  readonly reading: PolicyReading;
  readonly disabled: boolean;
  readonly onUse: (policy: Policy) => void;
  readonly onDrop: () => void;
}

/** A policy that came with a link or a file: what it would do, before it does anything; or what is wrong with it, field by field. */
export function PolicyReceived({ reading, disabled, onUse, onDrop }: PolicyReceivedProps): ReactElement {
  const text = words.policyRoom;
  if (reading.status === 'refused') {
    return (
      <section className="export-undecided" role="alert" data-testid="policy-problems">
        <h3><CircleAlert size={16} aria-hidden="true" /> {text.refused}</h3>
        <ul className="policy-problems">
          {reading.problems.map((problem, index) => (
            <li key={index}>{problem.path === '' ? null : <code className="mono">{problem.path}</code>} {text.problem(problem)}</li>
          ))}
        </ul>
        <Button onClick={onDrop}>{words.help.close}</Button>
      </section>
    );
  }
  const { policy, migratedFrom } = reading;
  const { kinds, allowsWeak, masksLess, leavesAlone, masksMore } = policyCautions(policy);
  return (
    <section className="export-undecided" data-testid="policy-received">
      <h3>{policy.name === '' ? text.received : text.receivedNamed(policy.name)}</h3>
      <ul className="preset-points">
        <li>{words.exportBar.looksFor(kinds)}</li>
        {allowsWeak ? <li><TriangleAlert size={14} aria-hidden="true" /> {text.allowsWeak}</li> : null}
        {masksLess.length === 0 ? null : <li><TriangleAlert size={14} aria-hidden="true" /> {text.masksLess(masksLess)}</li>}
        {leavesAlone === 0 ? null : <li><TriangleAlert size={14} aria-hidden="true" /> {text.leavesAlone(leavesAlone)}</li>}
        {masksMore === 0 ? null : <li>{text.hasZones(masksMore)}</li>}
        {policy.review.secondReviewer ? <li>{words.policy.secondReviewer}</li> : null}
        {policy.locked ? <li><Lock size={14} aria-hidden="true" /> {text.comesLocked}</li> : null}
        {migratedFrom === null ? null : <li>{text.migrated}</li>}
      </ul>
      {disabled ? <p className="field-caution">{text.lockedNow}</p> : null}
      <div className="export-choices">
        <Button tone="primary" disabled={disabled} onClick={() => onUse(policy)}>{text.useIt}</Button>
        <Button onClick={onDrop}>{text.dropIt}</Button>
      </div>
    </section>
  );
}
