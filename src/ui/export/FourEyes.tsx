import { UserCheck } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { reviewerId } from '../../core/review/reviewer-id.ts';
import { announce } from '../announcer.ts';
import { useApp } from '../app-context.ts';
import { Button } from '../controls/Button.tsx';
import { reviewerSalt } from './reviewer-salt.ts';
import { words } from '../words.ts';
import type { Job } from '../workspace/job.ts';

/**
 * Four eyes: who reviewed these files says so, and then a second person, under another name. Names become ids here and are not
 * kept; the page knows no accounts, so it can tell names apart, not people.
 */
export function FourEyes({ jobs, onLook }: { readonly jobs: readonly Job[]; readonly onLook: () => void }): ReactElement {
  const { store } = useApp();
  const text = words.fourEyes;
  const claimed = jobs.every((job) => job.reviewer !== null);
  const ids = jobs.map(({ id }) => id);
  const name = async (typed: string): Promise<string | null> => {
    const id = await reviewerId(typed, reviewerSalt(), async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
    if (id === null) return text.noName;
    if (claimed && jobs.some((job) => job.reviewer === id)) return text.sameName;
    store.dispatch({ type: 'reviewer-named', reviewer: id });
    store.dispatch({ type: claimed ? 'signed-off' : 'reviewed', ids });
    announce(claimed ? text.signedOff(ids.length) : text.reviewed(ids.length));
    return null;
  };
  return (
    <section className="export-undecided four-eyes" data-testid="four-eyes" data-step={claimed ? 'second' : 'first'}>
      <h3>{text.title}</h3>
      <p>{claimed ? text.second(jobs.length) : text.first(jobs.length)}</p>
      <NameForm key={String(claimed)} label={claimed ? text.secondName : text.firstName} action={claimed ? text.signOff(jobs.length) : text.confirm} onName={name} />
      <p className="field-hint">{text.hint}</p>
      {claimed ? <Button tone="quiet" onClick={onLook}>{text.look}</Button> : null}
    </section>
  );
}

interface NameFormProps {
  readonly label: string;
  readonly action: string;
  /** @returns why the name is not taken, or `null` */
  readonly onName: (typed: string) => Promise<string | null>;
}

function NameForm({ label, action, onName }: NameFormProps): ReactElement {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  return (
    <form className="name-form" onSubmit={(event) => {
        event.preventDefault();
        void onName(typed).then(setProblem);
      }}>
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" type="text" autoComplete="off" maxLength={80} value={typed} aria-invalid={problem !== null} aria-describedby={`${id}-problem`} onChange={(event) => setTyped(event.target.value)} />
      <Button tone="primary" icon={UserCheck} type="submit">{action}</Button>
      <p id={`${id}-problem`} role="alert" className="field-caution">{problem}</p>
    </form>
  );
}
