import type { ReactElement } from 'react';
import { KINDS, type Kind } from '../../core/detect/detection.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { openPolicyRoom } from '../policy/policy-room.ts';
import { words } from '../words.ts';

/** What will be looked for, as switches, before any file is open. */
export function KindChips(): ReactElement {
  const { store } = useApp();
  const policy = useWorkspace((state) => state.policy);
  const toggle = (kind: Kind): void => {
    const kinds = { ...policy.kinds, [kind]: { ...policy.kinds[kind], enabled: !policy.kinds[kind].enabled } };
    store.dispatch({ type: 'policy-changed', policy: { ...policy, kinds }, gesture: `start-${kind}` });
  };
  return (
    <section className="kind-chips" aria-labelledby="kind-chips">
      <h2 id="kind-chips">{words.start.kinds}</h2>
      <ul>
        {KINDS.map((kind) => (
          <li key={kind}>
            <button type="button" className="chip" aria-pressed={policy.kinds[kind].enabled} disabled={policy.locked} title={words.kindHints[kind]} onClick={() => toggle(kind)}>
              {words.kindNames[kind]}
            </button>
          </li>
        ))}
      </ul>
      <p className="chips-policy">
        {policy.name === '' ? null : <span className="soft">{words.start.policy(policy.name)}{policy.locked ? ` · ${words.policy.locked}` : ''}</span>}
        <button type="button" className="link-button" onClick={openPolicyRoom} data-testid="open-policy">{words.policy.openRoom}</button>
      </p>
    </section>
  );
}
