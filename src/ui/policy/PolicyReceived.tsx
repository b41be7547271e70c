import { CircleAlert, Lock, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { KINDS } from '../../core/detect/detection.ts';
import type { PolicyReading } from '../../core/policy/parse-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy/policy.ts';
import { Button } from '../controls/Button.tsx';
import { words } from '../words.ts';

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
  const kinds = KINDS.filter((kind) => policy.kinds[kind].enabled);
  const raised = kinds.filter((kind) => policy.kinds[kind].maskThreshold > DEFAULT_POLICY.kinds[kind].maskThreshold || policy.kinds[kind].reviewThreshold > DEFAULT_POLICY.kinds[kind].reviewThreshold);
  const leaving = policy.zones.filter(({ effect }) => effect !== 'mask-outside');
  return (
    <section className="export-undecided" data-testid="policy-received">
      <h3>{policy.name === '' ? text.received : text.receivedNamed(policy.name)}</h3>
      <ul className="preset-points">
        <li>{words.exportBar.looksFor(kinds)}</li>
        {policy.weakFills === 'nowhere' ? null : <li><TriangleAlert size={14} aria-hidden="true" /> {text.allowsWeak}</li>}
        {raised.length === 0 ? null : <li><TriangleAlert size={14} aria-hidden="true" /> {text.masksLess(raised)}</li>}
        {leaving.length === 0 ? null : <li><TriangleAlert size={14} aria-hidden="true" /> {text.leavesAlone(leaving.length)}</li>}
        {policy.zones.length === leaving.length ? null : <li>{text.hasZones(policy.zones.length - leaving.length)}</li>}
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
