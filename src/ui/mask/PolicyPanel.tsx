import { BookOpen, Lock } from 'lucide-react';
import type { ReactElement } from 'react';
import { DEFAULT_POLICY } from '../../core/policy/policy.ts';
import { announce } from '../announcer.ts';
import { useApp, useWorkspace } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { Choice } from '../controls/Fields.tsx';
import { openPolicyRoom } from '../policy/policy-room.ts';
import { samePolicy } from '../policy/same-policy.ts';
import { words } from '../words.ts';
import { currentJob, mayChangePolicy, policyFor } from '../workspace/workspace-state.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { SizeHint } from './SizeHint.tsx';

/** The policy of the shown file: the one for all files, or one of its own. */
export function PolicyPanel(): ReactElement {
  const { store } = useApp();
  const job = useWorkspace(currentJob);
  const shared = useWorkspace((state) => state.policy);
  const own = useWorkspace((state) => (job === null ? undefined : state.ownPolicies[job.id]));
  const mayChange = useWorkspace(mayChangePolicy);
  const many = useWorkspace((state) => state.jobs.length > 1);
  const policy = own ?? shared;
  const text = words.policy;
  const change = (next: typeof policy, gesture: string): void => store.dispatch({ type: 'policy-changed', policy: next, gesture, ...(own === undefined || job === null ? {} : { id: job.id }) });
  const setScope = (scope: 'all' | 'one'): void => {
    if (job === null || (scope === 'one') === (own !== undefined)) return;
    if (scope === 'all') {
      store.dispatch({ type: 'own-policy-dropped', id: job.id });
      announce(text.ownDropped);
    } else store.dispatch({ type: 'policy-changed', policy: { ...policyFor(store.getState(), job.id) }, gesture: `own-${job.id}`, id: job.id });
  };
  return (
    <div className="policy" data-testid="policy">
      <div className="policy-head">
        <p className="policy-name">{policy.name !== '' ? policy.name : samePolicy(policy, DEFAULT_POLICY) ? words.policyRoom.standard : text.unnamed}{policy.locked ? <Lock size={14} aria-label={text.locked} /> : null}</p>
        <Button size="small" icon={BookOpen} onClick={openPolicyRoom}>{text.openRoom}</Button>
      </div>
      {policy.locked ? <p className="field-hint">{text.lockedHint}</p> : null}
      {many && mayChange ? (
        <>
          <Choice legend={text.scope} value={own === undefined ? 'all' : 'one'} options={[{ value: 'all', label: text.scopeAll }, { value: 'one', label: text.scopeOne }]} onChange={setScope} />
          {own === undefined || job === null ? null : (
            <>
              <p className="field-hint">{text.ownHint}</p>
              <Button size="small" onClick={() => store.dispatch({ type: 'own-policy-spread', id: job.id })}>{text.spread}</Button>
            </>
          )}
        </>
      ) : null}
      <PolicyForm policy={policy} onChange={change} sizeHint={job === null ? null : <SizeHint job={job} />}>
        <OwnFills />
      </PolicyForm>
      {policy.locked ? null : <Button size="small" disabled={policy === DEFAULT_POLICY} onClick={() => change(DEFAULT_POLICY, 'reset')}>{text.reset}</Button>}
    </div>
  );
}

/** Regions of the shown file that don't follow the policy's style, and the way back. */
function OwnFills(): ReactElement | null {
  const { store } = useApp();
  const job = useWorkspace(currentJob);
  const own = job?.session?.decisions.filter((decision) => decision.fill !== null) ?? [];
  if (job === null || own.length === 0) return null;
  return (
    <div className="field">
      <p className="field-hint">{words.policy.overridden(own.length)}</p>
      <Button size="small" onClick={() => store.dispatch({ type: 'region-edited', id: job.id, edit: { type: 'set-fill', ids: own.map((decision) => decision.id), fill: null } })}>
        {words.policy.applyAll}
      </Button>
    </div>
  );
}
