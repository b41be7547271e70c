import { useRef, type ReactElement, type ReactNode } from 'react';
import type { Policy } from '../../core/policy/policy.ts';
import { words } from '../words.ts';
import { FindSection } from './FindSection.tsx';
import { LookSection } from './LookSection.tsx';
import { OutputSection } from './OutputSection.tsx';
import type { PolicyChange } from './policy-change.ts';
import { ReviewSection } from './ReviewSection.tsx';
import { VideoSection } from './VideoSection.tsx';
import { WeakFills } from './WeakFills.tsx';
import { ZonesSection } from './ZonesSection.tsx';
import './policy.css';

interface PolicyFormProps {
  readonly policy: Policy;
  readonly onChange: PolicyChange;
  /** Comes last in the section on masks, for what concerns the shown file. */
  readonly children?: ReactNode;
  /** Comes below the quality of videos: what it means for the shown file. */
  readonly sizeHint?: ReactNode;
}

/** Every field of a policy. Nothing can be changed in a locked one. */
export function PolicyForm({ policy, onChange, children, sizeHint }: PolicyFormProps): ReactElement {
  const gesture = useRef(0);
  const text = words.policy;
  const begin = (): void => {
    gesture.current += 1;
  };
  const change: PolicyChange = (next, field) => onChange(next, `${field}-${String(gesture.current)}`);
  return (
    <fieldset className="policy-form" disabled={policy.locked} onPointerDown={begin} onFocus={begin}>
      <legend className="visually-hidden">{text.form}</legend>
      <FindSection policy={policy} onChange={change} />
      <LookSection policy={policy} onChange={change}>{children}</LookSection>
      <section>
        <h3>{text.strength}</h3>
        <WeakFills policy={policy} onChange={(next) => change(next, 'weak-fills')} />
      </section>
      <ReviewSection policy={policy} onChange={change} />
      <ZonesSection policy={policy} onChange={change} />
      <OutputSection policy={policy} onChange={change} />
      <VideoSection policy={policy} onChange={change} sizeHint={sizeHint} />
    </fieldset>
  );
}
