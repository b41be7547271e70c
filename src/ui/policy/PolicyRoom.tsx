import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import type { PolicyReading } from '../../core/policy/parse-policy.ts';
import { DEFAULT_POLICY, type Policy } from '../../core/policy/policy.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { PolicyForm } from '../mask/PolicyForm.tsx';
import { words } from '../words.ts';
import { mayChangePolicy } from '../workspace/workspace-state.ts';
import { ExamplePicture } from './ExamplePicture.tsx';
import { PolicyReceived } from './PolicyReceived.tsx';
import { PolicySharing } from './PolicySharing.tsx';
import { PresetCards } from './PresetCards.tsx';
import { policyRoom } from './policy-room.ts';
import './policy-room.css';

/** The policy as a whole: presets with their reasons, every field beside a live example, and the ways to share it. */
export function PolicyRoom({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { store } = useApp();
  const policy = useWorkspace((state) => state.policy);
  const disabled = !useWorkspace(mayChangePolicy);
  const linked = useStore(policyRoom, (state) => state.linked);
  const [read, setRead] = useState<PolicyReading | null>(null);
  const reading = read ?? linked;
  const text = words.policyRoom;
  const change = (next: Policy, gesture: string): void => store.dispatch({ type: 'policy-changed', policy: next, gesture });
  const drop = (): void => {
    setRead(null);
    policyRoom.setState({ linked: null });
  };
  const use = (next: Policy): void => {
    change(next, `use-${next.name}`);
    drop();
    announce(text.nowInUse(next.name === '' ? text.standard : next.name));
  };
  return (
    <Dialog title={text.title} onClose={onClose} full>
      {reading === null ? null : <PolicyReceived reading={reading} disabled={disabled} onUse={use} onDrop={drop} />}
      <div className="policy-room">
        <PresetCards current={policy} disabled={disabled} onUse={use} />
        <div className="policy-room-form">
          <ExamplePicture policy={policy} />
          <PolicySharing policy={policy} disabled={disabled} onChange={change} onReading={setRead} />
          {policy.locked ? (
            <p className="field-hint policy-locked">
              {disabled ? words.policy.lockedHint : text.lockedOpen}
              {disabled ? null : <Button size="small" onClick={() => use(DEFAULT_POLICY)}>{text.putAway}</Button>}
            </p>
          ) : null}
          <div className="policy"><PolicyForm policy={policy} onChange={change} /></div>
        </div>
      </div>
    </Dialog>
  );
}
